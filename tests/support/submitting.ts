// The path from an operator's rows to the register, in words a test can use.
import { signIn, type Client } from './client.js';

export type Values = Record<string, unknown>;

let serial = 0;

/** A station that passes every check, in the middle of Vĩnh Yên unless told otherwise; a little off, as round numbers are taken for coarse ones. */
export const station = (values: Values = {}, lon = 105.6, lat = 21.3): Values => ({
  code: `T-${++serial}`,
  name: `Trạm ${serial}`,
  structure: 'environmentally_friendly',
  heightM: 30,
  technologies: ['4G'],
  status: 'operating',
  geometry: { type: 'Point', coordinates: [Number((lon + serial * 0.0003 + 0.00001).toFixed(6)), lat] },
  ...values,
});

export const segment = (
  values: Values = {},
  coordinates: number[][] = [
    [105.6, 21.3],
    [105.61, 21.302],
  ],
): Values => ({
  code: `S-${++serial}`,
  name: `Tuyến ${serial}`,
  method: 'underground',
  planDecision: 'QĐ 1',
  plannedYear: 2030,
  status: 'planned',
  geometry: { type: 'LineString', coordinates },
  ...values,
});

/** Sends rows as a draft. @returns its id */
export async function draft(sender: Client, kind: string, items: Values[], more: Values = {}): Promise<number> {
  const answer = await sender.post('submissions', { kind, items, ...more });
  if (answer.status !== 201) throw new Error(`draft refused: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

export const itemsOf = async (client: Client, id: number, query = ''): Promise<any[]> =>
  (await client.get(`submissions/${id}/items?limit=1000${query}`)).body.items;

/** Does one step of a submission; fails the test when it is refused. */
export async function step(client: Client, id: number, action: string, body?: Values): Promise<any> {
  const answer = await client.post(`submissions/${id}/${action}`, body);
  if (answer.status !== 200) throw new Error(`${action} refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Draft, submit, claim: ready for verdicts. */
export async function inReview(sender: Client, reviewer: Client, kind: string, items: Values[], more: Values = {}): Promise<number> {
  const id = await draft(sender, kind, items, more);
  await step(sender, id, 'submit');
  await step(reviewer, id, 'claim');
  return id;
}

/** The whole way: all rows approved into the register. */
export async function register(sender: Client, reviewer: Client, kind: string, items: Values[], more: Values = {}): Promise<number> {
  const id = await inReview(sender, reviewer, kind, items, more);
  await step(reviewer, id, 'decide', { items: 'all', verdict: 'approved' });
  await step(reviewer, id, 'conclude');
  return id;
}

export async function people(url: string, ...names: string[]): Promise<Client[]> {
  return Promise.all(names.map((name) => signIn(url, name)));
}

/** A new station in the register, and a package in review that proposes `values` for it. */
export async function changeInReview(sender: Client, reviewer: Client, values: Values, start: Values = {}) {
  const one = station(start);
  await register(sender, reviewer, 'bts-stations', [one]);
  const id = await inReview(sender, reviewer, 'bts-stations', [{ code: one['code'], ...values }]);
  return { id, code: one['code'], one, item: (await itemsOf(reviewer, id))[0] };
}

/** Status and code of an answer, as "409 conflict". */
export const codeOf = async (answer: Promise<{ status: number; body: any }>): Promise<string> =>
  answer.then(({ status, body }) => `${status} ${body?.code ?? ''}`.trim());
