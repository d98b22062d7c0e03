import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerSchemas } from './answers.js';

const ABOUT = [
  'Dates are ISO 8601, lengths metres, coordinates WGS 84 longitude and latitude. Errors are `application/problem+json`, in Vietnamese with English beside it.',
  'What two may change at once carries a `revision`: sent back as `If-Match: "3"`, a change of an older state is refused with 412 and writes nothing.',
  'Long work answers 202 and goes on: ask for the submission until `work` is null, or `work.state` is `failed`, when `work.problem` says why.',
].join('\n\n');

/** Headers that Nest takes for required, and knows no words for. */
const HEADERS: Record<string, string> = {
  'if-match': 'The revision that was looked at, in quotes: `"3"`. Absent or `*`: whatever it is now',
  prefer: '`respond-async`: answer at once with 202 and go on in the background',
};

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const TEXT = { type: 'string' } as const;
const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457: what is wrong, where, and how to mend it',
  required: ['title', 'status', 'detail', 'code', 'requestId', 'en'],
  properties: {
    type: TEXT,
    title: TEXT,
    status: { type: 'integer' },
    detail: { ...TEXT, description: 'In Vietnamese' },
    code: { ...TEXT, description: 'Stays the same whatever the words are' },
    requestId: { ...TEXT, description: 'To be quoted to the administrator' },
    en: { type: 'object', properties: { title: TEXT, detail: TEXT } },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: TEXT, rule: TEXT, message: { type: 'object', properties: { vi: TEXT, en: TEXT } } },
      },
    },
  },
};
const REFUSED = {
  description: 'Refused, and nothing was changed',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The API's description at /api/openapi.json, and its page at /api/docs. */
export function describeApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Sổ đăng ký hạ tầng viễn thông / Telecom infrastructure registry')
    .setDescription(ABOUT)
    .setVersion('1')
    .addCookieAuth('registry_session')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'opaque', description: 'A token made on the page Connections (/connections), in place of the cookie' },
      'token',
    )
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
  SwaggerModule.setup('api/docs', app, () => completed(SwaggerModule.createDocument(app, description)), { jsonDocumentUrl: 'api/openapi.json' });
}

/** The document with what holds for every route. */
function completed(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...answerSchemas(), Problem: PROBLEM } };
  for (const path of Object.values(document.paths))
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (!operation) continue;
      operation.responses.default ??= REFUSED;
      for (const parameter of operation.parameters ?? [])
        if ('in' in parameter && parameter.in === 'header' && parameter.name in HEADERS)
          Object.assign(parameter, { required: false, description: HEADERS[parameter.name] });
    }
  return document;
}
