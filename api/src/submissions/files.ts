import { Inject, Injectable } from '@nestjs/common';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, type Config } from '../config.js';

/** Files as they were sent, each under the id of its upload. */
@Injectable()
export class FileStore {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.folder = join(config.dataDir, 'files');
  }

  path(id: string): string {
    return join(this.folder, id);
  }

  async keep(id: string, from: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await copyFile(from, this.path(id));
  }
}
