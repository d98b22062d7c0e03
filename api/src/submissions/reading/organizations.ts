import { fold } from '../../registry/fold.js';

export interface OrganizationNames {
  code: string;
  name: string;
  shortName: string;
  synonyms: string[];
}

/** Sisters of an operator carry its name: "Công trình Viettel" builds towers, "Viettel Post" carries letters. */
const OTHER_BUSINESS = [
  'post',
  'buu chinh',
  'buu cuc',
  'buu dien',
  'cong trinh',
  'construction',
  'truyen hinh',
  'media',
  'logistics',
  'store',
  'global',
  'tower',
  'towerco',
];
const SHORTEST = 3;

interface Name {
  code: string;
  /** Folded, with a space at either end, so that whole words are found. */
  words: string;
}

/**
 * Finds the one organisation whose name stands in a text as whole words: "Chi nhánh Viettel Vĩnh Phúc", "MobiFone Khu vực 4".
 * Null when none or more than one could be meant, or when the text speaks of another business than the organisation's.
 */
export function organizationFinder(organizations: OrganizationNames[]): (text: string) => string | null {
  const names = organizations.flatMap(({ code, name, shortName, synonyms }) =>
    [code, shortName, name, bracketed(name), ...synonyms].flatMap((one): Name[] => {
      const folded = fold(one);
      return folded.length < SHORTEST ? [] : [{ code, words: ` ${folded} ` }];
    }),
  );
  const own = new Map(organizations.map(({ code, name, shortName, synonyms }) => [code, ` ${fold([name, shortName, ...synonyms].join(' '))} `]));
  return (text) => {
    const words = ` ${fold(text)} `;
    const found = names.filter((name) => words.includes(name.words));
    // "Vietnam Mobile" is not Vietnam Post's "Vietnam": a name within a longer one found does not count.
    const codes = new Set(
      found
        .filter((name) => !found.some((other) => other.code !== name.code && other.words !== name.words && other.words.includes(name.words)))
        .map(({ code }) => code),
    );
    const [code] = codes;
    if (codes.size !== 1 || code === undefined) return null;
    return OTHER_BUSINESS.some((business) => words.includes(` ${business} `) && !own.get(code)!.includes(` ${business} `)) ? null : code;
  };
}

/** "Tập đoàn Bưu chính Viễn thông Việt Nam (VNPT)" is known by what stands in brackets. */
const bracketed = (name: string): string => /\(([^)]+)\)/.exec(name)?.[1] ?? '';
