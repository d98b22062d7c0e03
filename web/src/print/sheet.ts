import { formatNumber } from '../text/format';
import { INK, linesOf, PALE, widthOf, type Mark } from './marks';
import { framesOf, sizeOf, type Frame, type Sheet } from './paper';
import type { MapPicture } from './print-map';
import type { Key } from './read-legend';

/** Everything a printed map says besides showing it. */
export interface Words {
  title: string;
  /** The filters in force. */
  subtitle: string;
  legendTitle: string;
  sampleMark: string | null;
  north: string;
  scale: (denominator: string) => string;
  foot: string[];
  page: string;
}

/** The whole sheet, as marks for screen, PNG and PDF alike. */
export function sheetMarks(sheet: Sheet, map: MapPicture | null, keys: Key[], words: Words): Mark[] {
  const frames = framesOf(sheet);
  return [
    ...headMarks(frames.head, words),
    ...(map ? mapMarks(frames.map, map, words) : []),
    { type: 'rect', ...frames.map, stroke: INK, line: 0.25 },
    ...legendMarks(frames.legend, keys, words.legendTitle, sheet),
    ...footMarks(frames.foot, sizeOf(sheet).width, words),
  ];
}

function headMarks({ x, y, width }: Frame, { title, subtitle, sampleMark }: Words): Mark[] {
  const marks: Mark[] = [];
  const tag = sampleMark ? widthOf(sampleMark, 9, true) + 6 : 0;
  if (sampleMark) {
    marks.push({ type: 'rect', x: x + width - tag, y, width: tag, height: 6, fill: '#fff0b8', stroke: '#6b4a00', line: 0.2 });
    marks.push({ type: 'text', x: x + width - tag / 2, y: y + 4.2, size: 9, bold: true, align: 'center', colour: '#6b4a00', text: sampleMark });
  }
  const room = width - tag - 4;
  const size = widthOf(title, 15, true) <= room ? 15 : 12;
  linesOf(title, size, room, 1, true).forEach((text) => marks.push({ type: 'text', x, y: y + 5.6, size, bold: true, text }));
  linesOf(subtitle, 9, width, 1).forEach((text) => marks.push({ type: 'text', x, y: y + 12, size: 9, colour: PALE, text }));
  return marks;
}

function mapMarks(frame: Frame, { picture, metresPerMm }: MapPicture, words: Words): Mark[] {
  return [{ type: 'image', ...frame, picture, photo: true }, ...scaleMarks(frame, metresPerMm, words), ...northMarks(frame, words.north)];
}

/** The roundest length that takes no more than so many millimetres. */
export function scaleBar(metresPerMm: number, most = 48): { metres: number; mm: number } {
  const limit = metresPerMm * most;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= limit)!;
  return { metres, mm: metres / metresPerMm };
}

function scaleMarks({ x, y, height }: Frame, metresPerMm: number, words: Words): Mark[] {
  const { metres, mm } = scaleBar(metresPerMm);
  const [left, top] = [x + 6, y + height - 9];
  const label = (part: number) => (metres >= 1000 ? formatNumber((metres * part) / 1000, 2) : formatNumber(metres * part, 1));
  const unit = metres >= 1000 ? 'km' : 'm';
  const ratio = words.scale(formatNumber(Number((metresPerMm * 1000).toPrecision(3))));
  const width = Math.max(mm + 12, widthOf(ratio, 7.5) + 6);
  return [
    { type: 'rect', x: left - 4, y: top - 5.5, width, height: 12.5, fill: '#ffffff' },
    ...[0, 1, 2, 3].map((quarter): Mark => ({
      type: 'rect',
      x: left + (quarter * mm) / 4,
      y: top,
      width: mm / 4,
      height: 1.4,
      fill: quarter % 2 ? '#ffffff' : INK,
      stroke: INK,
      line: 0.15,
    })),
    ...[0, 0.5, 1].map((part): Mark => ({
      type: 'text',
      x: left + mm * part,
      y: top - 1.4,
      size: 7.5,
      align: 'center',
      text: part === 1 ? `${label(1)} ${unit}` : label(part),
    })),
    { type: 'text', x: left - 1, y: top + 5.2, size: 7.5, text: ratio },
  ];
}

