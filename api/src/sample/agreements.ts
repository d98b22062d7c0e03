import { plusDays, plusYears, yearOf, yearsAgo } from './calendar.js';
import { OPERATORS } from './operators.js';
import type { Random } from './random.js';
import type { Segment } from './segments.js';

export interface Agreement extends Term {
  number: string;
  host: string;
  tenants: string[];
  items: string[];
  stations: string[];
  segments: string[];
  monthlyRentVnd: number;
}

interface Term {
  status: 'proposed' | 'active' | 'suspended' | 'terminated';
  signedOn: Date;
  effectiveFrom: Date;
  effectiveTo: Date | null;
  confirmedByHostOn: Date | null;
  confirmedByTenantOn: Date | null;
  terminatedOn: Date | null;
}

type Course = 'active' | 'unconfirmed' | 'proposed' | 'suspended' | 'terminated' | 'expired';

/** The hosts' shares of 25 agreements, and the tag in their numbers. */
const HOSTS = { viettel: { count: 10, tag: 'VTL' }, vnpt: { count: 9, tag: 'VNPT' }, mobifone: { count: 6, tag: 'MBF' } } as const;
export type Host = keyof typeof HOSTS;
export const HOST_CODES = Object.keys(HOSTS) as Host[];

/** The courses agreements take, in turn; most are in force and confirmed by both. */
const COURSES: Course[] = [
  'active',
  'active',
  'active',
  'proposed',
  'active',
  'active',
  'expired',
  'active',
  'terminated',
  'active',
  'unconfirmed',
  'active',
  'active',
  'suspended',
];

const ITEMS: (readonly [string[], number])[] = [
  [['mast'], 4],
  [['mast', 'power'], 3],
  [['mast', 'equipment_house', 'power'], 4],
  [['ran'], 1],
];

/** `stationCodes`: the host's masts others may use; each is let to a tenant once only. */
export function agreements(host: Host, stationCodes: string[], segments: Segment[], today: Date, random: Random): Agreement[] {
  const masts = random.shuffled(stationCodes);
  const ducts = segments.filter(({ leadOrganization, method, status }) => leadOrganization === host && method === 'underground' && status === 'completed');
  const tenants = OPERATORS.map(({ code }) => code).filter((code) => code !== host);
  const { count, tag } = HOSTS[host];
  return Array.from({ length: count }, (_, index) => {
    const term = course(COURSES[(index * 3 + HOST_CODES.indexOf(host)) % COURSES.length]!, today, random);
    const stations = masts.splice(0, random.integer(1, 5)).sort();
    const withDucts = index < 2 && ducts.length > 0;
    return {
      number: `HĐ-${tag}-${yearOf(term.signedOn)}/${String(index + 1).padStart(2, '0')}`,
      host,
      tenants: [tenants[index % tenants.length]!],
      items: [...random.weighted(ITEMS), ...(withDucts ? ['duct'] : [])],
      stations,
      segments: withDucts ? [random.pick(ducts).code] : [],
      monthlyRentVnd: stations.length * random.integer(30, 80) * 100_000,
      ...term,
    };
  });
}

function course(kind: Course, today: Date, random: Random): Term {
  if (kind === 'proposed') return proposed(plusDays(today, -random.integer(5, 60)), random);
  const signedOn = kind === 'expired' ? yearsAgo(random, today, 6, 5) : yearsAgo(random, today, 4.5, 1);
  const effectiveFrom = plusDays(signedOn, random.integer(1, 30));
  const effectiveTo = kind === 'expired' ? plusYears(effectiveFrom, random.integer(3, 4)) : random.chance(0.3) ? null : plusYears(effectiveFrom, 10);
  return {
    status: kind === 'suspended' || kind === 'terminated' ? kind : 'active',
    signedOn,
    effectiveFrom,
    effectiveTo,
    confirmedByHostOn: effectiveFrom,
    confirmedByTenantOn: kind === 'unconfirmed' ? null : plusDays(effectiveFrom, random.integer(0, 14)),
    terminatedOn: kind === 'terminated' ? plusDays(today, -random.integer(20, 200)) : null,
  };
}

function proposed(signedOn: Date, random: Random): Term {
  const effectiveFrom = plusDays(signedOn, random.integer(60, 120));
  return {
    status: 'proposed',
    signedOn,
    effectiveFrom,
    effectiveTo: plusYears(effectiveFrom, 10),
    confirmedByHostOn: signedOn,
    confirmedByTenantOn: null,
    terminatedOn: null,
  };
}
