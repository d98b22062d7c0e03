import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../access/access.service.js';
import type { Role, Viewer } from '../../access/viewer.js';
import { say } from '../../start-problem.js';
import { row, rows, sql, type Runner } from '../sql.js';

export const SAMPLE_PASSWORD = 'sample';

interface SampleAccount {
  username: string;
  displayName: string;
  role: Role;
  organization?: string;
  districtCode?: string;
}

const LAP_THACH = '246';

const SAMPLE_ACCOUNTS: SampleAccount[] = [
  { username: 'viettel', displayName: 'Viettel Vĩnh Phúc (mẫu)', role: 'operator', organization: 'viettel' },
  { username: 'vnpt', displayName: 'VNPT Vĩnh Phúc (mẫu)', role: 'operator', organization: 'vnpt' },
  { username: 'mobifone', displayName: 'MobiFone Vĩnh Phúc (mẫu)', role: 'operator', organization: 'mobifone' },
  { username: 'vietnamobile', displayName: 'Vietnamobile (mẫu)', role: 'operator', organization: 'vietnamobile' },
  { username: 'vnpost', displayName: 'Bưu điện tỉnh (mẫu)', role: 'operator', organization: 'vnpost' },
  { username: 'inspector', displayName: 'Chuyên viên thẩm định (mẫu)', role: 'inspector' },
  { username: 'officer.lapthach', displayName: 'Phòng VH-TT Lập Thạch (mẫu)', role: 'district_officer', districtCode: LAP_THACH },
  { username: 'planner', displayName: 'Cán bộ quy hoạch (mẫu)', role: 'planner' },
  { username: 'admin', displayName: 'Quản trị (mẫu)', role: 'administrator' },
];

export async function seedSampleAccounts(on: Runner): Promise<void> {
  if (await row(on, sql`select 1 from users where sample limit 1`)) return;
  const password = await hashPassword(SAMPLE_PASSWORD);
  for (const a of SAMPLE_ACCOUNTS)
    await rows(
      on,
      sql`insert into users (username, password_hash, display_name, role, organization, unit_id, sample)
        values (${a.username}, ${password}, ${a.displayName}, ${a.role}, ${a.organization ?? null},
          (select id from administrative_units where level = 'district' and code = ${a.districtCode ?? null} order by valid_from desc limit 1), true)
        on conflict (username) do nothing`,
    );
}

const SYSTEM = 'registry';

/** The account in whose name the registry loads the facts of the notice. Nobody can sign in with it. */
export async function systemViewer(on: Runner): Promise<Viewer> {
  await rows(
    on,
    sql`insert into users (username, password_hash, display_name, role, disabled) values (${SYSTEM}, '', 'Sổ đăng ký (số liệu của thông báo)', 'administrator', true)
      on conflict (username) do nothing`,
  );
  return viewerNamed(on, SYSTEM);
}

export async function viewerNamed(on: Runner, username: string): Promise<Viewer> {
  const user = await row<Omit<Viewer, 'organization' | 'unit'> & { organization: string | null }>(
    on,
    sql`select id, username, display_name as "displayName", role, organization from users where username = ${username}`,
  );
  if (!user) throw new Error(`no user ${username}`);
  return { ...user, organization: user.organization ? { code: user.organization, name: user.organization } : null, unit: null };
}

/** Without sample accounts the first start makes one administrator; the password is shown this once and kept nowhere. */
export async function seedAdministrator(on: Runner): Promise<void> {
  if (await row(on, sql`select 1 from users where role = 'administrator' and not disabled and not sample`)) return;
  const password = randomBytes(12).toString('base64url');
  const hash = await hashPassword(password);
  await rows(on, sql`insert into users (username, password_hash, display_name, role) values ('administrator', ${hash}, 'Quản trị', 'administrator')`);
  say(
    `Tài khoản quản trị: administrator, mật khẩu: ${password} (chỉ hiện lần này, hãy ghi lại)`,
    'The administrator account; the password is shown only this once',
  );
}
