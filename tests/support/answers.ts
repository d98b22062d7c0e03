// Every answer that the API's description speaks of is held against it: nothing missing, nothing of another kind, nothing it does not tell.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, any>;

interface Route {
  method: string;
  path: RegExp;
  /** By status. */
  answers: Map<number, ValidateFunction>;
}

const described = new Map<string, Promise<Route[]>>();

/** @throws Error when an answer is not what `/api/openapi.json` of that server says */
export async function requireDescribed(url: string, method: string, path: string, status: number, body: unknown): Promise<void> {
  if (status >= 300 || !path.startsWith('/api/v1/')) return;
  const answers = (await routesOf(url)).find((route) => route.method === method && route.path.test(path))?.answers;
  if (!answers?.size) return;
  const validate = answers.get(status);
  if (!validate) throw new Error(`${method} ${path} answered ${status}, of which the description says nothing`);
  if (validate(body)) return;
  const wrong = validate.errors!.slice(0, 5).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
  throw new Error(`${method} ${path} answered ${status} otherwise than described: ${wrong.join('; ')}`);
}

function routesOf(url: string): Promise<Route[]> {
  const known = described.get(url);
  if (known) return known;
  const routes = fetch(new URL('/api/openapi.json', url)).then(
    async (response) => routesIn((await response.json()) as Json),
    // A server that is just going down is asked again when it is back.
    () => {
      described.delete(url);
      return [];
    },
  );
  described.set(url, routes);
  return routes;
}

function routesIn(document: Json): Route[] {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  // Without it "date-time" would mean nothing.
  formats.default(ajv);
  ajv.addSchema({ $id: 'api', components: closed(document['components']) });
  // A place that a word holds goes before one that a parameter holds.
  const paths = Object.entries<Json>(document['paths']).sort(([a], [b]) => a.split('{').length - b.split('{').length);
  return paths.flatMap(([path, operations]) =>
    Object.entries<Json>(operations).map(([method, { responses }]): Route => {
      const answers = Object.entries<Json>(responses).flatMap(([status, { content }]): [number, ValidateFunction][] => {
        const reference = (content?.['application/json'] ?? content?.['application/geo+json'])?.schema?.$ref;
        return reference ? [[Number(status), ajv.compile({ $ref: `api${reference}` })]] : [];
      });
      return { method: method.toUpperCase(), path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`), answers: new Map(answers) };
    }),
  );
}

/** OpenAPI 3.0 as JSON Schema, where an object has no other properties than those it lists. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)])) as Json;
  if (rest['type'] === 'object' && rest['properties'] && !('additionalProperties' in rest)) rest['additionalProperties'] = false;
  return nullable ? { anyOf: [rest, { type: 'null' }] } : rest;
}
