import type { Values } from '../../api-types';
import { fieldOf, useRegistry } from '../../records/registry';
import { useValueWords } from '../../records/values';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import type { Colouring } from './colouring';
import type { TileHit } from './hit';

/** How many values of a mix are named. */
const NAMED = 4;
const FACTS = ['owner', 'host', 'leadOrganization', 'status', 'structure', 'technologies', 'method', 'landStage'];

/** What a record or a cluster is, in a few lines of words. */
export function useNotes(colouring: Colouring): (hit: TileHit) => string {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const words = useValueWords();

  function recordNote({ kind: name, values }: TileHit): string {
    const kind = registry.kind(name)!;
    const said = (field: string) => words(fieldOf(kind, field), listed(values, field));
    const head = [...new Set([said(kind.codeField), said(kind.nameField)])].filter(Boolean).join(' · ');
    const facts = FACTS.map(said).filter(Boolean).join(' · ');
    const tenants = Number(values.tenants);
    const alarms = [
      values.shared === true && (tenants > 0 ? say('layer.note.tenants', { count: tenants }) : say('key.shared')),
      values.inspectionOverdue === true && `! ${say('key.overdueInspection')}`,
      values.overdue === true && `! ${say('key.overdue')}`,
      values.obstacle && `! ${say('key.obstacle')}`,
    ].filter(Boolean);
    return [head, facts, alarms.join(' · ')].filter(Boolean).join('\n');
  }

  function clusterNote({ kind: name, values, count }: TileHit): string {
    const kind = registry.kind(name)!;
    const attribute = name === 'post-office-sites' ? 'landStage' : colouring;
    const field = fieldOf(kind, attribute === 'technology' ? 'technologies' : attribute);
    const mix = Object.entries(values)
      .filter(([key]) => key.startsWith(`${attribute}:`))
      .map(([key, number]) => [words(field, key.split(/:(.*)/)[1]!), Number(number)] as const)
      .sort((a, b) => b[1] - a[1])
      .slice(0, NAMED)
      .map(([label, number]) => `${label}: ${formatNumber(number)}`);
    const problems =
      Number(values.problem) > 0
        ? [`! ${say(name === 'post-office-sites' ? 'key.obstacle' : 'key.overdueInspection')}: ${formatNumber(Number(values.problem))}`]
        : [];
    return [`${pick(kind.label)}: ${formatNumber(count)}`, ...mix, ...problems, say('layer.note.zoomIn')].join('\n');
  }

  return (hit) => (hit.type === 'cluster' ? clusterNote(hit) : recordNote(hit));
}

/** Tiles hold lists as text. */
const listed = (values: Values, field: string) =>
  (field === 'technologies' || field === 'tenants') && typeof values[field] === 'string' ? String(values[field]).split(',').filter(Boolean) : values[field];
