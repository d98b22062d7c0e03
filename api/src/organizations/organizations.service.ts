import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows, sql } from '../database/sql.js';

export interface OrganizationRow {
  code: string;
  name: string;
  shortName: string;
  sector: string;
  /** What people write for it in files. */
  synonyms: string[];
}

@Injectable()
export class OrganizationsService {
  constructor(private readonly database: DataSource) {}

  all(): Promise<OrganizationRow[]> {
    return rows(this.database, sql`select code, name, short_name as "shortName", sector, synonyms from organizations order by name`);
  }
}
