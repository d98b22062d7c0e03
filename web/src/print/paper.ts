export const PAPERS = { A4: [210, 297], A3: [297, 420] } as const;
export type Paper = keyof typeof PAPERS;
export type Orientation = 'landscape' | 'portrait';

export interface Sheet {
  paper: Paper;
  orientation: Orientation;
}

/** Millimetres. */
export interface Size {
  width: number;
  height: number;
}
export interface Frame extends Size {
  x: number;
  y: number;
}

export function sizeOf({ paper, orientation }: Sheet): Size {
  const [short, long] = PAPERS[paper];
  return orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short };
}

/** Twice the length wants half the fineness: it is looked at from twice as far, and a browser's canvas has an end. */
export const dpiOf = ({ paper }: Sheet): number => (paper === 'A4' ? 300 : 210);

export const MM_PER_INCH = 25.4;
export const POINTS_PER_MM = 72 / MM_PER_INCH;
/** CSS says that an inch has 96 pixels: so large the symbols of the screen come out on paper. */
export const CSS_PX_PER_MM = 96 / MM_PER_INCH;

const MARGIN = 10;
const HEAD = 17;
const FOOT = 13;
const GAP = 4;

/** Where on the sheet the map, its keys, the words above and the words below stand. */
export function framesOf(sheet: Sheet): { head: Frame; map: Frame; legend: Frame; foot: Frame } {
  const { width, height } = sizeOf(sheet);
  const inner = { x: MARGIN, width: width - 2 * MARGIN };
  const head = { ...inner, y: MARGIN, height: HEAD };
  const foot = { ...inner, y: height - MARGIN - FOOT, height: FOOT };
  const body = { ...inner, y: MARGIN + HEAD, height: height - 2 * MARGIN - HEAD - FOOT };
  if (sheet.orientation === 'landscape') {
    const side = sheet.paper === 'A4' ? 58 : 74;
    const map = { ...body, width: body.width - side - GAP };
    return { head, foot, map, legend: { ...body, x: map.x + map.width + GAP, width: side } };
  }
  const below = sheet.paper === 'A4' ? 62 : 76;
  const map = { ...body, height: body.height - below - GAP };
  return { head, foot, map, legend: { ...body, y: map.y + map.height + GAP, height: below } };
}
