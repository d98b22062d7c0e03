import { Button, Modal, SegmentedControl, Skeleton, Text, TextInput } from '@mantine/core';
import { useIsFetching } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import type * as L from 'leaflet';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { MapState } from '../map/map-state';
import { useWords } from '../text';
import { Note } from '../ui/note';
import { useSayProblem } from '../ui/problem';
import { drawMarks } from './marks';
import { dpiOf, framesOf, MM_PER_INCH, sizeOf, type Orientation, type Paper, type Sheet } from './paper';
import { pngOf } from './png';
import css from './print.module.css';
import { printMap, type MapPicture } from './print-map';
import { readLegend, type Key } from './read-legend';
import { sheetMarks } from './sheet';
import { useSheetWords, useTitleOf } from './use-sheet-words';

interface Props {
  map: L.Map;
  state: MapState;
  legend: ReactNode;
  close: () => void;
}

/** The sheet as it will come out, and the two files it can be taken away in. */
export default function PrintDialog({ map, state, legend, close }: Props) {
  const { say, language } = useWords();
  const [sheet, setSheet] = useState<Sheet>({ paper: 'A4', orientation: 'landscape' });
  const titleOf = useTitleOf();
  const [title, setTitle] = useState(() => titleOf(state));
  const { picture, keys, failed, keysRef, keysRound } = usePicture(map, sheet);
  const words = useSheetWords(state, title);
  const [saving, setSaving] = useState<'pdf' | 'png' | null>(null);
  const preview = useRef<HTMLCanvasElement>(null);
  const sayProblem = useSayProblem();
  const size = sizeOf(sheet);
  const marks = picture && sheetMarks(sheet, picture, keys, words);

  useEffect(() => {
    if (preview.current && marks) drawMarks(preview.current, marks, size.width, size.height, 4 * Math.min(1, 297 / size.width));
  });
  const save = async (format: 'pdf' | 'png') => {
    setSaving(format);
    try {
      const blob = format === 'pdf' ? await (await import('./pdf')).pdfOf(marks!, size, title, language) : await pngOf(canvasOf(marks!, sheet), dpiOf(sheet));
      download(blob, `${title.replace(/[\\/:*?"<>|]+/g, '-').trim() || 'map'}-${sheet.paper}.${format}`);
    } catch (error) {
      sayProblem(error);
    } finally {
      setSaving(null);
    }
  };
  const choice = <Value extends string>(label: string, value: Value, values: Value[], name: string, choose: (value: Value) => void) => (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={(next) => choose(next as Value)}
      data={values.map((one) => ({ value: one, label: say(`${name}.${one}`) }))}
    />
  );
  return (
    <Modal opened onClose={close} title={say('print.title')} size="auto" closeButtonProps={{ 'aria-label': say('close') }}>
      {/* The keys as the page shows them, to be read off; nobody sees them here. */}
      <div key={keysRound} ref={keysRef} className={css.keys} aria-hidden inert>
        {legend}
      </div>
      <div className={css.dialog} data-testid="print">
        <div className={css.settings}>
          <TextInput size="xs" label={say('print.heading')} value={title} maxLength={120} onChange={(event) => setTitle(event.currentTarget.value)} />
          <div className={css.choices}>
            {choice<Paper>(say('print.paper'), sheet.paper, ['A4', 'A3'], 'print.size', (paper) => setSheet({ ...sheet, paper }))}
            {choice<Orientation>(say('print.direction'), sheet.orientation, ['landscape', 'portrait'], 'print.orientation', (orientation) =>
              setSheet({ ...sheet, orientation }),
            )}
          </div>
          <Text size="xs" c="dimmed">
            {say('print.hint')}
          </Text>
          {picture?.incomplete && <Note tone="warn">{say('print.incomplete')}</Note>}
          {failed && <Note tone="bad">{say('print.failed')}</Note>}
          <div className={css.choices}>
            {(['pdf', 'png'] as const).map((format) => (
              <Button
                key={format}
                size="sm"
                variant={format === 'pdf' ? 'filled' : 'default'}
                leftSection={<IconDownload size={16} aria-hidden />}
                disabled={!picture}
                loading={saving === format}
                onClick={() => void save(format)}
              >
                {say(`print.${format}`)}
              </Button>
            ))}
          </div>
        </div>
        <div className={css.preview} data-orientation={sheet.orientation} aria-busy={!picture}>
          {picture ? (
            <canvas
              ref={preview}
              role="img"
              aria-label={say('print.preview', { title })}
              data-testid="print-preview"
              data-scale={Math.round(picture.metresPerMm * 1000)}
            />
          ) : (
            !failed && (
              <>
                <Skeleton className={css.waiting} data-orientation={sheet.orientation} />
                <Text size="sm" className={css.waitingWords} role="status">
                  {say('print.drawing')}
                </Text>
              </>
            )
          )}
        </div>
      </div>
    </Modal>
  );
}

/** The map and its keys drawn for a sheet, again for each other sheet, one after the other. */
function usePicture(map: L.Map, sheet: Sheet) {
  const [drawn, setDrawn] = useState<{ of: Sheet; picture: MapPicture; keys: Key[] } | null>(null);
  const [failed, setFailed] = useState(false);
  const [keysRound, setKeysRound] = useState(0);
  const keysRef = useRef<HTMLDivElement>(null);
  const fetching = useRef(0);
  fetching.current = useIsFetching();
  const before = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    let wanted = true;
    const draw = async () => {
      if (!wanted) return;
      setFailed(false);
      // The signs of the keys are drawn anew too, as fine as the map is, and at once: how fine that is holds for as long as the map is drawn.
      const anew = () => flushSync(() => setKeysRound((round) => round + 1));
      const picture = await printMap(map, framesOf(sheet).map, dpiOf(sheet), () => fetching.current > 0, anew);
      if (wanted) setDrawn({ of: sheet, picture, keys: keysRef.current ? readLegend(keysRef.current) : [] });
    };
    before.current = before.current.then(draw).catch(() => wanted && setFailed(true));
    return () => {
      wanted = false;
    };
  }, [map, sheet]);
  const ready = drawn?.of === sheet ? drawn : null;
  return { picture: ready?.picture ?? null, keys: ready?.keys ?? [], failed, keysRef, keysRound };
}

function canvasOf(marks: Parameters<typeof drawMarks>[1], sheet: Sheet): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const { width, height } = sizeOf(sheet);
  drawMarks(canvas, marks, width, height, dpiOf(sheet) / MM_PER_INCH);
  return canvas;
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
