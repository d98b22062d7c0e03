import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isAuthority, visibleSubmission } from '../../access/policy.js';
import type { Viewer } from '../../access/viewer.js';
import { rows, sql } from '../../database/sql.js';
import { notFound, Problem } from '../../http/problem.js';
import { KIND_NAMES, type Text } from '../../registry/field.js';
import type { RuleAnswer } from './answers.js';
import type { Rule } from './rule.js';
import { RULES } from './rules.js';
import { severityOf, thresholdsOf, type Level, type RuleSetting, type RuleSettings } from './settings.js';

export interface RuleChange {
  /** null: the rule's own again. */
  severity?: Level | null;
  thresholds?: Record<string, number>;
}

/** The rules as they are set now. Settings count from the next check of a package on. */
@Injectable()
export class RulesService {
  constructor(private readonly database: DataSource) {}

  async list(viewer: Viewer): Promise<RuleAnswer[]> {
    const made = await rows<RuleSetting & { rule: string; revision: number; by: string | null; at: string }>(
      this.database,
      sql`select r.rule, r.severity, r.thresholds, r.revision, u.display_name as by, r.updated_at as at from rule_settings r left join users u on u.id = r.updated_by`,
    );
    const settings = new Map(made.map((setting) => [setting.rule, setting]));
    const open = await rows<{ rule: string; items: number; submissions: number }>(
      this.database,
      sql`select f.rule, count(distinct f.item_id)::int as items, count(distinct f.submission_id)::int as submissions
        from item_findings f join submissions s on s.id = f.submission_id
        where s.state in ('draft', 'submitted', 'in_review', 'returned') and ${visibleSubmission(viewer)} group by f.rule`,
    );
    const counted = new Map(open.map(({ rule, ...counts }) => [rule, counts]));
    return RULES.map((rule) => {
      const last = settings.get(rule.id);
      return {
        ...present(rule, settings),
        revision: last?.revision ?? 0,
        set: last?.by && isAuthority(viewer) ? { by: last.by, at: last.at } : null,
        open: counted.get(rule.id) ?? { items: 0, submissions: 0 },
      };
    });
  }

  /** @throws Problem 404 for an unknown rule, 412 when it was set meanwhile, 422 for a value out of its bounds. */
  async change(viewer: Viewer, id: string, change: RuleChange, revision?: number): Promise<RuleAnswer> {
    const rule = RULES.find((one) => one.id === id);
    if (!rule) throw notFound(`Không có quy tắc “${id}”.`, `There is no rule “${id}”.`);
    if (rule.guards && change.severity && change.severity !== rule.severity) throw new Problem(422, 'rule-fixed', FIXED);
    for (const [name, value] of Object.entries(change.thresholds ?? {})) requireWithin(rule, name, value);
    const severity = change.severity ?? null;
    const written = await rows(
      this.database,
      sql`insert into rule_settings (rule, severity, thresholds, updated_by) values (${id}, ${severity}, ${JSON.stringify(change.thresholds ?? {})}::jsonb, ${viewer.id})
        on conflict (rule) do update set severity = ${change.severity === undefined ? sql`rule_settings.severity` : sql`excluded.severity`},
          thresholds = rule_settings.thresholds || excluded.thresholds, updated_at = now(), updated_by = excluded.updated_by, revision = rule_settings.revision + 1
        where ${revision ?? null}::int is null or rule_settings.revision = ${revision ?? null}::int
        returning rule`,
    );
    if (written.length === 0) throw new Problem(412, 'stale', STALE);
    return (await this.list(viewer)).find((one) => one.id === id)!;
  }
}

function present(rule: Rule, settings: RuleSettings): Omit<RuleAnswer, 'open' | 'revision' | 'set'> {
  const values = thresholdsOf(rule, settings);
  return {
    id: rule.id,
    severity: severityOf(rule, settings),
    defaultSeverity: rule.severity,
    fixed: !!rule.guards,
    title: rule.title,
    explain: rule.explain,
    source: rule.source ?? null,
    kinds: rule.kinds ?? KIND_NAMES,
    thresholds: (rule.thresholds ?? []).map((threshold) => ({ ...threshold, value: values[threshold.name]! })),
  };
}

function requireWithin(rule: Rule, name: string, value: number): void {
  const threshold = rule.thresholds?.find((one) => one.name === name);
  if (!threshold)
    throw new Problem(422, 'no-such-threshold', {
      vi: `Quy tắc ${rule.id} không có ngưỡng “${name}”.`,
      en: `Rule ${rule.id} has no threshold “${name}”.`,
    });
  if (value >= threshold.min && value <= threshold.max) return;
  throw new Problem(422, 'threshold-out-of-bounds', {
    vi: `“${threshold.label.vi}” phải từ ${threshold.min} đến ${threshold.max} ${threshold.unit}.`,
    en: `“${threshold.label.en}” has to be from ${threshold.min} to ${threshold.max} ${threshold.unit}.`,
  });
}

const STALE: Text = {
  vi: 'Quy tắc này vừa được người khác đặt lại. Xem giá trị mới ở trên rồi lưu lại nếu vẫn muốn đổi.',
  en: 'Somebody else has just set this rule. Look at its new setting above, and save again if you still want yours.',
};
const FIXED: Text = {
  vi: 'Sổ đăng ký không nhận bản ghi vi phạm quy tắc này, nên quy tắc luôn là lỗi.',
  en: 'The register does not take records that break this rule, so it is always an error.',
};
