import { z } from 'zod';
import { storable } from '../database/storable.js';

/** Text that is kept, as the database takes it. */
export const text = () => z.string().overwrite(storable);

/** Several of these, separated by commas. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(values)));
