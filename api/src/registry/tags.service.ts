import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { VERSION } from '../version.js';
import { registerMark, type Subject } from './register-mark.js';

/** Entity tags of answers that follow from the register, the day, who asks and for what. */
@Injectable()
export class TagsService {
  constructor(private readonly database: DataSource) {}

  /**
   * The tag of an answer given now. It is read before the records are: at worst an answer is newer than its tag says, never older.
   * Weak (RFC 9110, 8.8.1), since the order of features in a tile is left to the database.
   */
  async tagOf(viewer: Viewer, url: string, subjects?: Subject[]): Promise<string> {
    const scope = [viewer.role, viewer.organization?.code, viewer.unit?.id];
    const digest = createHash('sha256').update(JSON.stringify([VERSION, await registerMark(this.database, subjects), scope, url]));
    return `W/"${digest.digest('base64url').slice(0, 27)}"`;
  }
}

/** Whether a client that sends `If-None-Match` has this answer already; tags are compared weakly (RFC 9110, 13.1.2). */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (!header) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((one) => opaque(one) === opaque(tag));
}
