import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isTileTemplate } from './base-map.js';
import { StartProblem } from './start-problem.js';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  FILES_DIR: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text))
    .optional(),
  SAMPLE_DATA: z.enum(['on', 'accounts', 'off']).optional(),
  AUTHORITY_NAME_VI: z.string().min(1).default('Sở Khoa học và Công nghệ tỉnh Phú Thọ'),
  AUTHORITY_NAME_EN: z.string().min(1).default('Department of Science and Technology of Phú Thọ province'),
  SESSION_HOURS: z.coerce.number().positive().max(720).default(12),
  CLAIM_MINUTES: z.coerce.number().positive().max(1440).default(30),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(2000).default(100),
  SECURE_COOKIES: z.enum(['on', 'off']).optional(),
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  LOG: z.enum(['off', 'error', 'warn', 'info', 'debug']).default('warn'),
  PUBLIC_URL: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text))
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:\/\/./.test(text) && URL.canParse(text))
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@\r\n]*[^@\s]@[^@\s]+$/)
    .optional(),
  ALLOW_PRIVATE_WEBHOOKS: z.enum(['on', 'off']).default('off'),
  BASE_MAP_URL: z.string().refine(isTileTemplate).optional(),
  BASE_MAP_NAME: z.string().min(1).max(60).optional(),
  BASE_MAP_ATTRIBUTION: z.string().min(1).max(300).optional(),
});

/** What a wrong variable should have been: the rest of the sentence. */
const EXPECTED: Record<string, { vi: string; en: string }> = {
  PORT: { vi: 'một số nguyên từ 0 đến 65535', en: 'a whole number from 0 to 65535' },
  DATABASE_URL: { vi: 'một địa chỉ dạng postgres://người-dùng:mật-khẩu@máy/cơ-sở-dữ-liệu', en: 'an address like postgres://user:password@host/database' },
  SAMPLE_DATA: { vi: 'on, accounts hoặc off', en: 'on, accounts or off' },
  SESSION_HOURS: { vi: 'số giờ từ trên 0 đến 720', en: 'a number of hours above 0, up to 720' },
  CLAIM_MINUTES: { vi: 'số phút từ trên 0 đến 1440', en: 'a number of minutes above 0, up to 1440' },
  MAX_UPLOAD_MB: { vi: 'số nguyên từ 1 đến 2000', en: 'a whole number from 1 to 2000' },
  SECURE_COOKIES: { vi: 'on hoặc off', en: 'on or off' },
  TRUST_PROXY: { vi: 'on hoặc off', en: 'on or off' },
  LOG: { vi: 'off, error, warn, info hoặc debug', en: 'off, error, warn, info or debug' },
  PUBLIC_URL: { vi: 'địa chỉ người dùng mở, dạng https://máy', en: 'the address people open, like https://host' },
  SMTP_URL: { vi: 'một địa chỉ dạng smtps://người-dùng:mật-khẩu@máy', en: 'an address like smtps://user:password@host' },
  MAIL_FROM: { vi: 'một địa chỉ thư, ví dụ Sổ đăng ký <so@vi-du.vn>', en: 'a mail address, such as Registry <registry@example.org>' },
  ALLOW_PRIVATE_WEBHOOKS: { vi: 'on hoặc off', en: 'on or off' },
  BASE_MAP_URL: {
    vi: 'một mẫu địa chỉ ảnh nền dạng https://máy/{z}/{x}/{y}.png hoặc WMTS với {TileMatrix}, {TileRow}, {TileCol}',
    en: 'a template like https://host/{z}/{x}/{y}.png, or of WMTS with {TileMatrix}, {TileRow}, {TileCol}',
  },
  BASE_MAP_NAME: { vi: 'một tên dài không quá 60 ký tự', en: 'a name of at most 60 characters' },
  BASE_MAP_ATTRIBUTION: { vi: 'một câu dài không quá 300 ký tự', en: 'a sentence of at most 300 characters' },
};

/** Addresses that hold a password, which must not end up in a log. */
const SECRET = ['DATABASE_URL', 'SMTP_URL'];

