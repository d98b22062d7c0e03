import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { requireDescribed } from '../support/answers.js';
import { signIn, visitor, type Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people } from '../support/submitting.js';
import { ROOT } from '../support/surroundings.js';

// Paths that Nest does not route; all others are found by themselves.
const BESIDE = ['GET /', 'GET /api/docs', 'GET /api/openapi.json'];
const COLUMNS = ['nobody', 'viettel', 'inspector', 'officer.lapthach', 'planner', 'admin'] as const;
type Name = (typeof COLUMNS)[number];

let registry: Registry;
let by: Record<Name, Client>;

beforeAll(async () => {
  registry = await startRegistry();
  const [, ...names] = COLUMNS;
  const clients = await people(registry.url, ...names);
  by = Object.fromEntries([['nobody', visitor(registry.url)], ...names.map((name, n) => [name, clients[n]!])]) as Record<Name, Client>;
});

describe('every route, as every role', () => {
  const routes = (): string[] =>
    execFileSync(process.execPath, [join(ROOT, 'tests/support/routes.mjs')], { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
      .trim()
      .split('\n');

  /** The status of a request that does nothing: no such record, nothing in the body. */
  async function statusOf(route: string, name: Name): Promise<number> {
    const [method, path] = route.replace(/:\w+/g, '999999999').split(' ') as [string, string];
    // Signing out would end the session that the others are asked with.
    const client = name !== 'nobody' && route === 'DELETE /api/v1/session' ? await signIn(registry.url, name) : by[name];
    const body = method === 'POST' || method === 'PATCH' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {};
    const response = await client.fetch(method, path, body);
    await response.arrayBuffer();
    return response.status;
  }

  it('answers as this table says; a new route needs a line in it', async () => {
    const lines: string[] = [];
    for (const route of [...BESIDE, ...routes()].sort()) {
      const statuses = [];
      for (const name of COLUMNS) statuses.push(await statusOf(route, name));
      lines.push(`${route.padEnd(48)} ${statuses.join('  ')}`);
    }
    expect(lines.join('\n')).toBe(TABLE);
  });

  it('answers as the description says: what does not is refused by every test', async () => {
    const path = '/api/v1/submissions/reasons';
    const told = (status: number, body: unknown) => requireDescribed(registry.url, 'GET', path, status, body);
    await expect(told(200, { items: [{ code: 1, label: { vi: 'a', en: 'b' } }] })).rejects.toThrow('/items/0/code must be string');
    await expect(told(200, { items: [], more: true })).rejects.toThrow('must NOT have additional properties');
    await expect(told(202, { items: [] })).rejects.toThrow('of which the description says nothing');
    expect((await by.viettel.get('submissions/reasons')).body.items.length).toBeGreaterThan(3);
  });

  it('tells what it answers', async () => {
    const { paths } = (await visitor(registry.url).get('/api/openapi.json')).body;
    const untold = Object.entries<Record<string, { responses: Record<string, { content?: object }> }>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) => {
        const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        return good.every(([status, { content }]) => content || status === '204') ? [] : [`${method} ${path.replace('/api/v1/', '')}`];
      }),
    );
    expect(untold).toEqual([]);
  });

  it('is in the description of the API, but for the two for machines', async () => {
    const { paths } = (await visitor(registry.url).get('/api/openapi.json')).body;
    const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(routes().filter((route) => !described.includes(route))).toEqual(['GET /healthz', 'GET /readyz']);
  });

  // nobody, viettel, inspector, officer.lapthach, planner, admin
  const TABLE = `
DELETE /api/v1/session                           204  204  204  204  204  204
DELETE /api/v1/submissions/:id/items/:item       401  404  404  403  403  404
DELETE /api/v1/tokens/:id                        401  404  404  404  404  404
DELETE /api/v1/views/:id                         401  404  404  404  404  404
DELETE /api/v1/webhook                           401  404  403  403  403  403
GET /                                            200  200  200  200  200  200
GET /api/docs                                    200  200  200  200  200  200
GET /api/openapi.json                            200  200  200  200  200  200
GET /api/v1/accounts                             401  403  403  403  403  200
GET /api/v1/bts-stations                         401  200  200  200  200  200
GET /api/v1/bts-stations/:id                     401  404  404  404  404  404
GET /api/v1/bts-stations/:id/history             401  404  404  404  404  404
GET /api/v1/bts-stations/:id/neighbours          401  404  404  404  404  404
GET /api/v1/bts-stations/:id/waiting             401  404  404  404  404  404
GET /api/v1/bts-stations/export.geojson          401  200  200  200  200  200
GET /api/v1/bts-stations/features                401  200  200  200  200  200
GET /api/v1/bts-stations/template.xlsx           401  200  200  200  200  200
GET /api/v1/cable-segments                       401  200  200  200  200  200
GET /api/v1/cable-segments/:id                   401  404  404  404  404  404
GET /api/v1/cable-segments/:id/history           401  404  404  404  404  404
GET /api/v1/cable-segments/:id/neighbours        401  404  404  404  404  404
GET /api/v1/cable-segments/:id/waiting           401  404  404  404  404  404
GET /api/v1/cable-segments/export.geojson        401  200  200  200  200  200
GET /api/v1/cable-segments/features              401  200  200  200  200  200
GET /api/v1/cable-segments/template.xlsx         401  200  200  200  200  200
GET /api/v1/contact                              401  200  200  200  200  200
GET /api/v1/crs                                  401  200  200  200  200  200
GET /api/v1/facts                                401  200  200  200  200  200
GET /api/v1/kinds                                401  200  200  200  200  200
GET /api/v1/nearest                              401  422  422  422  422  422
GET /api/v1/notices                              401  200  200  200  200  200
GET /api/v1/organizations                        401  200  200  200  200  200
GET /api/v1/post-office-sites                    401  200  200  200  200  200
GET /api/v1/post-office-sites/:id                401  404  404  404  404  404
GET /api/v1/post-office-sites/:id/history        401  404  404  404  404  404
GET /api/v1/post-office-sites/:id/neighbours     401  404  404  404  404  404
GET /api/v1/post-office-sites/:id/waiting        401  404  404  404  404  404
GET /api/v1/post-office-sites/export.geojson     401  200  200  200  200  200
GET /api/v1/post-office-sites/features           401  200  200  200  200  200
GET /api/v1/post-office-sites/template.xlsx      401  200  200  200  200  200
GET /api/v1/register/changes                     401  200  200  200  200  200
GET /api/v1/rules                                401  200  200  200  200  200
GET /api/v1/search                               401  422  422  422  422  422
GET /api/v1/session                              200  200  200  200  200  200
GET /api/v1/sharing-agreements                   401  200  200  200  200  200
GET /api/v1/sharing-agreements/:id               401  404  404  404  404  404
GET /api/v1/sharing-agreements/:id/history       401  404  404  404  404  404
GET /api/v1/sharing-agreements/:id/neighbours    401  404  404  404  404  404
GET /api/v1/sharing-agreements/:id/waiting       401  404  404  404  404  404
GET /api/v1/sharing-agreements/export.geojson    401  200  200  200  200  200
GET /api/v1/sharing-agreements/features          401  200  200  200  200  200
GET /api/v1/sharing-agreements/links             401  200  200  200  200  200
GET /api/v1/sharing-agreements/template.xlsx     401  200  200  200  200  200
GET /api/v1/status                               401  200  200  200  200  200
GET /api/v1/status/series                        401  200  200  200  200  200
GET /api/v1/submissions                          401  200  200  403  403  200
GET /api/v1/submissions/:id                      401  404  404  403  403  404
GET /api/v1/submissions/:id/coordinates          401  404  404  403  403  404
GET /api/v1/submissions/:id/elsewhere            401  404  404  403  403  404
GET /api/v1/submissions/:id/items                401  404  404  403  403  404
GET /api/v1/submissions/:id/items/:item/conflict 401  403  404  403  403  404
GET /api/v1/submissions/:id/items/:item/neighbours 401  403  404  403  403  404
GET /api/v1/submissions/:id/points               401  404  404  403  403  404
GET /api/v1/submissions/:id/report.csv           401  404  404  403  403  404
GET /api/v1/submissions/:id/report.json          401  404  404  403  403  404
GET /api/v1/submissions/:id/report.xlsx          401  404  404  403  403  404
GET /api/v1/submissions/:id/rules                401  404  404  403  403  404
GET /api/v1/submissions/:id/values               401  404  404  403  403  404
GET /api/v1/submissions/:id/words                401  404  404  403  403  404
GET /api/v1/submissions/reasons                  401  200  200  403  403  200
GET /api/v1/tiles/bts-stations.json              401  200  200  200  200  200
GET /api/v1/tiles/bts-stations/:z/:x/:y.mvt      401  422  422  422  422  422
GET /api/v1/tiles/cable-segments.json            401  200  200  200  200  200
GET /api/v1/tiles/cable-segments/:z/:x/:y.mvt    401  422  422  422  422  422
GET /api/v1/tiles/post-office-sites.json         401  200  200  200  200  200
GET /api/v1/tiles/post-office-sites/:z/:x/:y.mvt 401  422  422  422  422  422
GET /api/v1/tiles/sharing-agreements.json        401  200  200  200  200  200
GET /api/v1/tiles/sharing-agreements/:z/:x/:y.mvt 401  422  422  422  422  422
GET /api/v1/tokens                               401  200  200  200  200  200
GET /api/v1/units                                401  200  200  200  200  200
GET /api/v1/units/:id                            401  404  404  404  404  404
GET /api/v1/units/:id/senders                    401  200  200  200  200  200
GET /api/v1/uploads/:id                          401  422  422  403  403  422
GET /api/v1/views                                401  200  200  200  200  200
GET /api/v1/webhook                              401  200  403  403  403  403
GET /api/v1/zones                                401  200  200  200  200  200
GET /healthz                                     200  200  200  200  200  200
GET /readyz                                      200  200  200  200  200  200
PATCH /api/v1/submissions/:id/items              401  422  422  403  403  422
PATCH /api/v1/submissions/:id/items/:item        401  422  422  403  403  422
PATCH /api/v1/uploads/:id                        401  422  422  403  403  422
PATCH /api/v1/views/:id                          401  422  422  422  422  422
POST /api/v1/bts-stations/:id/revert             401  403  422  403  403  422
POST /api/v1/cable-segments/:id/revert           401  403  422  403  403  422
POST /api/v1/notices/read                        401  422  422  422  422  422
POST /api/v1/post-office-sites/:id/revert        401  403  422  403  403  422
POST /api/v1/session                             422  422  422  422  422  422
POST /api/v1/sharing-agreements/:id/revert       401  403  422  403  403  422
POST /api/v1/submissions                         401  422  422  403  403  422
POST /api/v1/submissions/:id/cancel              401  404  404  403  403  404
POST /api/v1/submissions/:id/claim               401  403  404  403  403  404
POST /api/v1/submissions/:id/conclude            401  403  404  403  403  404
POST /api/v1/submissions/:id/decide              401  403  422  403  403  422
POST /api/v1/submissions/:id/follow-up           401  404  404  403  403  404
POST /api/v1/submissions/:id/items               401  422  422  403  403  422
POST /api/v1/submissions/:id/items/:item/resolve 401  403  422  403  403  422
POST /api/v1/submissions/:id/items/:item/take-back 401  404  404  403  403  404
POST /api/v1/submissions/:id/items/leave-out     401  422  422  403  403  422
POST /api/v1/submissions/:id/items/take-back     401  422  422  403  403  422
POST /api/v1/submissions/:id/items/undo          401  404  404  403  403  404
POST /api/v1/submissions/:id/release             401  403  404  403  403  404
POST /api/v1/submissions/:id/return              401  403  422  403  403  422
POST /api/v1/submissions/:id/submit              401  404  404  403  403  404
POST /api/v1/submissions/:id/withdraw            401  404  404  403  403  404
POST /api/v1/submissions/:id/words               401  422  422  403  403  422
POST /api/v1/submissions/:id/words/opened        401  404  404  403  403  404
POST /api/v1/tokens                              401  422  422  422  422  422
POST /api/v1/uploads                             401  422  422  403  403  422
POST /api/v1/views                               401  422  422  422  422  422
POST /api/v1/webhook/test                        401  404  403  403  403  403
PUT /api/v1/contact                              401  422  422  422  422  422
PUT /api/v1/rules/:id                            401  403  403  403  403  422
PUT /api/v1/submissions/:id/reading              401  422  422  403  403  422
PUT /api/v1/webhook                              401  422  403  403  403  403`.trimStart();
});
