// How megabytes of text reach the database: past the driver’s own way of putting a message together.
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { float8s, int4s } from '../../api/src/database/binary-arrays.js';
import { dataSourceFor } from '../../api/src/database/data-source.js';
import { Utf8 } from '../../api/src/database/large-query.js';
import { row, rows, sql } from '../../api/src/database/sql.js';
import { startRegistry } from '../support/registry.js';
import { urlOf } from '../support/sql.js';

let database: DataSource;

beforeAll(async () => {
  database = await dataSourceFor(urlOf(await startRegistry())).initialize();
});
afterAll(() => database?.destroy());

const utf8 = (text: string): Utf8 => new Utf8(Buffer.from(text));

describe('a query with texts lent to it', () => {
  it('gets every value as it was given', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 }).map((value) => value.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.option(text),
        fc.integer(),
        fc.boolean(),
        fc.array(text),
        fc.uint8Array(),
        async (lent, other, blank, number, truth, list, bytes) => {
          const found = await row(
            database,
            sql`select ${utf8(lent)}::text as lent, ${other}::text as other, ${blank}::text as blank, ${number}::int as number, ${truth}::boolean as truth, ${list}::text[] as list,
            ${Buffer.from(bytes)}::bytea as bytes, ${utf8(other)}::text as again`,
          );
          expect(found).toEqual({ lent, other, blank, number, truth, list, bytes: Buffer.from(bytes), again: other });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('may be many megabytes long, and several at once', async () => {
    const texts = ['ế', 'a', '😀'].map((letter) => letter.repeat(700_000));
    const lengths = await Promise.all(texts.map((text) => row<{ length: number }>(database, sql`select char_length(${utf8(text)}) as length`)));
    expect(lengths).toEqual(Array.from({ length: 3 }, () => ({ length: 700_000 })));
  });

  it('fails as others do, and the session goes on', async () => {
    await expect(rows(database, sql`select 1 / (char_length(${utf8('')}) * 1)`)).rejects.toMatchObject({
      name: 'QueryFailedError',
      driverError: { code: '22012' },
    });
    await expect(rows(database, sql`select nothing from ${utf8('a')}`)).rejects.toMatchObject({ driverError: { code: '42601' } });
    expect(await row(database, sql`select ${utf8('still here')}::text as text`)).toEqual({ text: 'still here' });
  });

  it('belongs to the transaction it is asked in', async () => {
    const made = database.transaction(async (manager) => {
      await rows(manager, sql`create temporary table lent on commit drop as select ${utf8('once')}::text as text`);
      return rows(manager, sql`update lent set text = text || ${utf8(' more')} returning text`);
    });
    expect(await made).toEqual([{ text: 'once more' }]);
  });
});

describe('arrays of numbers in binary', () => {
  it('come out as they went in', async () => {
    const double = fc.double({ noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }))), fc.array(fc.option(double)), async (ints, doubles) => {
        const found = await row<{ ints: number[]; doubles: number[] }>(
          database,
          sql`select ${int4s(ints)}::int[] as ints, ${float8s(doubles)}::float8[] as doubles`,
        );
        expect(found).toEqual({ ints, doubles });
      }),
      { numRuns: 50 },
    );
  });
});
