import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { row, rows, sql, type Sql } from '../database/sql.js';
import type { Delivery } from './answers.js';
import { eventName, letterOf, webhookBody, type Due, type TestFacts } from './delivery.js';
import { DeliveryProblem, problemOf } from './delivery-problem.js';
import { Mailer } from './mailer.js';
import { callWebhook } from './webhook-call.js';

const LIMIT_MS = 10_000;
/** Longer than a try can take: a process that dies while sending leaves the message to the next one after it. */
const LEASE_S = 60;
const MAX_ATTEMPTS = 10;
/** 10 s, 40 s, 3 min, 11 min, 43 min, 3 h, 11 h, then once a day. */
const FIRST_PAUSE_S = 10;
const PAUSE_FACTOR = 4;
const LONGEST_PAUSE_S = 24 * 3600;

const DUE: Sql = sql`d.id, d.number, d.channel, d.target, d.event, d.payload, d.attempts,
  (select json_build_object('url', w.url, 'secret', w.secret) from webhooks w where w.organization = d.organization) as webhook,
  (select u.role <> 'operator' from users u where u.id = d.user_id) as "toAuthority"`;

/** Messages to other machines: rows that wait their turn, are tried and tried again. No transaction is open while one is sent. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: DataSource,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The messages whose turn it is; several processes do not get in each other's way. */
  take(limit: number): Promise<Due[]> {
    return rows(
      this.database,
      sql`update deliveries d set attempts = attempts + 1, next_try_at = now() + ${LEASE_S} * interval '1 second'
        where d.id in (select id from deliveries where state = 'queued' and next_try_at <= now() order by next_try_at limit ${limit} for update skip locked)
        returning ${DUE}`,
    );
  }

  /** One try. @param ending when the process ends; the try is then neither here nor there and will be made again. */
  async attempt(due: Due, ending?: AbortSignal): Promise<void> {
    const limit = AbortSignal.timeout(LIMIT_MS);
    try {
      const status = await this.send(due, ending ? AbortSignal.any([ending, limit]) : limit);
      await rows(
        this.database,
        sql`update deliveries set state = 'sent', status = ${status}::int, last_error = null, finished_at = now() where id = ${due.id} and state = 'queued'`,
      );
    } catch (error) {
      if (!ending?.aborted) await this.failed(due, problemOf(error));
    }
  }

  private async send(due: Due, signal: AbortSignal): Promise<number | null> {
    const { publicUrl, allowPrivateWebhooks } = this.config;
    if (due.channel === 'email') {
      if (!this.mailer.configured) throw new DeliveryProblem(NO_MAIL, undefined, true);
      await this.mailer.send(letterOf(due, publicUrl));
      return null;
    }
    if (!due.webhook) throw new DeliveryProblem(NO_WEBHOOK, undefined, true);
    const call = { ...due.webhook, event: eventName(due.event), number: due.number, body: webhookBody(due, publicUrl) };
    return callWebhook(call, allowPrivateWebhooks, signal);
  }

  private failed(due: Due, { text, status, final }: DeliveryProblem): Promise<unknown> {
    // A test is one try: whoever made it is waiting for the answer.
    const dead = final || due.attempts >= MAX_ATTEMPTS || (due.event === 'test' && due.channel === 'webhook');
    const pause = Math.min(FIRST_PAUSE_S * PAUSE_FACTOR ** (due.attempts - 1), LONGEST_PAUSE_S);
    return rows(
      this.database,
      sql`update deliveries set state = ${dead ? 'dead' : 'queued'}, status = ${status ?? null}::int, last_error = ${JSON.stringify(text)}::jsonb,
          next_try_at = now() + ${pause} * interval '1 second', finished_at = case when ${dead} then now() end where id = ${due.id} and state = 'queued'`,
    );
  }

  /** A test letter waits its turn. @returns a test of a webhook as taken, since whoever makes it waits for the answer. */
  async test(to: { user: number } | { organization: string }, target: string, by: string): Promise<Due> {
    const facts: TestFacts = { event: 'test', at: new Date().toISOString(), by };
    const [channel, user, organization, attempts] = 'user' in to ? ['email', to.user, null, 0] : ['webhook', null, to.organization, 1];
    const due = await row<Due>(
      this.database,
      sql`insert into deliveries as d (channel, user_id, organization, target, event, payload, attempts, next_try_at)
        values (${channel}, ${user}, ${organization}, ${target}, 'test', ${JSON.stringify(facts)}::jsonb, ${attempts}::int,
          now() + ${attempts}::int * ${LEASE_S} * interval '1 second') returning ${DUE}`,
    );
    return due!;
  }

  /** The last messages to an organisation's webhook, newest first. */
  list(organization: string, limit = 20): Promise<Delivery[]> {
    return rows(
      this.database,
      sql`select d.number as id, case d.event when 'test' then d.event else 'submission.' || d.event end as event, d.submission_id as submission, d.state, d.attempts,
          d.created_at as at, case d.state when 'queued' then d.next_try_at end as "nextTryAt", d.status, d.last_error as problem
        from deliveries d where d.organization = ${organization} order by d.id desc limit ${limit}`,
    );
  }

  /** What nobody will ask for again. */
  async forgetOld(): Promise<void> {
    await rows(this.database, sql`delete from deliveries where state <> 'queued' and created_at < now() - interval '30 days'`);
    await rows(this.database, sql`delete from notices where created_at < now() - interval '1 year'`);
  }
}

const NO_MAIL = { vi: 'Máy chủ này chưa được cấu hình để gửi thư.', en: 'This server is not set up to send mail.' };
const NO_WEBHOOK = { vi: 'Địa chỉ nhận đã bị xóa.', en: 'The address was taken away.' };
