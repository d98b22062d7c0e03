import type { Kind } from '../../registry/field.js';
import { AGREEMENT } from './agr-01-covered.js';
import { AGREEMENT_OVERLAP } from './agr-02-overlap.js';
import { RETIRED_UNDER_AGREEMENT } from './agr-03-retired-under.js';
import { BULKY_IN_ZONE } from './bts-02-bulky-in-zone.js';
import { INSPECTION } from './bts-03-inspection.js';
import { SHARING_POSSIBLE } from './bts-04-sharing-possible.js';
import { SEGMENT_LENGTH } from './cab-01-length.js';
import { SEGMENT_OVERLAP } from './cab-02-overlap.js';
import { SEGMENT_DATES } from './cab-03-dates.js';
import { DUCTS_IN_USE } from './cab-04-ducts.js';
import { REQUIRED } from './dat-01-required.js';
import { FILE_RULES } from './file-rules.js';
import { GEOMETRY } from './geo-01-geometry.js';
import { OUTSIDE } from './geo-02-outside.js';
import { DECLARED_UNIT } from './geo-03-declared-unit.js';
import { MOVED_FAR } from './geo-05-moved-far.js';
import { CODE_TWICE } from './id-01-code-twice.js';
import { TOO_CLOSE } from './id-02-too-close.js';
import { OWN_RECORDS } from './own-01-own-records.js';
import { PAPERS } from './post-01-papers.js';
import type { Rule } from './rule.js';

/** The only list of rules. */
export const RULES: Rule[] = [
  REQUIRED,
  ...FILE_RULES,
  OWN_RECORDS,
  CODE_TWICE,
  TOO_CLOSE,
  GEOMETRY,
  OUTSIDE,
  DECLARED_UNIT,
  MOVED_FAR,
  BULKY_IN_ZONE,
  INSPECTION,
  SHARING_POSSIBLE,
  SEGMENT_LENGTH,
  SEGMENT_OVERLAP,
  SEGMENT_DATES,
  DUCTS_IN_USE,
  AGREEMENT,
  AGREEMENT_OVERLAP,
  RETIRED_UNDER_AGREEMENT,
  PAPERS,
];

export const RULE_IDS = RULES.map((rule) => rule.id) as [string, ...string[]];

export const rulesFor = (kind: Kind): Rule[] => RULES.filter((rule) => !rule.kinds || rule.kinds.includes(kind.name));
