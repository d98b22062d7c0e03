import { fold } from '../../registry/fold.js';

/** Folded: what people put where a value is asked for and they have none. */
const FILLERS = new Set(['unknown', 'n a', 'na', 'khong ro', 'chua ro', 'khong biet', 'chua biet', 'null', 'undefined', 'nan', 'tbd', 'x', 'xx', 'xxx', '0']);
/** These say that there is nothing to state, which an optional field may. */
const NOTHING = new Set(['khong co', 'khong', 'none', 'nil']);
const DASHES = /^[-–—−/\\]+$/;
const LONGEST = 12;
/** No filler has a digit but 0, nor begins otherwise: spares nearly every cell the folding. */
const COULD_BE = /^(?:[^\p{L}1-9]|[unkctx])[^1-9]*$/iu;

/** 'nothing' for a word or dash that leaves the field out, 'filler' for one that only fills it. Cheap for ordinary text. */
export function emptiness(text: string): 'nothing' | 'filler' | null {
  if (text.length > LONGEST || !COULD_BE.test(text)) return null;
  if (DASHES.test(text)) return 'nothing';
  const folded = fold(text);
  if (NOTHING.has(folded)) return 'nothing';
  return folded === '' || FILLERS.has(folded) ? 'filler' : null;
}
