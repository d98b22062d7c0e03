import { ORDERS, type Order } from '../geo/coordinates.js';
import type { Text } from '../registry/field.js';
import { inEnglish, inVietnamese } from './reading/words.js';
import type { Sample, TriedReading } from './try-readings.js';
import { likelier } from './zone.js';

interface Findings {
  now: TriedReading;
  /** Other readings, those that bring most rows into the province first. */
  others: TriedReading[];
  sample: Sample;
  /** Rows in the province, outside of it, and with numbers that give no place at all. */
  inside: number;
  outside: number;
  unread: number;
}

/** What the sender should know of the places: null when all is as it should be. */
export function sentenceFor({ now, others, sample, inside, outside, unread }: Findings): Text | null {
  const lost = outside + unread;
  const declaring = sample.declared ? likelier(now, others, sample.declared, sample.points) : null;
  const best = bestOf(others);
  if (lost && best && best.inside)
    return wouldLieIn(declaring && declaring.inside === best.inside ? declaring : best, now.order, sample, lostRows(outside, unread));
  if (declaring) return likelierByNames(declaring, now, sample.declared);
  if (!lost) return null;
  return inside ? singleRows(outside, unread) : nowhere(lost);
}

/** Of those that bring equally many rows into the province, the one that agrees best with what they declare. */
function bestOf(others: TriedReading[]): TriedReading | undefined {
  return others.reduce<TriedReading | undefined>((best, one) => {
    if (!best || one.inside > best.inside) return one;
    return one.inside === best.inside && one.agreeing > best.agreeing ? one : best;
  }, undefined);
}

const SHOWN_UNITS = 3;

/** "212 hàng nằm ngoài tỉnh; đọc theo VN-2000 kinh tuyến trục 104°45′ thì nằm trong Huyện Sông Lô." */
function wouldLieIn(reading: TriedReading, order: Order, sample: Sample, lost: Text): Text {
  const all = reading.inside === sample.outside;
  const how = readAs(reading, order);
  const units = reading.units.slice(0, SHOWN_UNITS).map(({ name }) => name);
  const more = reading.units.length - units.length;
  const where = {
    vi: units.length ? `${units.join(', ')}${more ? ` và ${more} đơn vị khác` : ''}` : 'tỉnh',
    en: units.length ? `${units.join(', ')}${more ? ` and ${more} more` : ''}` : 'the province',
  };
  const share = { vi: all ? '' : `${inVietnamese(reading.inside)} hàng `, en: all ? 'they lie' : `${inEnglish(reading.inside)} of them lie` };
  return {
    vi: `${lost.vi}; đọc theo ${how.vi} thì ${share.vi}nằm trong ${where.vi}.`,
    en: `${lost.en}; read as ${how.en} ${share.en} in ${where.en}.`,
  };
}

function likelierByNames(reading: TriedReading, now: TriedReading, declared: number): Text {
  const how = readAs(reading, now.order);
  return {
    vi: `Chỉ ${inVietnamese(now.agreeing)}/${inVietnamese(declared)} tên huyện, xã khai báo đúng với vị trí; đọc theo ${how.vi} thì ${inVietnamese(reading.agreeing)} tên đúng. Kiểm tra hệ tọa độ của tệp.`,
    en: `Only ${inEnglish(now.agreeing)} of ${inEnglish(declared)} declared districts and communes are where the places lie; read as ${how.en} ${inEnglish(reading.agreeing)} are. Check the coordinate system of the file.`,
  };
}

/** The reading is right for the others: what is wrong stands in these rows. */
function singleRows(outside: number, unread: number): Text {
  const lost = lostRows(outside, unread);
  return {
    vi: `${lost.vi}; các hàng khác đọc đúng hệ tọa độ. Sửa từng hàng ở bước Kiểm tra.`,
    en: `${lost.en}; the system is right for the other rows. Mend these one by one in the step “Check”.`,
  };
}

function lostRows(outside: number, unread: number): Text {
  const vi = [outside && `${inVietnamese(outside)} hàng nằm ngoài tỉnh`, unread && `${inVietnamese(unread)} hàng có tọa độ không đọc được`];
  const en = [outside && `${inEnglish(outside)} rows lie outside the province`, unread && `${inEnglish(unread)} rows have coordinates that could not be read`];
  return { vi: vi.filter(Boolean).join(', '), en: en.filter(Boolean).join(', ') };
}

const nowhere = (outside: number): Text => ({
  vi: `${inVietnamese(outside)} hàng nằm ngoài tỉnh, đọc theo hệ tọa độ nào thường dùng cũng vậy. Kiểm tra lại tọa độ của các hàng đó.`,
  en: `${inEnglish(outside)} rows lie outside the province, whichever of the usual systems they are read in. Check the coordinates of those rows.`,
});

/** A reading by the name of its system, and of its order where that is not the one of now. */
export function readAs({ system, order }: TriedReading, now: Order): Text {
  if (order === now) return system.label;
  const words = ORDERS[system.unit][order];
  return { vi: `${system.label.vi} với ${words.vi}`, en: `${system.label.en} with ${words.en}` };
}
