import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { originsOf } from './base-map.js';
import type { Config } from './config.js';
import { describeApi } from './http/api-description.js';
import { readJsonBodies, refusePacked } from './http/json-body.js';
import { PACKED_FROM_BYTES, PACKING } from './http/packing.js';
import { serveWeb } from './http/web.js';

const LEVELS = ['error', 'warn', 'log', 'debug'] as const;
const LOG_LEVELS = { off: 0, error: 1, warn: 2, info: 3, debug: 4 };
/** JSON bodies: a package of 100,000 records fits; files come as multipart with a limit of their own. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** Answers only, see `refusePacked`. */
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
  readJsonBodies(app);
  adapter.getInstance().addHook('preParsing', async (request: FastifyRequest) => refusePacked(request));
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
  describeApi(app);
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
