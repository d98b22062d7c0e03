import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/** A POST that creates: sent again with the same `Idempotency-Key` it answers as the first time and creates nothing. */
export const Repeatable = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Any text of your own, up to 255 characters, new for each thing to create; kept 24 hours',
    }),
  );
