import latinUrl from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff?url';
import latinBoldUrl from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff?url';
import vietnameseUrl from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff?url';
import vietnameseBoldUrl from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff?url';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, rgb, type Color, type PDFFont, type PDFPage } from 'pdf-lib';
import { INK, type Mark } from './marks';
import { POINTS_PER_MM, type Size } from './paper';

/** The font comes in two files, one with the letters of Latin, one with those that only Vietnamese has. */
type Face = { font: PDFFont; letters: Set<number> }[];

async function faceOf(document: PDFDocument, urls: string[]): Promise<Face> {
  return Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url);
      // Only what is written goes into the file.
      const font = await document.embedFont(await response.arrayBuffer(), { subset: true });
      return { font, letters: new Set(font.getCharacterSet()) };
    }),
  );
}

/** The text in pieces that one font file can write. */
function runsOf(text: string, face: Face): { font: PDFFont; text: string }[] {
  const runs: { font: PDFFont; text: string }[] = [];
  for (const letter of text.normalize('NFC')) {
    const known = face.find(({ letters }) => letters.has(letter.codePointAt(0)!));
    const { font } = known ?? face[0]!;
    const last = runs.at(-1);
    if (last?.font === font) last.text += known ? letter : '?';
    else runs.push({ font, text: known ? letter : '?' });
  }
  return runs;
}

/** One sheet as PDF: the map as a picture, everything else as text and lines. */
export async function pdfOf(marks: Mark[], size: Size, title: string, language: string): Promise<Blob> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage(language);
  document.setCreationDate(new Date());
  const [regular, bold] = await Promise.all([faceOf(document, [latinUrl, vietnameseUrl]), faceOf(document, [latinBoldUrl, vietnameseBoldUrl])]);
  const page = document.addPage([size.width * POINTS_PER_MM, size.height * POINTS_PER_MM]);
  for (const mark of marks) {
    if (mark.type === 'text') writeText(page, mark, mark.bold ? bold : regular);
    else if (mark.type === 'image') await drawPicture(document, page, mark);
    else drawShape(page, mark);
  }
  return new Blob([(await document.save()) as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}

const colourOf = (hex: string): Color => {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return rgb(red!, green!, blue!);
};

/** PDF counts from below. */
const down = (page: PDFPage, mm: number): number => page.getHeight() - mm * POINTS_PER_MM;

function writeText(page: PDFPage, mark: Mark & { type: 'text' }, face: Face): void {
  const runs = runsOf(mark.text, face).map((run) => ({ ...run, width: run.font.widthOfTextAtSize(run.text, mark.size) }));
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  let x = mark.x * POINTS_PER_MM - (mark.align === 'right' ? width : mark.align === 'center' ? width / 2 : 0);
  for (const run of runs) {
    page.drawText(run.text, { x, y: down(page, mark.y), size: mark.size, font: run.font, color: colourOf(mark.colour ?? INK) });
    x += run.width;
  }
}

async function drawPicture(document: PDFDocument, page: PDFPage, { picture, photo, ...at }: Mark & { type: 'image' }): Promise<void> {
  if (!picture.width || !picture.height) return;
  const type = photo ? 'image/jpeg' : 'image/png';
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, type, 0.94));
  const bytes = await blob!.arrayBuffer();
  const image = photo ? await document.embedJpg(bytes) : await document.embedPng(bytes);
  page.drawImage(image, { x: at.x * POINTS_PER_MM, y: down(page, at.y + at.height), width: at.width * POINTS_PER_MM, height: at.height * POINTS_PER_MM });
}

function drawShape(page: PDFPage, mark: Mark & { type: 'rect' | 'shape' }): void {
  if (mark.type === 'shape') {
    const path = mark.points.map(([x, y], index) => `${index ? 'L' : 'M'}${x * POINTS_PER_MM} ${y * POINTS_PER_MM}`).join(' ');
    return page.drawSvgPath(`${path} Z`, { x: 0, y: page.getHeight(), color: colourOf(mark.fill) });
  }
  page.drawRectangle({
    x: mark.x * POINTS_PER_MM,
    y: down(page, mark.y + mark.height),
    width: mark.width * POINTS_PER_MM,
    height: mark.height * POINTS_PER_MM,
    color: mark.fill ? colourOf(mark.fill) : undefined,
    borderColor: mark.stroke ? colourOf(mark.stroke) : undefined,
    borderWidth: mark.stroke ? (mark.line ?? 0.2) * POINTS_PER_MM : undefined,
  });
}
