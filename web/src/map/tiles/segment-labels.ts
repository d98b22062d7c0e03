type Point = [x: number, y: number];

export interface LineLabel {
  x: number;
  y: number;
  /** Radians, between -90° and 90°: never upside down. */
  angle: number;
}

/** How far the line may leave the text's own straight line. */
const BEND = 5;

/**
 * Where a text of a width lies along a line, so that the line is nearly straight under it; the middle is tried first.
 * Lines drawn from either end give the same answer.
 */
export function placeLabel(line: Point[], width: number): LineLabel | null {
  const lengths = [0];
  for (let i = 1; i < line.length; i++) lengths.push(lengths[i - 1]! + Math.hypot(line[i]![0] - line[i - 1]![0], line[i]![1] - line[i - 1]![1]));
  const total = lengths.at(-1)!;
  if (total < width + 16) return null;
  const free = (total - width) / 2;
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    // Both sides of the middle alike; of two equal ones the upper, else the left one.
    const found = (share ? [-share, share] : [0])
      .map((side) => straightAt(line, lengths, total / 2 + side * free, width))
      .filter((one) => one !== null)
      .sort((a, b) => a.y - b.y || a.x - b.x)[0];
    if (found) return found;
  }
  return null;
}

function straightAt(line: Point[], lengths: number[], middle: number, width: number): LineLabel | null {
  const [from, to] = [pointAt(line, lengths, middle - width / 2), pointAt(line, lengths, middle + width / 2)];
  const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (chord < width * 0.9) return null;
  const [ux, uy] = [(to[0] - from[0]) / chord, (to[1] - from[1]) / chord];
  for (let i = 0; i < line.length; i++) {
    if (lengths[i]! < middle - width / 2 || lengths[i]! > middle + width / 2) continue;
    if (Math.abs((line[i]![0] - from[0]) * uy - (line[i]![1] - from[1]) * ux) > BEND) return null;
  }
  let angle = Math.atan2(uy, ux);
  if (angle > Math.PI / 2) angle -= Math.PI;
  // A line straight up and one straight down read the same way.
  if (angle <= -Math.PI / 2 + 1e-9) angle += Math.PI;
  return { x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2, angle };
}

function pointAt(line: Point[], lengths: number[], at: number): Point {
  let i = 1;
  while (i < line.length - 1 && lengths[i]! < at) i++;
  const part = lengths[i]! - lengths[i - 1]! || 1;
  const t = (at - lengths[i - 1]!) / part;
  return [line[i - 1]![0] + (line[i]![0] - line[i - 1]![0]) * t, line[i - 1]![1] + (line[i]![1] - line[i - 1]![1]) * t];
}
