import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql } from '../database/sql.js';
import type { Contact } from './answers.js';
import { DeliveriesService } from './deliveries.service.js';
import { Mailer } from './mailer.js';

/** Where a user gets mail. */
@Injectable()
export class ContactService {
  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveriesService,
    private readonly mailer: Mailer,
  ) {}

  async get(viewer: Viewer): Promise<Contact> {
    const user = await row<{ email: string | null }>(this.database, sql`select email from users where id = ${viewer.id}`);
    return { email: user!.email, sendsMail: this.mailer.configured };
  }

  /** What waits for the earlier address is dropped; a new one gets a letter, so that a mistyped one is noticed. */
  async set(viewer: Viewer, email: string | null): Promise<Contact> {
    const changed = await row(this.database, sql`update users set email = ${email} where id = ${viewer.id} and email is distinct from ${email} returning id`);
    if (changed) {
      await rows(this.database, sql`delete from deliveries where user_id = ${viewer.id} and state = 'queued'`);
      if (email && this.mailer.configured) await this.deliveries.test({ user: viewer.id }, email, viewer.displayName);
    }
    return this.get(viewer);
  }
}
