import type { MigrationInterface, QueryRunner } from 'typeorm';

const shape = (first: string): string => `
  create or replace function sharing_agreement_shape() returns trigger language plpgsql as $$
  begin
    ${first}
    new.geom := covered_geometry(new.host, new.stations, new.segments);
    return new;
  end $$`;

/**
 * An agreement waits for whoever is just moving what it covers. Else it would take the place from before the move, and whoever moves would not see an
 * agreement that is not committed yet: it would stay where nothing is any more.
 */
export class AgreementsWait1606867200041 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(
      shape(`perform 1 from bts_stations s where s.owner = new.host and s.code = any(new.stations) order by s.id for share;
    perform 1 from cable_segments s where s.lead_organization = new.host and s.code = any(new.segments) order by s.id for share;`),
    );
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(shape(''));
  }
}
