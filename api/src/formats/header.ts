import { columnsFrom, FileProblem, isBlank, plain, type Cell, type SourceColumn, type SourceRow, type SourceTable } from './format.js';

/** Cells of a sheet that are one, both corners included: columns from 0, rows as the person sees them. */
export interface Merge {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Header {
  columns: SourceColumn[];
  /** How many of the first rows are titles and header. */
  rows: number;
  /** Lowest row of the header, as the person sees it. */
  row: number;
}

/** The header is looked for among this many rows that are not blank. */
export const HEADER_SCAN_ROWS = 40;
const TITLE_ROWS = 20;
const DEEPEST_HEADER = 3;
const LONGEST_HEADER_TEXT = 120;

const NO_ROWS = {
  vi: 'Tệp không có dòng dữ liệu nào. Hàng đầu cần là tên các cột, mỗi hàng sau là một bản ghi.',
  en: 'The file has no rows of data. The first row should name the columns, each row after it is one record.',
};

/** Splits rows of bare cells into columns and rows. @param lines about how many there are, titles and header included */
export async function tableWithHeader(source: AsyncIterable<SourceRow[]>, lines: number, merges: Merge[] = []): Promise<SourceTable> {
  const batches = source[Symbol.asyncIterator]();
  const first = await takeRows(batches, HEADER_SCAN_ROWS);
  const header = findHeader(first.slice(0, HEADER_SCAN_ROWS), merges);
  if (first.length <= header.rows) {
    await batches.return?.();
    throw new FileProblem(NO_ROWS);
  }
  const close = async (): Promise<void> => void (await batches.return?.());
  const estimatedRows = Math.max(lines - header.rows, 1);
  return { columns: header.columns, headerRow: header.row, rows: rest(first.slice(header.rows), batches), hasGeometry: false, estimatedRows, close };
}

/** Where the header lies: under titles, over one to three rows, perhaps with a row that only numbers the columns. */
export function findHeader(rows: SourceRow[], merges: Merge[]): Header {
  if (!rows.length) return { columns: [], rows: 0, row: 0 };
  const lines = rows.map((row) => ({ row: row.row, cells: row.cells }));
  const top = topOfHeader(lines, merges);
  const first = isGroupRow(lines, top - 1, merges) ? top - 1 : top;
  let last = top;
  while (last - first + 1 < DEEPEST_HEADER && isBelowHeader(lines, first, last + 1, merges)) last++;
  const columns = columnsFrom(joined(lines.slice(first, last + 1)));
  const numbered = numbersColumns(lines[last + 1], columns.length) && lines.length > last + 2;
  return { columns, rows: last + 1 + (numbered ? 1 : 0), row: lines[last]!.row };
}

const filled = (cells: Cell[]): number => cells.reduce((count: number, cell) => count + (isBlank(cell) ? 0 : 1), 0);

/** Titles, the authority's name and the country's motto fill few cells: the header is the first row that fills at least half of what the fullest does. */
function topOfHeader(lines: SourceRow[], merges: Merge[]): number {
  const fullest = Math.max(...lines.map((line) => filled(line.cells)));
  const enough = Math.max(2, Math.ceil(fullest / 2));
  const top = lines
    .slice(0, TITLE_ROWS)
    .findIndex((line) => filled(line.cells) + mergedCells(line, merges) >= enough && filled(line.cells) >= 2 && !isHeading(line));
  // Data far wider than the header: any row of two cells will do.
  return top >= 0
    ? top
    : Math.max(
        lines.slice(0, TITLE_ROWS).findIndex((line) => filled(line.cells) >= 2),
        0,
      );
}

/** Two long texts far apart, as official papers begin, are no header even where merged cells make them wide. */
const isHeading = (line: SourceRow): boolean =>
  filled(line.cells) <= 3 && line.cells.some((cell) => /cộng hòa xã hội chủ nghĩa|độc lập\s*-\s*tự do/i.test(plain(cell)));

/** Blank cells of this row that belong to a filled one left of them. */
const mergedCells = (line: SourceRow, merges: Merge[]): number =>
  merges.filter((merge) => merge.top === line.row && !isBlank(line.cells[merge.left])).reduce((sum, merge) => sum + merge.right - merge.left, 0);

const isText = (cell: Cell | undefined): boolean => typeof cell === 'string' && plain(cell).length <= LONGEST_HEADER_TEXT && !/^[\d\s.,:/+-]+$/.test(cell);
const filledColumns = (cells: Cell[]): number[] => cells.flatMap((cell, column) => (isBlank(cell) ? [] : [column]));

/** A row of group names right above the header: "Vị trí" over "Kinh độ", "Vĩ độ". */
function isGroupRow(lines: SourceRow[], at: number, merges: Merge[]): boolean {
  const [group, header] = [lines[at], lines[at + 1]];
  if (!group || !header || group.row !== header.row - 1) return false;
  const columns = filledColumns(group.cells);
  if (columns.length < 2 || !columns.every((column) => isText(group.cells[column]) && !plain(group.cells[column]).includes(':')) || isHeading(group))
    return false;
  if (merges.some((merge) => merge.top === group.row && merge.bottom === header.row)) return true;
  // A column named only in the upper row, or names below that are told apart only by what is above them.
  const names = filledColumns(header.cells).map((column) => plain(header.cells[column]));
  return columns.some((column) => isBlank(header.cells[column])) || new Set(names).size < names.length;
}

/** Whether the row at `next` still names columns: the one above has cells merged over it, or leaves names to it. */
function isBelowHeader(lines: SourceRow[], first: number, next: number, merges: Merge[]): boolean {
  const [above, line] = [lines[next - 1]!, lines[next]];
  if (!line || line.row !== above.row + 1 || lines.length <= next + 1) return false;
  const columns = filledColumns(line.cells);
  if (!columns.length || !columns.every((column) => isText(line.cells[column]))) return false;
  const touching = merges.filter((merge) => merge.top >= lines[first]!.row && merge.top <= above.row);
  if (touching.some((merge) => merge.bottom >= line.row)) return true;
  const groups = touching.filter((merge) => merge.bottom === above.row && merge.right > merge.left);
  if (groups.length) return groups.some((group) => columns.some((column) => column >= group.left && column <= group.right)) && onlyUnder(columns, groups);
  return fillsGaps(above.cells, columns, lines[next + 1]!.cells);
}

const onlyUnder = (columns: number[], groups: Merge[]): boolean =>
  columns.every((column) => groups.some((group) => column >= group.left && column <= group.right));

/**
 * Without merged cells: names stand only under a named cell that has blank ones right of it, and under those. A first record
 * would fill the other columns too, and would have numbers where the next has.
 */
function fillsGaps(above: Cell[], columns: number[], following: Cell[]): boolean {
  const inGroup = (column: number): boolean => isBlank(above[column]) || isBlank(above[column + 1]);
  const leaves = filledColumns(above).filter((column) => !columns.includes(column));
  return (
    leaves.length > 0 &&
    columns.every((column) => column <= above.length && inGroup(column)) &&
    columns.some((column) => isBlank(above[column])) &&
    (leaves.some((column) => !isBlank(following[column])) || columns.some((column) => !isBlank(following[column]) && !isText(following[column])))
  );
}

/** One text for each column, its groups before it: "Tọa độ / Kinh độ". */
function joined(lines: SourceRow[]): Cell[] {
  const width = Math.max(...lines.map((line) => line.cells.length));
  if (lines.length === 1) return lines[0]!.cells;
  return Array.from({ length: width }, (_, column) => {
    const parts = lines.map((line, level) => plain(isBlank(line.cells[column]) ? groupOf(lines, level, column) : line.cells[column]));
    return parts.filter((part, at) => part !== '' && part !== parts[at - 1]).join(' / ');
  });
}

/** The group a blank cell belongs to: the nearest named one left of it, if that has names below it as this column has. */
function groupOf(lines: SourceRow[], level: number, column: number): Cell {
  const below = (at: number): boolean => lines.slice(level + 1).some((line) => !isBlank(line.cells[at]));
  if (!below(column)) return null;
  const left = lines[level]!.cells.findLastIndex((cell, at) => at < column && !isBlank(cell));
  return left >= 0 && below(left) ? lines[level]!.cells[left]! : null;
}

/** "(1) (2) (3)" or "1 2 3 …" under the header, as forms have. Bare numbers only over many columns: they could be a record. */
function numbersColumns(line: SourceRow | undefined, width: number): boolean {
  const texts = line?.cells.map(plain).filter((text) => text !== '') ?? [];
  if (texts.length < 2 || texts.length < width / 2) return false;
  const numbers = texts.map((text) => Number(/^\(?(\d+)\)?(?:\s*=.*)?$/.exec(text)?.[1]));
  const counts = numbers.every((number, at) => number === numbers[0]! + at) && numbers[0]! <= 1;
  return counts && (texts.every((text) => text.startsWith('(')) || texts.length >= 6);
}

async function takeRows(batches: AsyncIterator<SourceRow[]>, atLeast: number): Promise<SourceRow[]> {
  let rows: SourceRow[] = [];
  while (rows.length <= atLeast) {
    const next = await batches.next();
    if (next.done) break;
    rows = rows.concat(next.value);
  }
  return rows;
}

async function* rest(first: SourceRow[], batches: AsyncIterator<SourceRow[]>): AsyncGenerator<SourceRow[]> {
  try {
    yield first;
    for (let next = await batches.next(); !next.done; next = await batches.next()) yield next.value;
  } finally {
    // Closes the file when the reader stops early.
    await batches.return?.();
  }
}
