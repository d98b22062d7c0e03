import { setTimeout as wait } from 'node:timers/promises';
import { startRegistry, type Registry } from '../support/registry.js';
import { inReview, people, station, step } from '../support/submitting.js';

const ROWS = 1500;

/** Approves many items and kills the server some time into it. @returns how many stations are there after a restart, and the state. */
async function killDuringApproval(registry: Registry, afterMs: number): Promise<{ registry: Registry; found: number; state: string; applied: number }> {
  const [viettel, inspector] = await people(registry.url, 'viettel', 'inspector');
  const before = (await inspector!.get('bts-stations')).body.total;
  const items = Array.from({ length: ROWS }, (_, n) =>
    station({ geometry: { type: 'Point', coordinates: [105.5501 + (n % 40) * 0.001, 21.2501 + Math.floor(n / 40) * 0.001] } }),
  );
  const id = await inReview(viettel!, inspector!, 'bts-stations', items);
  await step(inspector!, id, 'decide', { items: 'all', verdict: 'approved' });
  const concluding = inspector!.post(`submissions/${id}/conclude`).catch(() => null);
  await wait(afterMs);
  await registry.kill9();
  await concluding;
  const restarted = await registry.again();
  const [again] = await people(restarted.url, 'inspector');
  const found = (await again!.get('bts-stations')).body.total - before;
  const submission = (await again!.get(`submissions/${id}`)).body;
  const versions = (await again!.get(`submissions/${id}/items?limit=1000`)).body.items.filter((i: any) => i.applied).length;
  return { registry: restarted, found, state: submission.state, applied: versions };
}

it('kill -9 at any moment of an approval leaves all approved items applied, or none', async () => {
  let registry = await startRegistry();
  const seen: string[] = [];
  for (const afterMs of [15, 120, 400, 1200]) {
    const result = await killDuringApproval(registry, afterMs);
    registry = result.registry;
    seen.push(`${result.found} ${result.state} ${result.applied > 0}`);
    expect([`0 in_review false`, `${ROWS} decided true`]).toContain(seen.at(-1));
  }
  // The moments are spread so that at least one kill falls before the end; otherwise this test would prove nothing.
  expect(seen).toContain('0 in_review false');
  await registry.stop();
}, 240_000);
