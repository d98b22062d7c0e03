import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { row, rows, sql, type Sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import type { Viewer } from './viewer.js';

const MAX_FAILURES = 10;
/** Whole offices sit behind one address: its limit is there to slow down a machine that guesses, not people who mistype. */
const MAX_FAILURES_OF_ADDRESS = 100;
const FAILURE_WINDOW = '15 minutes';

/** argon2id with the library's defaults, which follow OWASP (19 MiB, 2 passes, 1 lane). */
export const hashPassword = (password: string): Promise<string> => hash(password);

// Checked when a name is unknown, so that the answer takes as long as for a known one.
const NOBODY = await hashPassword(randomBytes(16).toString('hex'));

export const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

const VIEWER: Sql = sql`u.id, u.username, u.display_name as "displayName", u.role,
  (select json_build_object('code', o.code, 'name', o.short_name) from organizations o where o.code = u.organization) as organization,
  (select json_build_object('id', a.id, 'code', a.code, 'name', a.name) from administrative_units a where a.id = u.unit_id) as unit`;

@Injectable()
export class AccessService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sample accounts have a known password: they open nothing unless the server runs in sample mode. */
  private get usable(): Sql {
    return this.config.sampleData === 'off' ? sql`not u.disabled and not u.sample` : sql`not u.disabled`;
  }

  /** @returns the token of a new session. @throws Problem 401 for a wrong name or password, 429 after too many failures. */
  async signIn(username: string, password: string, address: string): Promise<string> {
    const subjects = [`user:${username.toLowerCase()}`, `address:${address}`];
    const tries = await this.countTry(subjects);
    const user = await row<{ id: number; password_hash: string }>(
      this.database,
      sql`select u.id, u.password_hash from users u where lower(u.username) = lower(${username}) and ${this.usable}`,
    );
    if (!(await verify(user?.password_hash ?? NOBODY, password)) || !user) {
      throw new Problem(401, 'wrong-password', {
        vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock rồi thử lại.',
        en: 'The user name or password is wrong. Check Caps Lock and try again.',
      });
    }
    await rows(this.database, sql`delete from sign_in_failures where id = any(${tries}::bigint[])`);
    const token = randomBytes(32).toString('base64url');
    await rows(
      this.database,
      sql`insert into sessions (token_hash, user_id, expires_at) values (${digest(token)}, ${user.id}, now() + ${this.config.sessionHours} * interval '1 hour')`,
    );
    await rows(this.database, sql`delete from sessions where expires_at < now()`);
    return token;
  }

  /** A try counts as failed until it succeeds, so that many at once cannot slip through between the check and the count. @returns its rows */
  private async countTry(subjects: string[]): Promise<number[]> {
    await rows(this.database, sql`delete from sign_in_failures where failed_at < now() - ${FAILURE_WINDOW}::interval`);
    const counted = await rows<{ id: number }>(this.database, sql`insert into sign_in_failures (subject) select unnest(${subjects}::text[]) returning id`);
    const tries = counted.map(({ id }) => id);
    const found = await row<{ too_many: boolean }>(
      this.database,
      sql`select coalesce(bool_or(n > case when subject like 'user:%' then ${MAX_FAILURES}::int else ${MAX_FAILURES_OF_ADDRESS}::int end), false) as too_many
        from (select subject, count(*) as n from sign_in_failures where subject = any(${subjects}::text[]) group by subject) f`,
    );
    if (!found!.too_many) return tries;
    await rows(this.database, sql`delete from sign_in_failures where id = any(${tries}::bigint[])`);
    throw new Problem(429, 'too-many-sign-ins', {
      vi: `Đã nhập sai quá nhiều lần trong 15 phút. Đợi 15 phút rồi thử lại, hoặc nhờ người quản trị đặt lại mật khẩu.`,
      en: `There were too many wrong tries within 15 minutes. Wait 15 minutes and try again, or ask the administrator for a new password.`,
    });
  }

  async signOut(token: string): Promise<void> {
    await rows(this.database, sql`delete from sessions where token_hash = ${digest(token)}`);
  }

  viewerOf(token: string): Promise<Viewer | undefined> {
    return row(
      this.database,
      sql`select ${VIEWER} from sessions s join users u on u.id = s.user_id where s.token_hash = ${digest(token)} and s.expires_at > now() and ${this.usable}`,
    );
  }

  /** Whoever a program with this token works for. Its last use is noted to the minute, so that not every request writes. */
  async viewerOfToken(token: string): Promise<Viewer | undefined> {
    const found = await row<Viewer & { token: number; noted: boolean }>(
      this.database,
      sql`select ${VIEWER}, t.id as token, coalesce(t.last_used_at > now() - interval '1 minute', false) as noted
        from api_tokens t join users u on u.id = t.user_id
        where t.token_hash = ${digest(token)} and t.revoked_at is null and t.expires_at > now() and ${this.usable}`,
    );
    if (!found) return undefined;
    const { token: id, noted, ...viewer } = found;
    if (!noted) await rows(this.database, sql`update api_tokens set last_used_at = now() where id = ${id}`);
    return { ...viewer, byToken: true };
  }

  accounts(): Promise<(Viewer & { disabled: boolean; sample: boolean })[]> {
    return rows(this.database, sql`select ${VIEWER}, u.disabled, u.sample from users u order by u.username`);
  }

  async sampleAccounts(): Promise<Pick<Viewer, 'username' | 'role' | 'displayName'>[]> {
    if (this.config.sampleData === 'off') return [];
    return rows(this.database, sql`select u.username, u.role, u.display_name as "displayName" from users u where u.sample order by u.id`);
  }
}
