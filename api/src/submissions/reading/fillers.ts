import { fold } from '../../registry/fold.js';

/** Folded: what people put where a value is asked for and they have none. */
const FILLERS = new Set(['unknown', 'n a', 'na', 'khong ro', 'chua ro', 'khong biet', 'chua biet', 'null', 'undefined', 'nan', 'tbd', 'x', 'xx', 'xxx', '0']);
/** These say that there is nothing to state, which an optional field may. */
const NOTHING = new Set(['khong co', 'khong', 'none', 'nil']);
const DASHES = /^[-–—−/\\]+$/;
const LONGEST = 12;
/** No filler has a digit but 0, nor begins otherwise: spares nearly every cell the folding. */
const COULD_BE = /^(?:[^\p{L}1-9]|[unkctx])[^1-9]*$/iu;

type Emptiness = 'nothing' | 'filler' | null;

/** Short texts without digits are few, and each stands in thousands of rows. */
const known = new Map<string, Emptiness>();
const REMEMBERED = 5000;

/** 'nothing' for a word or dash that leaves the field out, 'filler' for one that only fills it. Cheap for ordinary text. */
export function emptiness(text: string): Emptiness {
  if (text.length > LONGEST || !COULD_BE.test(text)) return null;
  let found = known.get(text);
  if (found === undefined) {
    found = lookUp(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, found);
  }
  return found;
}

function lookUp(text: string): Emptiness {
  if (DASHES.test(text)) return 'nothing';
  const folded = fold(text);
  if (NOTHING.has(folded)) return 'nothing';
  return folded === '' || FILLERS.has(folded) ? 'filler' : null;
}
