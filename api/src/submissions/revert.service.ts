import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { notFound, Problem } from '../http/problem.js';
import { storedFields, type Kind } from '../registry/field.js';
import { RecordsService, type Version } from '../registry/records.service.js';
import { same } from './item.js';
import { ReceiveService } from './receive.service.js';
import { ReviewService } from './review.service.js';
import { requireRevision } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

/** Bringing an earlier version of a record back: a submission by the authority like any other. */
@Injectable()
export class RevertService {
  constructor(
    private readonly records: RecordsService,
    private readonly receive: ReceiveService,
    private readonly review: ReviewService,
    private readonly submissions: SubmissionsService,
  ) {}

  /**
   * @param now the revision of the record that was looked at.
   * @returns the submission, sent unless a rule of today objects to the old values; then it waits as a draft to be mended.
   */
  async revert(viewer: Viewer, kind: Kind, id: number, to: number, note: string, now?: number) {
    const versions = await this.records.history(kind, viewer, id);
    const current = versions[0]!;
    requireRevision(now, current);
    const earlier = versions.find((version) => version.revision === to && version.action !== 'delete');
    if (!earlier) throw notFound(`Bản ghi này không có phiên bản ${to}.`, `This record has no version ${to}.`);
    const values = differences(kind, current, earlier);
    if (!Object.keys(values).length) throw new Problem(409, 'nothing-to-revert', NOTHING);
    const owner = String(current.fields[kind.ownerField]);
    const identity = { [kind.codeField]: current.fields[kind.codeField], [kind.ownerField]: owner };
    const { id: draft } = await this.receive.items(viewer, { kind: kind.name, onBehalfOf: owner, note, byForm: true }, [{ ...identity, ...values }]);
    const { counts } = await this.submissions.find(viewer, draft);
    if (counts.withErrors === 0) await this.review.submit(viewer, draft, note);
    return this.submissions.get(viewer, draft);
  }
}

/** The earlier values of what has changed since; the place too, unless it follows from other records. */
function differences(kind: Kind, current: Version, earlier: Version): Record<string, unknown> {
  const changed = storedFields(kind).filter(({ name }) => !same(current.fields[name], earlier.fields[name]));
  const values: Record<string, unknown> = Object.fromEntries(changed.map(({ name }) => [name, earlier.fields[name] ?? null]));
  const derived = kind.geometry.includes('GeometryCollection');
  return derived || same(current.geometry, earlier.geometry) ? values : { ...values, geometry: earlier.geometry };
}

const NOTHING = {
  vi: 'Phiên bản đó giống hệt bản ghi hiện nay nên không có gì để khôi phục.',
  en: 'That version is the same as the record now, so there is nothing to bring back.',
};
