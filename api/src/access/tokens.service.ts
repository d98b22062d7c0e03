import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import { digest } from './access.service.js';
import type { Token } from './answers.js';
import type { Viewer } from './viewer.js';

/** So that one that leaked into a file or a log is known for what it is. */
const PREFIX = 'registry_';
const SHOWN = PREFIX.length + 4;
const MAX_IN_USE = 20;

const TOKEN: Sql = raw(
  `t.id, t.name, t.hint, t.created_at as "createdAt", t.last_used_at as "lastUsedAt", t.expires_at as "expiresAt", t.revoked_at as "revokedAt"`,
);

/** Tokens by which a user's programs work in the user's name. Only their digests are kept. */
@Injectable()
export class TokensService {
  constructor(private readonly database: DataSource) {}

  list(viewer: Viewer): Promise<Token[]> {
    return rows(this.database, sql`select ${TOKEN} from api_tokens t where t.user_id = ${viewer.id} order by t.id desc limit 100`);
  }

  /** @returns the token with its secret, which nobody can read again. @throws Problem 409 when there are too many. */
  async make(viewer: Viewer, name: string, days: number): Promise<Token & { secret: string }> {
    const secret = PREFIX + randomBytes(32).toString('base64url');
    const made = await row<Token>(
      this.database,
      sql`insert into api_tokens as t (token_hash, user_id, name, hint, expires_at)
        select ${digest(secret)}, ${viewer.id}, ${name}, ${secret.slice(0, SHOWN)}, now() + ${days} * interval '1 day'
        where (select count(*) from api_tokens where user_id = ${viewer.id} and revoked_at is null and expires_at > now()) < ${MAX_IN_USE}
        returning ${TOKEN}`,
    );
    if (!made) throw new Problem(409, 'too-many-tokens', TOO_MANY);
    return { ...made, secret };
  }

  /** @throws Problem 404 for another user's. */
  async revoke(viewer: Viewer, id: number): Promise<void> {
    const revoked = await row(
      this.database,
      sql`update api_tokens set revoked_at = coalesce(revoked_at, now()) where id = ${id} and user_id = ${viewer.id} returning id`,
    );
    if (!revoked) throw notFound(`Bạn không có mã truy cập số ${id}.`, `You have no token ${id}.`);
  }
}

const TOO_MANY = {
  vi: `Đã có ${MAX_IN_USE} mã truy cập đang dùng được. Thu hồi mã không còn dùng rồi tạo mã mới.`,
  en: `There are ${MAX_IN_USE} tokens in use. Revoke those no longer needed, then make a new one.`,
};
