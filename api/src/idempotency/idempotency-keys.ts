import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { row, rows, sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import { discardUnread, UNREADABLE } from '../submissions/unread.js';

const KEPT = '24 hours';
/** A request under way renews its lease; one whose process died can be taken over when it has run out. */
const LEASE_S = 12;
const RENEW_MS = 4_000;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 200;

/** What was answered the first time; thrown so that the handler is not run again. */
export class Replay extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super('answered before');
  }
}

interface Earlier {
  same: boolean;
  status: number | null;
  answer: string | null;
}

/** The keys of requests that create something, with what was answered. */
@Injectable()
export class IdempotencyKeys {
  /** Under way in this process. The embedded database may be too busy for minutes to renew their leases. */
  private readonly underWay = new Set<number>();
  private renewing = false;

  constructor(private readonly database: DataSource) {
    setInterval(() => void this.renewLeases(), RENEW_MS).unref();
  }

  /**
   * Takes a key for a request that is about to be worked on; waits a while for another one with the same key.
   * @returns the submission as well, when an earlier try made it and never answered.
   * @throws Replay with the answer it had, Problem 422 when the key came with another request, 409 while that is still under way.
   */
  async take(user: number, key: string, request: string, fingerprint: Buffer): Promise<{ id: number; submission?: number }> {
    await rows(this.database, sql`delete from idempotency_keys where created_at < now() - ${KEPT}::interval and lease_until < now()`);
    for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(LOOK_AGAIN_MS)) {
      const taken = await this.claim(user, key, request, fingerprint);
      if (taken) return taken.fresh ? { id: taken.id } : { id: taken.id, submission: await this.madeBefore(taken.id) };
      const earlier = await row<Earlier>(
        this.database,
        sql`select request = ${request} and fingerprint = ${fingerprint} as same, status, answer from idempotency_keys where user_id = ${user} and key = ${key}`,
      );
      if (earlier && !earlier.same) throw new Problem(422, 'key-of-another-request', ANOTHER_REQUEST);
      if (earlier?.status) throw new Replay(earlier.status, JSON.parse(earlier.answer!));
      if (Date.now() > giveUpAt) throw new Problem(409, 'in-progress', IN_PROGRESS);
    }
  }

  private async claim(user: number, key: string, request: string, fingerprint: Buffer): Promise<{ id: number; fresh: boolean } | undefined> {
    const claimed = await row<{ id: number; fresh: boolean }>(
      this.database,
      sql`insert into idempotency_keys as k (user_id, key, request, fingerprint, lease_until)
        values (${user}, ${key}, ${request}, ${fingerprint}, now() + ${LEASE_S} * interval '1 second')
        on conflict on constraint idempotency_keys_unique_per_user do update set lease_until = excluded.lease_until
          where k.status is null and k.lease_until < now() and k.request = excluded.request and k.fingerprint = excluded.fingerprint
            and not k.id = any(${[...this.underWay]}::bigint[])
        returning k.id, xmax = 0 as fresh`,
    );
    if (claimed) this.underWay.add(claimed.id);
    return claimed;
  }

  /** One statement for all, and never a second one while the first waits for its turn: they would take all connections. */
  private async renewLeases(): Promise<void> {
    if (this.renewing || !this.underWay.size) return;
    this.renewing = true;
    await rows(
      this.database,
      sql`update idempotency_keys set lease_until = now() + ${LEASE_S} * interval '1 second' where id = any(${[...this.underWay]}::bigint[]) and status is null`,
    ).catch(() => undefined);
    this.renewing = false;
  }

  /** What an earlier try left. A package that nobody goes on reading, or whose reading failed, is thrown away, to be read anew. */
  private async madeBefore(id: number): Promise<number | undefined> {
    await discardUnread(this.database, sql`s.idempotency_key = ${id} and coalesce(${UNREADABLE}, true)`);
    return (await row<{ id: number }>(this.database, sql`select id from submissions where idempotency_key = ${id}`))?.id;
  }

  async finish(id: number, status: number, answer: unknown): Promise<void> {
    await rows(this.database, sql`update idempotency_keys set status = ${status}, answer = ${JSON.stringify(answer ?? null)} where id = ${id}`);
    this.underWay.delete(id);
  }

  /** What was refused created nothing, so there is nothing to remember; if something was made after all, the next try finds it. */
  async giveUp(id: number): Promise<void> {
    try {
      // While the lease still keeps others out, or one of them might take up what is just being deleted.
      await rows(
        this.database,
        sql`delete from idempotency_keys k where k.id = ${id} and k.status is null and not exists (select 1 from submissions s where s.idempotency_key = k.id)`,
      );
      await rows(this.database, sql`update idempotency_keys set lease_until = now() where id = ${id} and status is null`);
    } finally {
      this.underWay.delete(id);
    }
  }
}

const ANOTHER_REQUEST = {
  vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác. Dùng khóa mới cho yêu cầu mới; chỉ dùng lại khóa khi gửi lại đúng yêu cầu cũ.',
  en: 'This Idempotency-Key was used for another request. Take a new key for a new request, and the same key only to repeat the same request.',
};
const IN_PROGRESS = {
  vi: 'Yêu cầu có Idempotency-Key này đang được xử lý. Đợi một lát rồi gửi lại đúng yêu cầu đó để nhận kết quả.',
  en: 'The request with this Idempotency-Key is still being worked on. Wait a moment, then send the same request again to get its answer.',
};
