import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { originsOf } from './base-map.js';
import type { Config } from './config.js';
import { PACKED_FROM_BYTES, PACKING } from './http/packing.js';
import { serveWeb } from './http/web.js';

const LEVELS = ['error', 'warn', 'log', 'debug'] as const;
const LOG_LEVELS = { off: 0, error: 1, warn: 2, info: 3, debug: 4 };
/** JSON bodies: a package of 100,000 records fits; files come as multipart with a limit of their own. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** Bodies that come in are never unpacked: they could be of any size. */
const COMPRESSION = {
  globalDecompression: false,
  encodings: ['gzip' as const],
  zlibOptions: PACKING,
  threshold: PACKED_FROM_BYTES,
  customTypes: /^(?:application\/(?:[\w.]+\+)?json|application\/vnd\.mapbox-vector-tile|text\/(?:html|csv|plain))(?:;|$)/,
};

/** The application, not yet listening. */
export async function createApp(config: Config, dataSource: DataSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: MAX_JSON_BYTES,
    genReqId: () => randomUUID(),
    routerOptions: { querystringParser: parseQuery },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, dataSource), adapter, {
    logger: LEVELS.slice(0, LOG_LEVELS[config.log]),
    abortOnError: false,
  });
  // Pieces of files go straight to the disk.
  adapter.getInstance().addContentTypeParser('application/octet-stream', (_request, content, done) => done(null, content));
  await app.register(compress, COMPRESSION);
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: config.maxUploadBytes, files: 1, fields: 20 } });
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...(config.baseMap ? originsOf(config.baseMap.url) : [])],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.secureCookies,
  });
  documentApi(app);
  await serveWeb(app);
  return app;
}

/** `a=1&a=2` is a list; everything else is text. */
function parseQuery(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  const parameters = new URLSearchParams(text);
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    found[name] = values.length === 1 ? values[0]! : values;
  }
  return found;
}

function documentApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Sổ đăng ký hạ tầng viễn thông / Telecom infrastructure registry')
    .setDescription('Dates are ISO 8601, lengths metres, coordinates WGS 84 longitude and latitude. Errors are application/problem+json.')
    .setVersion('1')
    .addCookieAuth('registry_session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token made on the page Connections (/connections), in place of the cookie' }, 'token')
    // Either of the two opens every route that asks who one is.
    .addSecurityRequirements('cookie')
    .addSecurityRequirements('token')
    .build();
  // The page of the API's description brings styles of its own; it shows nothing a user has written.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request: FastifyRequest, reply: FastifyReply) => {
      const policy = reply.raw.getHeader('content-security-policy');
      if (!/^\/api\/docs(\/|$)/.test(request.url) || typeof policy !== 'string') return;
      reply.raw.setHeader('content-security-policy', policy.replace(/style-src [^;]+/, "style-src 'self' 'unsafe-inline'"));
    });
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), { jsonDocumentUrl: 'api/openapi.json' });
}
