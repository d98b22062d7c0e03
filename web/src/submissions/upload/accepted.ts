/** Endings the registry reads; what is inside is looked at by the server. */
export const ENDINGS = ['.xlsx', '.xlsm', '.csv', '.txt', '.tsv', '.geojson', '.json', '.geojsonl', '.ndjson', '.kml', '.kmz', '.gpkg', '.zip', '.dxf'];
export const MOST_BYTES = 100 * 1024 * 1024;

export type Refusal = 'several' | 'ending' | 'size' | 'empty';

/** Why a file would not be taken, before a byte of it is sent. */
export function refusalOf(file: File): Refusal | null {
  const name = file.name.toLowerCase();
  if (!ENDINGS.some((ending) => name.endsWith(ending))) return 'ending';
  if (file.size === 0) return 'empty';
  return file.size > MOST_BYTES ? 'size' : null;
}
