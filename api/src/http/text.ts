import { z } from 'zod';
import { storable } from '../database/storable.js';

/** Text that is kept, as the database takes it. */
export const text = () => z.string().overwrite(storable);
