import type { Type } from '@nestjs/common';
import type { Kind } from './field.js';

/** A controller made anew for each kind, under a name of the kind's own: it keeps the operation ids of OpenAPI apart and readable. */
export function namedFor(kind: Kind, controller: Type, name: string): Type {
  Object.defineProperty(controller, 'name', { value: kind.table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) + name });
  return controller;
}
