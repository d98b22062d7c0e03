import { Box, Button, Group, Modal, Skeleton, Text, TextInput } from '@mantine/core';
import type { Geometry } from 'geojson';
import { Suspense, useRef, useState } from 'react';
import type { Field, Kind, Value } from '../api-types';
import type { Item } from './types';
import { fieldOf } from '../records/registry';
import { ENTRIES, write, type Entry } from '../forms/entry';
import { languageNow, useWords } from '../text';
import { formatDate, formatNumber } from '../text/format';
import { GEOMETRY, rawText, type GridColumn, type Ordinate } from './grid-columns';
import { useMend } from './queries';
import { ValueInput } from './value-input';
import css from './submissions.module.css';
import { lazyPart } from '../ui/lazy-part';

const GeometryEditor = lazyPart(() => import('../forms/geometry-editor'));

interface Props {
  id: string;
  crs: string;
  kind: Kind;
  item: Item;
  field: string;
  column?: GridColumn;
  /** Which of two coordinates stands first; the easting or longitude where nothing is said. */
  order?: [Ordinate, Ordinate];
  /** Going on to something else saves what was typed; else it is thrown away. */
  keepsOnLeaving?: boolean;
  close: () => void;
}

/** Mends one value of one row. Text is sent as typed: the server reads it as it reads a file. */
export function ItemEditor({ id, crs, kind, item, field: name, column, order = ['x', 'y'], keepsOnLeaving = false, close }: Props) {
  const { say, pick } = useWords();
  const mend = useMend(id);
  const field = fieldOf(kind, name);
  const [start] = useState<Record<string, unknown>>(() => startValues(item, crs, name, field, column, order));
  const [values, setValues] = useState(start);
  const set = (key: string, value: unknown) => setValues((now) => ({ ...now, [key]: value }));
  const mayDraw = name === GEOMETRY && !kind.geometry.includes('GeometryCollection');
  // A line or an area cannot be mended by one pair of numbers.
  const before = (item.before?.geometry as Geometry | undefined) ?? null;
  const place = item.geometry ?? before;
  const [drawn, setDrawn] = useState<Geometry | null | undefined>(mayDraw && !hasNumbers(kind, place) ? place : undefined);
  const box = useRef<HTMLFormElement>(null);
  // Closes also when the mended row no longer fits the filter and its own part of the page is gone; what went wrong has been said by then.
  const save = () => void mend.mutateAsync(drawn ? { item, geometry: drawn } : { item, values }).then(close, () => undefined);
  const leave = (to: EventTarget | null) => {
    const isOut = to instanceof HTMLElement && !box.current?.contains(to) && !to.closest('[role=listbox]');
    if (keepsOnLeaving && isOut && !drawn && !mend.isPending && JSON.stringify(values) !== JSON.stringify(start))
      void mend.mutateAsync({ item, values }).catch(() => undefined);
  };
  const label = say('editor.label', { label: field ? pick(field.label) : say('record.place'), row: item.row });
  // No choice of the list shows what could not be read.
  const written = column && (item.data[name] ?? null) === null ? rawText(item, column) : '';
  const drawing = name === GEOMETRY && drawn !== undefined;
  const form = (
    <Box
      component="form"
      ref={box}
      className={drawing ? css.drawing : css.editor}
      data-testid="editor"
      onBlur={(event) => leave(event.relatedTarget)}
      onKeyDown={(event) => {
        // The first Escape belongs to an open list.
        if (event.key === 'Escape' && !(event.target as HTMLElement).closest('[aria-expanded=true]')) close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {drawing ? (
        <Suspense fallback={<Skeleton height={420} />}>
          <GeometryEditor shapes={kind.geometry} value={drawn} change={setDrawn} old={before} label={label} />
        </Suspense>
      ) : name === GEOMETRY ? (
        <>
          {order.map((ordinate, index) => (
            <TextInput
              key={ordinate}
              size="xs"
              autoFocus={index === 0}
              label={say(`editor.${crs === 'EPSG:4326' ? DEGREES[ordinate] : ordinate}`)}
              value={String(values[ordinate] ?? '')}
              onChange={(event) => set(ordinate, event.currentTarget.value)}
            />
          ))}
          <Button size="xs" variant="default" onClick={() => setValues(({ x, y }) => ({ x: y, y: x }))}>
            {say('editor.swap')}
          </Button>
        </>
      ) : (
        field && (
          <>
            <ValueInput field={field} label={label} value={values[name] as Value} change={(value) => set(name, value)} />
            {field.codes && written && <Text size="xs">{say('editor.written', { text: written })}</Text>}
          </>
        )
      )}
      <Group gap={8} align="end">
        {mayDraw && hasNumbers(kind, place) && (
          <Button size="xs" variant="light" onClick={() => setDrawn(drawn === undefined ? place : undefined)}>
            {say(drawn === undefined ? 'form.onMap' : 'form.inNumbers')}
          </Button>
        )}
        <Button size="xs" type="submit" loading={mend.isPending} disabled={drawn === null}>
          {say('editor.save')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {say('cancel')}
        </Button>
      </Group>
    </Box>
  );
  if (!drawing) return form;
  // A map wants more room than a row of a table has.
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={false}
      title={label}
      size="xl"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': say('close') }}
      data-sheet
    >
      {form}
    </Modal>
  );
}

const DEGREES = { x: 'lon', y: 'lat' };

/** A place that one pair of numbers can say. */
const hasNumbers = (kind: Kind, place: Geometry | null): boolean => kind.geometry.includes('Point') && (!place || place.type === 'Point');

/** Where a record stands that the item leaves where it is, in the package's system; nothing where that is none of the usual ones. */
function placeBefore({ geometry, before }: Item, crs: string): Record<Ordinate, string> | null {
  const place = before?.geometry as Geometry | undefined;
  if (geometry || place?.type !== 'Point' || !ENTRIES.includes(crs as Entry)) return null;
  const [y, x] = write(crs as Entry, place.coordinates, languageNow() === 'vi' ? ',' : '.');
  return { x, y };
}

/** What stands in the fields when the editor opens: the value in the reader's own way of writing, or what was typed. */
function startValues(
  item: Item,
  crs: string,
  name: string,
  field: Field | undefined,
  column: GridColumn | undefined,
  order: [Ordinate, Ordinate],
): Record<string, unknown> {
  if (name === GEOMETRY) {
    const before = placeBefore(item, crs);
    const text = (value: number | null | undefined) =>
      value === null || value === undefined ? '' : formatNumber(value, 7).replaceAll(/[.](?=\d{3}(\D|$))/g, '');
    // Of a pair that could not be read, one may well be right.
    const inFile = (ordinate: Ordinate) => (column?.sources?.length === 2 ? item.raw[column.sources[order.indexOf(ordinate)]!] : null) ?? '';
    const startOf = (ordinate: Ordinate) => item.typed[ordinate] ?? (text(item[ordinate]) || inFile(ordinate) || (before?.[ordinate] ?? ''));
    return { x: startOf('x'), y: startOf('y') };
  }
  const value = item.data[name];
  if (value === null || value === undefined) return { [name]: field?.codes || !column ? null : rawText(item, column) };
  if (field?.type === 'date') return { [name]: formatDate(String(value)) };
  if (typeof value === 'number') return { [name]: String(value).replace('.', ',') };
  return { [name]: value };
}
