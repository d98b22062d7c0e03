import { letterOf, type Cell } from '../formats/format.js';
import { fieldOf, type Kind } from '../registry/field.js';
import type { OrganizationNames } from '../submissions/reading/organizations.js';
import type { Submission, UnderstoodColumn } from '../submissions/submission.js';
import { cellOf } from '../templates/cell-words.js';
import { fieldColumn, placeColumns, type TemplateColumn } from '../templates/template-columns.js';
import type { ReportRow } from './report-rows.js';

interface FormColumn {
  header: string;
  field: string | null;
  template: TemplateColumn | null;
  value: (row: ReportRow) => Cell;
}

/** The items of a package as the rows of a new workbook. */
export interface Form {
  columns: { header: string; template: TemplateColumn | null }[];
  /** The same columns as the findings see them. */
  understood: UnderstoodColumn[];
  cells: (row: ReportRow) => Cell[];
}

/**
 * The columns of the file under the template's headers, then what it lacks: places that stood beside the cells, and required fields.
 * No other field of the kind gets a column: its blank cells would empty the field in the register.
 */
export function formOf(kind: Kind, submission: Submission, organizations: OrganizationNames[], missing: string[]): Form {
  const { columns } = submission;
  const fieldNamed = (name: string): FormColumn[] => {
    const field = fieldOf(kind, name);
    if (!field || field.computed) return [];
    const template = fieldColumn(kind, field, organizations);
    const known = ({ data, before }: ReportRow): unknown => (field.name in data ? data[field.name] : before?.[field.name]);
    return [{ header: template.header, field: name, template, value: (row) => cellOf(field, known(row), organizations) }];
  };
  const own = columns.map(({ header, field }, index): FormColumn => {
    const asWritten: FormColumn = { header, field, template: null, value: ({ cells }) => written(cells[index] ?? '') };
    const [named] = field === null || field === 'geometry' ? [] : fieldNamed(field);
    if (field === null || !named) return asWritten;
    // What could not be read stays as it was written.
    return { ...named, value: (row) => (field in row.data || !row.cells[index] ? named.value(row) : row.cells[index]) };
  });
  const placed = columns.some(({ field }) => field === 'geometry');
  const all = [...own, ...(placed ? [] : places(kind)), ...missing.filter((name) => !columns.some(({ field }) => field === name)).flatMap(fieldNamed)];
  return {
    columns: all.map(({ header, template }) => ({ header, template })),
    understood: all.map(({ header, field }, index) => ({ header, field, letter: letterOf(index), label: null, use: null, by: null, samples: [] })),
    cells: (row) => all.map(({ value }) => value(row)),
  };
}

/** Numbers that look the same as numbers become numbers; all else stays text, so that it is read as before. */
const written = (text: string): Cell => (text === '' ? null : text.length < 16 && String(Number(text)) === text ? Number(text) : text);

function places(kind: Kind): FormColumn[] {
  const values = { lon: (row: ReportRow) => row.lon, lat: (row: ReportRow) => row.lat, wkt: (row: ReportRow) => row.outline };
  return placeColumns(kind).map(({ place, ...template }) => ({ header: template.header, field: 'geometry', template, value: values[place] }));
}
