import { Readable } from 'node:stream';
import type { Viewer } from '../access/viewer.js';
import type { FeaturesService } from '../registry/features.service.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';

const BATCH = 2000;

/**
 * All features of a query as one RFC 7946 FeatureCollection, a batch at a time.
 * Seeking batch by batch keeps memory flat and holds neither a connection nor a transaction while a slow client reads.
 */
export function geojsonStream(features: FeaturesService, kind: Kind, viewer: Viewer, query: RecordQuery): Readable {
  return Readable.from(chunks(features, kind, viewer, query), { objectMode: false });
}

async function* chunks(features: FeaturesService, kind: Kind, viewer: Viewer, query: RecordQuery): AsyncGenerator<string> {
  let cursor: string | undefined;
  let separator = '';
  yield `{"type":"FeatureCollection","name":"${kind.name}","features":[`;
  do {
    const page = await features.page(kind, viewer, { ...query, cursor }, BATCH);
    if (page.count) yield separator + page.features;
    separator = ',\n';
    cursor = page.next ?? undefined;
  } while (cursor);
  yield ']}\n';
}
