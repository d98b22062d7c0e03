import type { Feature, FeatureCollection, Geometry } from 'geojson';

/** Rows are known by a number; in addresses and keys it stands as text. */
export type Id = number;

/** A text in both languages of the registry. */
export interface Text {
  vi: string;
  en: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  en?: { title: string; detail: string };
  errors?: { path: string; rule: string; message: Text }[];
}

export type Role = 'operator' | 'inspector' | 'district_officer' | 'planner' | 'administrator';

export interface User {
  username: string;
  displayName: string;
  role: Role;
  organization: { code: string; name: string } | null;
  unit: { id: Id; code: string; name: string } | null;
}

export type Account = User & { disabled: boolean };

export interface Session {
  user: User | null;
  authority: Text;
  sampleData: boolean;
  sampleAccounts: { username: string; role: Role; displayName: string }[];
  sampleNote?: Text;
  /** Pictures to lay under the map, for those who are signed in. */
  baseMap: { url: string; name: string; attribution: string } | null;
}

export type KindName = 'bts-stations' | 'sharing-agreements' | 'cable-segments' | 'post-office-sites';

export type FieldType = 'text' | 'number' | 'integer' | 'year' | 'boolean' | 'date' | 'code' | 'codes' | 'organization' | 'organizations' | 'texts';

export interface Field {
  name: string;
  label: Text;
  type: FieldType;
  codes?: { value: string; label: Text }[];
  unit?: 'm' | 'm²' | 'W' | 'VND';
  min?: number;
  max?: number;
  required: boolean;
  authorityOnly: boolean;
  computed: boolean;
}

export interface Kind {
  name: KindName;
  label: Text;
  geometry: string[];
  codeField: string;
  nameField: string;
  ownerField: string;
  /** What a record becomes when it comes to its end. */
  retired: { status: string; dateField?: string };
  fields: Field[];
  /** Fields that are filled in together, in the order of a form. */
  sections: { label: Text; fields: string[] }[];
}

export type Severity = 'error' | 'warning' | 'info';

export interface Rule {
  id: string;
  severity: Severity;
  title: Text;
}

export interface Organization {
  code: string;
  name: string;
  shortName: string;
  sector: 'telecom' | 'tower' | 'cable_tv' | 'postal';
}

export type UnitLevel = 'province' | 'district' | 'commune';

export interface UnitProperties {
  id: Id;
  code: string;
  level: UnitLevel;
  name: string;
  shortName: string;
  kind: string;
  parentId: Id | null;
  parentName: string | null;
  validFrom: string;
  validTo: string | null;
  inForce: boolean;
  areaKm2: number;
  labelPoint: [number, number];
  source: string;
}
export type UnitFeature = Feature<Geometry, UnitProperties>;
export type UnitCollection = FeatureCollection<Geometry, UnitProperties>;

export interface ZoneProperties {
  id: Id;
  name: string;
  zoneKind: 'urban' | 'tourist';
  approximate: boolean;
  sample: boolean;
  source: string;
}
export type ZoneCollection = FeatureCollection<Geometry, ZoneProperties>;

type Counts = Record<string, number>;
export interface MethodFigures {
  segments: number;
  plannedM: number;
  doneM: number;
}

export interface Figures {
  stations: {
    total: number;
    byStatus: Counts;
    byStructure: Counts;
    byTechnology: Counts;
    shared: number;
    sharingRate: number | null;
    bulkyInZones: number;
    inspectionOverdue: number;
    sharedOperating: number;
    sharingChances: number;
    conversionPlanned: number;
    convertedAsPlanned: number;
  };
  cables: {
    segments: number;
    lengthM: number;
    plannedM: number;
    doneM: number;
    overdueM: number;
    byMethod: Record<string, MethodFigures>;
    byStatus: Counts;
    /** Segments that are late. */
    overdue: number;
    tidyingUndertaken: boolean | null;
    tidyingSource: Text | null;
  };
  agreements: { total: number; active: number };
  sites: { total: number; byStage: Counts; byStatus: Counts; blocked: number };
  broadband: { households: number; broadbandHouseholds: number; rate: number; date: string; source: Text; sample: boolean } | null;
  digitalPilots: string[];
}

export interface UnitStatus {
  unit: { id: Id; code: string; name: string; shortName: string };
  figures: Figures;
}

export interface Status {
  asOf: string;
  unitsAsOf: string | null;
  level: UnitLevel;
  items: UnitStatus[];
  total: Figures;
}

export type Value = string | number | boolean | string[] | null | undefined;
export type Values = Record<string, Value>;

/** The fields of its kind stand beside these, under their own names. */
export interface RegistryRecord {
  id: Id;
  revision: number;
  sample: boolean;
  source: string | null;
  updatedAt: string;
  geometry: Geometry | null;
  [field: string]: unknown;
}

export interface RecordUnit {
  id: Id;
  code: string;
  level: UnitLevel;
  name: string;
  validFrom: string;
  validTo: string | null;
  lengthM: number | null;
}
export type RecordCard = RegistryRecord & { units: RecordUnit[] };

export interface Change {
  field: string;
  label: Text;
  before: Value;
  after: Value;
}

export interface HistoryEntry {
  revision: number;
  action: 'create' | 'update' | 'delete';
  recordedAt: string;
  recordedBy: string | null;
  reason: string | null;
  submissionId: Id | null;
  /** The package it came with, for those who may see that one. */
  submission: { id: Id; sender: string; message: string | null; fixed: boolean } | null;
  /** Entered by the authority, not by the owner. */
  byAuthority: boolean;
  changes: Change[];
  geometry: Geometry | null;
  movedM: number | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}

export type RecordFeature = Feature<Geometry, Values>;
export interface FeaturePage extends FeatureCollection<Geometry, Values> {
  features: RecordFeature[];
  numberMatched: number;
  numberReturned: number;
  next: string | null;
}
