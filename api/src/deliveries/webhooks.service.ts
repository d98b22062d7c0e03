import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { CONFIG, type Config } from '../config.js';
import { row, rows, sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import type { Text } from '../registry/field.js';
import type { Delivery, Webhook } from './answers.js';
import { DeliveriesService } from './deliveries.service.js';
import { PRIVATE } from './delivery-problem.js';
import { isPublicAddress, literalAddress } from './public-address.js';

const MAX_TESTS_A_MINUTE = 6;

/** Where an organisation wants to be told by machine what happens to its submissions. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveriesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async get(viewer: Viewer): Promise<Webhook> {
    const { code } = viewer.organization!;
    const found = await row<Omit<Webhook, 'deliveries'>>(
      this.database,
      sql`select w.url, w.created_at as "createdAt", u.display_name as "createdBy" from webhooks w join users u on u.id = w.created_by where w.organization = ${code}`,
    );
    return { ...(found ?? { url: null, createdAt: null, createdBy: null }), deliveries: await this.deliveries.list(code) };
  }

  /** Every setting makes a new secret, which nobody can read again. */
  async set(viewer: Viewer, url: string): Promise<Webhook & { secret: string }> {
    await this.refuseAddress(url);
    const secret = `whsec_${randomBytes(32).toString('base64url')}`;
    await rows(
      this.database,
      sql`insert into webhooks (organization, url, secret, created_by) values (${viewer.organization!.code}, ${url}, ${secret}, ${viewer.id})
        on conflict on constraint webhooks_pkey do update set url = excluded.url, secret = excluded.secret, created_at = now(), created_by = excluded.created_by`,
    );
    return { ...(await this.get(viewer)), secret };
  }

  async remove(viewer: Viewer): Promise<void> {
    const { code } = viewer.organization!;
    if (!(await row(this.database, sql`delete from webhooks where organization = ${code} returning 1`))) throw noWebhook();
    await rows(this.database, sql`delete from deliveries where organization = ${code} and state = 'queued'`);
  }

  /** Sends a test now. @returns how it went. */
  async test(viewer: Viewer): Promise<Delivery> {
    const { code } = viewer.organization!;
    const webhook = await row<{ url: string; tests: number }>(
      this.database,
      sql`select w.url, (select count(*) from deliveries d where d.organization = w.organization and d.event = 'test' and d.created_at > now() - interval '1 minute') as tests
        from webhooks w where w.organization = ${code}`,
    );
    if (!webhook) throw noWebhook();
    if (webhook.tests >= MAX_TESTS_A_MINUTE) throw new Problem(429, 'too-many-tests', TOO_MANY_TESTS);
    await this.deliveries.attempt(await this.deliveries.test({ organization: code }, webhook.url, viewer.displayName));
    return (await this.deliveries.list(code, 1))[0]!;
  }

  /** Said when it is entered, though what counts is the same check at every connection. */
  private async refuseAddress(url: string): Promise<void> {
    if (this.config.allowPrivateWebhooks) return;
    const address = new URL(url);
    if (address.protocol !== 'https:') throw new Problem(422, 'webhook-not-https', NOT_HTTPS);
    const literal = literalAddress(address);
    const addresses = literal ? [literal] : (await lookup(address.hostname, { all: true }).catch(() => [])).map((found) => found.address);
    if (!addresses.length) throw new Problem(422, 'webhook-unknown-host', UNKNOWN_HOST);
    if (!addresses.every(isPublicAddress)) throw new Problem(422, 'webhook-private-address', PRIVATE);
  }
}

const noWebhook = (): Problem => notFound('Đơn vị của bạn chưa đặt địa chỉ nhận thông báo.', 'Your organisation has not set an address for messages.');

const NOT_HTTPS: Text = {
  vi: 'Địa chỉ nhận phải bắt đầu bằng https:// để tin không bị đọc trên đường đi.',
  en: 'The address must begin with https://, so that nobody reads along.',
};
const UNKNOWN_HOST: Text = {
  vi: 'Không tìm thấy máy có tên trong địa chỉ. Kiểm tra lại tên miền.',
  en: 'There is no machine of the name in the address. Check the domain name.',
};
const TOO_MANY_TESTS: Text = { vi: 'Vừa gửi thử nhiều lần. Đợi một phút rồi thử lại.', en: 'There were many tests just now. Wait a minute and try again.' };
