import { Button } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { KindName, RegistryRecord } from '../api-types';
import { boxOf } from '../map/geometry';
import { useWords } from '../text';

/** Near enough to tell neighbours apart, far enough to see where one is: a map of the register's own has borders and names only. */
const ZOOM = 12.5;

/** The address of a record on the map, the same for whoever opens it. */
export function recordAddress(kind: KindName, record: RegistryRecord, asOf: string | null): string {
  const box = record.geometry && boxOf(record.geometry);
  const view = box ? `&view=${((box[1] + box[3]) / 2).toFixed(5)},${((box[0] + box[2]) / 2).toFixed(5)},${ZOOM}` : '';
  return `/map?sel=${kind}:${record.id}&layers=${kind}${view}${asOf ? `&asOf=${asOf}` : ''}`;
}

/** Puts the record's address where it can be pasted from; where the browser refuses that, the address is shown to be copied by hand. */
export function CopyLink({ kind, record, asOf }: { kind: KindName; record: RegistryRecord; asOf: string | null }) {
  const { say } = useWords();
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const address = new URL(recordAddress(kind, record, asOf), window.location.origin).href;
  const copy = () =>
    // Only pages that came over HTTPS or from this machine have a clipboard.
    (navigator.clipboard ? navigator.clipboard.writeText(address) : Promise.reject(new Error('no clipboard'))).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        mb="sm"
        leftSection={copied === 'yes' ? <IconCheck size={16} /> : <IconLink size={16} />}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{say(copied === 'yes' ? 'layer.card.copied' : 'layer.card.copy')}</span>
      </Button>
      {copied === 'refused' && (
        <input readOnly value={address} aria-label={say('layer.card.copy')} onFocus={(event) => event.currentTarget.select()} style={{ width: '100%' }} />
      )}
    </>
  );
}
