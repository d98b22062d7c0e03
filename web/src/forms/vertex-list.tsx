import { ActionIcon, Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Position } from 'geojson';
import { useEffect, useState } from 'react';
import { languageNow, useWords } from '../text';
import { ENTRIES, read, readLines, write, zoneOf, type Entry, type Fault, type Pair } from './entry';
import css from './geometry-editor.module.css';
import { key } from './place-facts';
import { LEAST, shapeOf, vertices, type Drawn, type Shape } from './shapes';

interface Props {
  shape: Shape;
  value: Drawn | null;
  entry: Entry;
  setEntry: (entry: Entry) => void;
  commit: (geometry: Drawn) => void;
}

/** Every vertex in numbers: what the map does can be done here, without a pointer and to the millimetre. */
export function VertexList({ shape, value, entry, setEntry, commit }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(shape === 'Point');
  const places = vertices(value?.type === shape ? value : null);
  const put = (next: Position[]) => {
    const made = shapeOf(shape, next, value);
    if (made) commit(made);
  };
  const axes = zoneOf(entry) ? 'plane' : 'degrees';
  return (
    <div className={css.vertices}>
      <Select
        size="xs"
        label={say('form.entry.label')}
        data={ENTRIES.map((one) => ({ value: one, label: say(`form.entry.${key(one)}`) }))}
        value={entry}
        onChange={(one) => one && setEntry(one as Entry)}
      />
      {shape === 'Point' ? (
        <VertexRow index={0} at={places[0] ?? null} entry={entry} axes={axes} put={(at) => put([at])} />
      ) : (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say('form.vertices', { count: places.length })}</summary>
          {open && (
            <>
              <ol className={css.rows}>
                {places.map((at, index) => (
                  <li key={index}>
                    <VertexRow
                      index={index}
                      at={at}
                      entry={entry}
                      axes={axes}
                      put={(to) => put(places.with(index, to))}
                      add={() => put(places.toSpliced(index + 1, 0, between(at, places[index + 1] ?? (shape === 'Polygon' ? places[0]! : at))))}
                      remove={places.length > LEAST[shape] ? () => put(places.toSpliced(index, 1)) : undefined}
                    />
                  </li>
                ))}
              </ol>
              <Paste shape={shape} entry={entry} put={put} />
            </>
          )}
        </details>
      )}
    </div>
  );
}

/** Half way to the next; after the last one a step of some metres on, so that the two can be told apart. */
const between = (a: Position, b: Position): Position => (a === b ? [a[0]! + 0.0002, a[1]!] : [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2]);

interface RowProps {
  index: number;
  at: Position | null;
  entry: Entry;
  axes: 'plane' | 'degrees';
  put: (at: Position) => void;
  add?: () => void;
  remove?: () => void;
}

function VertexRow({ index, at, entry, axes, put, add, remove }: RowProps) {
  const { say } = useWords();
  const decimal = languageNow() === 'vi' ? ',' : '.';
  const shown = at ? write(entry, at, decimal) : null;
  const text = shown?.join('|') ?? '';
  const [typed, setTyped] = useState<Pair>(shown ?? ['', '']);
  const [fault, setFault] = useState<Fault | null>(null);
  // The map moved it, or it is to be written in another system: what was half typed gives way.
  useEffect(() => {
    setTyped((now) => (text ? (text.split('|') as Pair) : now));
    setFault(null);
  }, [text]);
  const leave = () => {
    if (typed.join('|') === text || typed.every((part) => part === '')) return;
    const found = read(entry, typed);
    setFault('fault' in found ? found.fault : null);
    if ('at' in found) put(found.at);
  };
  const input = (side: 0 | 1) => (
    <TextInput
      size="xs"
      label={index === 0 ? say(`form.axis.${axes}.${side ? 'east' : 'north'}`) : undefined}
      aria-label={say('form.vertexAxis', { number: index + 1, axis: say(`form.axis.${axes}.${side ? 'east' : 'north'}`) })}
      inputMode={entry === 'dms' ? 'text' : 'decimal'}
      value={typed[side]}
      error={!!fault}
      onChange={(event) => setTyped(typed.with(side, event.currentTarget.value) as Pair)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        leave();
      }}
    />
  );
  return (
    <>
      <div className={css.row}>
        {input(0)}
        {input(1)}
        {add && (
          <ActionIcon variant="subtle" aria-label={say('form.addVertex', { number: index + 1 })} onClick={add}>
            <IconPlus size={16} />
          </ActionIcon>
        )}
        {add && (
          <ActionIcon variant="subtle" color="red" disabled={!remove} aria-label={say('form.removeVertex', { number: index + 1 })} onClick={remove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
      {fault && (
        <Text size="xs" className="alarm" role="alert">
          {say(`form.fault.${fault}`, { example: EXAMPLES[entry] })}
        </Text>
      )}
    </>
  );
}

const EXAMPLES: Record<Entry, string> = {
  'EPSG:4326': '21,3; 105,6',
  dms: '21°18′00″; 105°36′00″',
  'EPSG:5897': '2356283,311; 562055,187',
  'EPSG:9208': '2356402,241; 587994,274',
  'EPSG:9211': '2356218,769; 458303,933',
  'EPSG:3405': '2355576,355; 562036,569',
};

/** A surveyor's table of corners, pasted whole. */
function Paste({ shape, entry, put }: { shape: Shape; entry: Entry; put: (places: Position[]) => void }) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const { places, bad } = readLines(entry, text);
  // A table often names the first corner again at its end.
  const closed = shape === 'Polygon' && places.length > LEAST.Polygon && String(places[0]) === String(places.at(-1));
  const use = closed ? places.slice(0, -1) : places;
  return (
    <div>
      <Textarea
        size="xs"
        label={say('form.paste')}
        description={say('form.pasteHelp', { example: EXAMPLES[entry] })}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={bad.length > 0 ? say('form.pasteBad', { lines: bad.slice(0, 8).join(', ') }) : null}
      />
      <Button
        size="compact-sm"
        variant="default"
        mt={4}
        disabled={use.length < LEAST[shape] || bad.length > 0}
        onClick={() => {
          put(use);
          setText('');
        }}
      >
        {say('form.pasteUse', { count: use.length })}
      </Button>
    </div>
  );
}
