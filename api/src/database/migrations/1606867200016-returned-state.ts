import type { MigrationInterface, QueryRunner } from 'typeorm';

const ITEM_EDITED = (more: string): string => `
  create or replace function item_edited() returns trigger language plpgsql as $$
  begin
    if new.geom is distinct from old.geom then
      new.units := units_at(new.geom);
    end if;
    if (new.owner, new.code) is distinct from (old.owner, old.code) then
      new.to_compare := 'identity';
    elsif new.to_compare is null and (new.data is distinct from old.data or new.geom is distinct from old.geom) then
      new.to_compare := 'values';
    end if;${more}
    return new;
  end $$`;

/** An item of a package that was returned as a whole keeps, when it is first mended, what it was, so that the inspector sees the difference. */
export class ReturnedState1606867200016 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table submission_items add column returned_state jsonb`);
    await run.query(
      ITEM_EDITED(`
    if new.returned_state is null and (new.data is distinct from old.data or new.geom is distinct from old.geom)
        and exists (select 1 from submissions s where s.id = new.submission_id and s.state = 'returned') then
      new.returned_state := jsonb_build_object('data', old.data, 'geometry', st_asgeojson(old.geom, 7)::jsonb, 'reason', old.reason, 'comment', old.comment);
    end if;`),
    );
    // Nobody is ever deleted from the accounts, and a key that is nearly always null cost every new item two entries in the queue of checks.
    await run.query(`alter table submission_items drop constraint submission_items_decider_exists, drop constraint submission_items_fixer_exists`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table submission_items add constraint submission_items_decider_exists foreign key (decided_by) references users (id),
        add constraint submission_items_fixer_exists foreign key (fixed_by) references users (id)`);
    await run.query(ITEM_EDITED(''));
    await run.query(`alter table submission_items drop column returned_state`);
  }
}
