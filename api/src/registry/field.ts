/** A text in both languages of the registry; Vietnamese is the first. */
export interface Text {
  vi: string;
  en: string;
}

/** One value of a code list, with what people write for it in files. */
export interface Code {
  value: string;
  label: Text;
  synonyms?: string[];
}

export const FIELD_TYPES = ['text', 'number', 'integer', 'year', 'boolean', 'date', 'code', 'codes', 'organization', 'organizations', 'texts'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];
export const UNITS = ['m', 'm²', 'W', 'VND'] as const;

export const SEEN_BY = ['all', 'owner', 'parties'] as const;
/**
 * Who may read a field of a row that they may read at all:
 * `owner` its owner and the authority; `parties` host, tenants and the authority.
 */
export type SeenBy = (typeof SEEN_BY)[number];

/** One field of a kind. Requests, file columns, OpenAPI, tables and labels are all made from it. */
export interface Field {
  /** camelCase in the API, snake_case in the database. */
  name: string;
  label: Text;
  /** Headers used for it in operators' files; compared without case and diacritics. The labels count too. */
  synonyms?: string[];
  type: FieldType;
  codes?: Code[];
  unit?: (typeof UNITS)[number];
  min?: number;
  max?: number;
  /** Characters a text may have; absent: `LONGEST_TEXT`. */
  longest?: number;
  required?: true;
  /** Only the authority may set it. */
  authorityOnly?: true;
  seenBy?: SeenBy;
  /** Calculated when read, never sent in. SQL over the row `r`; see `ComputedContext`. */
  computed?: (context: ComputedContext) => string;
}

/** What a computed field may lean on besides its own row `r`. */
export interface ComputedContext {
  /** SQL of the relation holding another kind's records on the date of the query. */
  source(kind: KindName): string;
  /** SQL of the date of the query. */
  today: string;
}

/** Fields that are filled in together; forms show them in this order. */
export interface Section {
  label: Text;
  fields: string[];
}

export const KIND_NAMES = ['bts-stations', 'sharing-agreements', 'cable-segments', 'post-office-sites'] as const;
export type KindName = (typeof KIND_NAMES)[number];

export type GeometryType = 'Point' | 'LineString' | 'Polygon' | 'GeometryCollection';

/** Everything the registry needs to know about one kind of record. */
export interface Kind {
  name: KindName;
  /** Table in the database. */
  table: string;
  label: Text;
  /** Geometry types a record may have. `GeometryCollection`: derived from the records it covers, never sent in. */
  geometry: GeometryType[];
  /** Field names with a common meaning in all kinds. */
  codeField: string;
  nameField: string;
  ownerField: string;
  /** Fields that free text is looked for in; seen by everyone. */
  searchFields: string[];
  /** SQL over `v`: something about the record is late or blocked, and somebody has to do something about it. */
  problem: string;
  /** Rows in this status are a plan of their owner: other operators do not see them. */
  confidentialStatus?: string;
  /** Names of the table's constraints: owner and code once, and rules between fields. */
  constraints: { identity: string; checks: string[] };
  /** What a record becomes when it comes to its end; the day of it, where the kind has a field for that. */
  retired: { status: string; dateField?: string };
  fields: Field[];
  /** Every field that is sent in stands in exactly one. */
  sections: Section[];
}

/** A record's code is its name in the register and stands in an index, whose entries PostgreSQL limits to 2,704 bytes. */
export const LONGEST_CODE = 100;
/** Longer than any note; what goes beyond is a file pasted into a cell. */
export const LONGEST_TEXT = 2000;

/** The database column of a field. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Fields that stand in the table (not computed). */
export const storedFields = (kind: Kind): Field[] => kind.fields.filter((field) => !field.computed);

export const fieldOf = (kind: Kind, name: string): Field | undefined => kind.fields.find((field) => field.name === name);
