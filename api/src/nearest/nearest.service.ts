import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows } from '../database/sql.js';
import type { NearRecord } from './answers.js';
import { nearestOf, type NearestKind } from './nearest.sql.js';

@Injectable()
export class NearestService {
  constructor(private readonly database: DataSource) {}

  /** What other operators may use near a place, kind by kind, nearest first. */
  async nearest(viewer: Viewer, at: [lon: number, lat: number], kinds: NearestKind[], limit: number) {
    return Promise.all(kinds.map(async (kind) => ({ kind, items: await rows<NearRecord>(this.database, nearestOf(kind, viewer, at, limit)) })));
  }
}
