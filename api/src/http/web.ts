import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));
const IN_API = /^\/(api|ogc|healthz|readyz)(\/|$)/;

/** Serves the built web: hashed files for a year, and `index.html` for every address of the application. */
export async function serveWeb(app: NestFastifyApplication): Promise<void> {
  const page = join(WEB, 'index.html');
  if (!existsSync(page)) return;
  const html = readFileSync(page, 'utf8');
  await app.register(fastifyStatic, { root: WEB, index: false, wildcard: false, immutable: true, maxAge: '365d', preCompressed: true });
  const fastify = app.getHttpAdapter().getInstance();
  const send = (_: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      // The one place where styles may stand in the page; the nonce is new for every answer.
      .send(html.replaceAll('__CSP_NONCE__', reply.cspNonce.style));
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0]!;
    if (request.method === 'GET' && !IN_API.test(path) && !/\.\w+$/.test(path)) return send(request, reply);
  });
}