function northMarks({ x, y, width }: Frame, letter: string): Mark[] {
  const [cx, top] = [x + width - 9, y + 4];
  return [
    { type: 'rect', x: cx - 5.5, y: top - 1.5, width: 11, height: 18, fill: '#ffffff' },
    { type: 'text', x: cx, y: top + 3, size: 10, bold: true, align: 'center', text: letter },
    {
      type: 'shape',
      points: [
        [cx, top + 4.2],
        [cx, top + 12.5],
        [cx - 3.2, top + 14.8],
      ],
      fill: INK,
    },
    {
      type: 'shape',
      points: [
        [cx, top + 4.2],
        [cx + 3.2, top + 14.8],
        [cx, top + 12.5],
      ],
      fill: '#9aa7b2',
    },
  ];
}

const SIGN = { width: 8.2, height: 5.3 };

/** Keys in one column beside the map, or in three under it; smaller when there are many. */
function legendMarks(frame: Frame, keys: Key[], title: string, { orientation }: Sheet): Mark[] {
  const columns = orientation === 'landscape' ? 1 : 3;
  const width = (frame.width - (columns - 1) * 4) / columns;
  const room = frame.height - 5;
  for (let size = 8.5; ; size -= 0.5) {
    const rows = keys.map((key) => rowOf(key, size, width));
    const placed = inColumns(rows, columns, room);
    if (!placed && size > 4.5) continue;
    const marks: Mark[] = [{ type: 'text', x: frame.x, y: frame.y + 3.4, size: 10, bold: true, text: title }];
    (placed ?? inColumns(rows, columns, Infinity)!).forEach(({ column, top, marksAt }) =>
      marks.push(...marksAt(frame.x + column * (width + 4), frame.y + 5.5 + top)),
    );
    return marks;
  }
}

interface Row {
  height: number;
  heading: boolean;
  marksAt: (x: number, y: number) => Mark[];
}

function rowOf({ kind, text, sign }: Key, size: number, width: number): Row {
  const line = size * 0.46;
  const bold = kind === 'heading';
  const indent = kind === 'entry' ? SIGN.width + 1.5 : 0;
  const points = kind === 'note' ? size - 1 : size;
  const lines = linesOf(text, points, width - indent, 3, bold);
  const before = bold ? line * 0.55 : 0;
  const height = before + Math.max(lines.length * line, kind === 'entry' ? line * 1.08 : 0) + (kind === 'entry' ? 0.2 : 0.6);
  const signScale = Math.min(1, (line * 1.25) / SIGN.height);
  return {
    height,
    heading: bold,
    marksAt: (x, y) => [
      ...(sign
        ? [
            {
              type: 'image' as const,
              x: x + (SIGN.width * (1 - signScale)) / 2,
              y: y + before + line / 2 - (SIGN.height * signScale) / 2,
              width: SIGN.width * signScale,
              height: SIGN.height * signScale,
              picture: sign,
            },
          ]
        : []),
      ...lines.map((words, index): Mark => ({
        type: 'text',
        x: x + indent,
        y: y + before + line * (index + 0.78),
        size: points,
        bold,
        colour: kind === 'note' ? PALE : INK,
        text: words,
      })),
    ],
  };
}

/** Row after row, column after column; null when there is too little room. A heading is not left alone at the end of a column. */
function inColumns(rows: Row[], columns: number, room: number): { column: number; top: number; marksAt: Row['marksAt'] }[] | null {
  let [column, top] = [0, 0];
  const placed = [];
  for (const [index, row] of rows.entries()) {
    const needed = row.height + (row.heading ? (rows[index + 1]?.height ?? 0) : 0);
    if (top + needed > room && top > 0) [column, top] = [column + 1, 0];
    if (column >= columns) return null;
    placed.push({ column, top, marksAt: row.marksAt });
    top += row.height;
  }
  return placed;
}

function footMarks({ x, y, width }: Frame, sheetWidth: number, { foot, page }: Words): Mark[] {
  const right = x + width;
  const room = sheetWidth - 2 * x - widthOf(page, 7.5) - 6;
  const lines = foot.flatMap((text, index) => linesOf(text, 7.5, index === foot.length - 1 ? room : width, 1));
  return [
    ...lines.map((text, index): Mark => ({ type: 'text', x, y: y + 5 + index * 3.6, size: 7.5, colour: PALE, text })),
    { type: 'text', x: right, y: y + 5 + (lines.length - 1) * 3.6, size: 7.5, align: 'right', colour: PALE, text: page },
  ];
}
