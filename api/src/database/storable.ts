/** NUL, and halves of surrogate pairs when `u` is not given: whole pairs are sorted out below. */
const SUSPECT = /[\0\ud800-\udfff]/;
const REFUSED = /\0|\p{Surrogate}/u;

/** Whether PostgreSQL takes a text as it is: it refuses NUL, and half a surrogate pair in jsonb. */
const isStorable = (text: string): boolean => !SUSPECT.test(text) || !REFUSED.test(text);

/** The text as PostgreSQL takes it. */
export const storable = (text: string): string => (isStorable(text) ? text : text.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '\ufffd'));
