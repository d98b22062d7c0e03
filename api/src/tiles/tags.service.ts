import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, sql } from '../database/sql.js';
import type { Kind, KindName } from '../registry/field.js';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

/** What a kind's answers hang on besides its own records: units and zones by their filters, others as its computed fields and the policy read them. */
const ALWAYS = ['units', 'zones'];
const LEANS_ON: Partial<Record<KindName, KindName[]>> = {
  'bts-stations': ['sharing-agreements'],
  'sharing-agreements': ['bts-stations'],
};

/** Entity tags of answers that follow from the register, the day, who asks and for what. */
@Injectable()
export class TagsService {
  constructor(private readonly database: DataSource) {}

  /**
   * The tag of an answer given now. It is read before the records are: at worst an answer is newer than its tag says, never older.
   * Weak (RFC 9110, 8.8.1), since the order of features in a tile is left to the database.
   */
  async tagOf(kind: Kind, viewer: Viewer, url: string): Promise<string> {
    const subjects = [kind.name, ...ALWAYS, ...(LEANS_ON[kind.name] ?? [])];
    const found = await row<{ register: string }>(
      this.database,
      sql`select (now() at time zone 'Asia/Ho_Chi_Minh')::date || ' ' || string_agg(revision::text, ' ' order by subject) as register
        from register_revisions where subject = any(${subjects}::text[])`,
    );
    const scope = [viewer.role, viewer.organization?.code, viewer.unit?.id];
    const digest = createHash('sha256').update(JSON.stringify([version, found!.register, scope, url]));
    return `W/"${digest.digest('base64url').slice(0, 27)}"`;
  }
}

/** Whether a client that sends `If-None-Match` has this answer already; tags are compared weakly (RFC 9110, 13.1.2). */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (!header) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((one) => opaque(one) === opaque(tag));
}
