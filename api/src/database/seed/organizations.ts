import { rows, sql, type Runner } from '../sql.js';

/** Operators active in the province, with what people write for them in files. */
export const ORGANIZATIONS = [
  {
    code: 'viettel',
    name: 'Tập đoàn Công nghiệp - Viễn thông Quân đội (Viettel)',
    shortName: 'Viettel',
    sector: 'telecom',
    synonyms: ['Viettel Vĩnh Phúc', 'VTL', 'VTT', 'Viettel VPC'],
  },
  {
    code: 'vnpt',
    name: 'Tập đoàn Bưu chính Viễn thông Việt Nam (VNPT)',
    shortName: 'VNPT',
    sector: 'telecom',
    synonyms: ['VNPT Vĩnh Phúc', 'VinaPhone', 'Vinaphone', 'VNP'],
  },
  { code: 'mobifone', name: 'Tổng công ty Viễn thông MobiFone', shortName: 'MobiFone', sector: 'telecom', synonyms: ['Mobifone Vĩnh Phúc', 'MBF', 'Mobi'] },
  {
    code: 'vietnamobile',
    name: 'Công ty cổ phần Viễn thông Di động Vietnamobile',
    shortName: 'Vietnamobile',
    sector: 'telecom',
    synonyms: ['VNM', 'Vietnam Mobile'],
  },
  {
    code: 'vnpost',
    name: 'Tổng công ty Bưu điện Việt Nam (Vietnam Post)',
    shortName: 'Vietnam Post',
    sector: 'postal',
    synonyms: ['Bưu điện tỉnh', 'Bưu điện tỉnh Vĩnh Phúc', 'VNPost', 'Bưu điện'],
  },
  {
    code: 'vtvcab',
    name: 'Tổng công ty Truyền hình Cáp Việt Nam (VTVcab)',
    shortName: 'VTVcab',
    sector: 'cable_tv',
    synonyms: ['VTV Cab', 'Truyền hình cáp Việt Nam'],
  },
  { code: 'fpt', name: 'Công ty cổ phần Viễn thông FPT', shortName: 'FPT Telecom', sector: 'telecom', synonyms: ['FPT'] },
];

/** Names are brought up to date at every start; codes in use stay. */
export const seedOrganizations = (on: Runner): Promise<unknown> =>
  rows(
    on,
    sql`insert into organizations (code, name, short_name, sector, synonyms)
      select code, name, "shortName", sector, synonyms
      from jsonb_to_recordset(${JSON.stringify(ORGANIZATIONS)}::jsonb) as o(code text, name text, "shortName" text, sector text, synonyms text[])
      on conflict (code) do nothing`,
  );
