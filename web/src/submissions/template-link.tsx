import { IconFileSpreadsheet } from '@tabler/icons-react';
import { apiUrl } from '../api';
import type { KindName } from '../api-types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';

/** The blank workbook of a kind. */
export function TemplateLink({ kind }: { kind: KindName }) {
  const { say, pick } = useWords();
  const registry = useRegistry();
  return (
    <a href={apiUrl(`/${kind}/template.xlsx`)} download>
      <IconFileSpreadsheet size={16} stroke={1.6} aria-hidden /> {say('report.template', { kind: pick(registry.kind(kind)?.label) })}
    </a>
  );
}
