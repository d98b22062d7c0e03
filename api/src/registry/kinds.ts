import { BTS_STATIONS } from './bts-stations/bts-stations.kind.js';
import { CABLE_SEGMENTS } from './cable-segments/cable-segments.kind.js';
import type { Kind, KindName } from './field.js';
import { POST_OFFICE_SITES } from './post-office-sites/post-office-sites.kind.js';
import { SHARING_AGREEMENTS } from './sharing-agreements/sharing-agreements.kind.js';

/** The only list of kinds. Lists, imports, checks, history, status and exports read it. */
export const KINDS: Kind[] = [BTS_STATIONS, SHARING_AGREEMENTS, CABLE_SEGMENTS, POST_OFFICE_SITES];

export const kindNamed = (name: KindName): Kind => KINDS.find((kind) => kind.name === name)!;