export const CONFIG = Symbol('config');

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Files that were sent in. Processes of one registry share it. */
  filesDir: string;
  /** Absent: the embedded database in `dataDir` is used. */
  databaseUrl?: string;
  /** `on`: accounts and operators' sample files; `accounts`: accounts and the facts only; `off`: neither. */
  sampleData: 'on' | 'accounts' | 'off';
  authority: { vi: string; en: string };
  sessionHours: number;
  /** How long a submission stays with its reviewer after the last thing the reviewer did. */
  claimMinutes: number;
  maxUploadBytes: number;
  secureCookies: boolean;
  trustProxy: boolean;
  log: z.infer<typeof schema>['LOG'];
  /** Where people reach the registry, without a slash at the end; absent: messages carry no links. */
  publicUrl?: string;
  /** Absent: no mail is sent. */
  mail?: { url: string; from: string };
  allowPrivateWebhooks: boolean;
  /** Pictures under the map, in Web Mercator; absent: the map is drawn from the register's own boundaries. */
  baseMap?: { url: string; name: string; attribution: string };
}

/** Reads the environment once. @throws StartProblem naming the variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const read = schema.safeParse(given);
  if (!read.success) {
    const name = String(read.error.issues[0]!.path[0]);
    const expected = EXPECTED[name] ?? { vi: 'một giá trị không rỗng', en: 'a value that is not empty' };
    const shown = SECRET.includes(name) ? name : `${name}="${env[name]}"`;
    throw new StartProblem(`Biến ${shown} không hợp lệ: cần ${expected.vi}.`, `The variable ${shown} is not valid: it must be ${expected.en}.`);
  }
  const v = read.data;
  const config: Config = {
    port: v.PORT,
    host: v.HOST,
    dataDir: resolve(v.DATA_DIR),
    filesDir: resolve(v.FILES_DIR ?? join(v.DATA_DIR, 'files')),
    databaseUrl: v.DATABASE_URL,
    sampleData: v.SAMPLE_DATA ?? defaultSampleMode(v.DATABASE_URL, v.HOST),
    authority: { vi: v.AUTHORITY_NAME_VI, en: v.AUTHORITY_NAME_EN },
    sessionHours: v.SESSION_HOURS,
    claimMinutes: v.CLAIM_MINUTES,
    maxUploadBytes: v.MAX_UPLOAD_MB * 1024 * 1024,
    secureCookies: v.SECURE_COOKIES ? v.SECURE_COOKIES === 'on' : !LOOPBACK.includes(v.HOST),
    trustProxy: v.TRUST_PROXY === 'on',
    log: v.LOG,
    publicUrl: v.PUBLIC_URL,
    mail: v.SMTP_URL ? { url: v.SMTP_URL, from: v.MAIL_FROM ?? noSender() } : undefined,
    allowPrivateWebhooks: v.ALLOW_PRIVATE_WEBHOOKS === 'on',
    baseMap: v.BASE_MAP_URL
      ? {
          url: v.BASE_MAP_URL,
          name: v.BASE_MAP_NAME ?? new URL(v.BASE_MAP_URL.replace('{s}.', '')).host,
          attribution: v.BASE_MAP_ATTRIBUTION ?? noAttribution(),
        }
      : undefined,
  };
  // The sample accounts have a password everyone knows, so they must never be reachable from another machine.
  if (config.sampleData !== 'off' && !LOOPBACK.includes(config.host))
    throw new StartProblem(
      `Biến HOST="${config.host}" mở máy chủ ra mạng trong khi dữ liệu mẫu (SAMPLE_DATA=${config.sampleData}) có mật khẩu công khai. Đặt SAMPLE_DATA=off hoặc HOST=127.0.0.1.`,
      `The variable HOST="${config.host}" opens the server to the network while the sample data (SAMPLE_DATA=${config.sampleData}) has public passwords. Set SAMPLE_DATA=off or HOST=127.0.0.1.`,
    );
  return config;
}

/** A trial run on one's own machine wants to see something; a server or a real database starts empty. */
const defaultSampleMode = (databaseUrl: string | undefined, host: string): Config['sampleData'] => (databaseUrl || !LOOPBACK.includes(host) ? 'off' : 'on');

function noSender(): never {
  throw new StartProblem('Có SMTP_URL thì cần cả MAIL_FROM: địa chỉ gửi thư đi.', 'SMTP_URL needs MAIL_FROM as well: the address mail is sent from.');
}

/** Nearly every source of maps asks to be named where they are shown. */
function noAttribution(): never {
  throw new StartProblem(
    'Có BASE_MAP_URL thì cần cả BASE_MAP_ATTRIBUTION: nguồn bản đồ nền, ghi trên bản đồ.',
    'BASE_MAP_URL needs BASE_MAP_ATTRIBUTION as well: the source of the base map, written on the map.',
  );
}
