import type { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close, Flush: after these more of the same request follows, up to its Sync. */
const MORE_FOLLOWS = new Set('PBDECH'.split('').map((letter) => letter.charCodeAt(0)));

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const READY_FOR_QUERY_BYTES = 6;

/** It is flushed at once, so it comes as a piece of its own. */
const isReady = (piece: Uint8Array): boolean => piece.length === READY_FOR_QUERY_BYTES && piece[0] === READY_FOR_QUERY;

/**
 * The socket server hands messages on one by one and lets other connections in between, unless a transaction is open. A large request comes in several
 * pieces; another one's Parse could then replace the statement that its Bind is for, and the values of one would run in the statement of the other.
 * So from the first message of a request to its Sync the database says that a transaction is open.
 *
 * After an error PGlite is ready for the next request at once, and once more at the Sync, where alone PostgreSQL is. The driver would send its next request
 * after the first and take the second for the end of it, and every answer from then on for that of another request. So the first is kept back.
 */
export function wholeRequests(database: PGlite): PGlite {
  let halfway = false;
  const changed: Pick<PGlite, 'isInTransaction' | 'execProtocolRawStream' | 'exec'> = {
    isInTransaction: () => halfway || database.isInTransaction(),
    execProtocolRawStream: (message, options) => {
      halfway = MORE_FOLLOWS.has(message[0]!);
      if (!halfway) return database.execProtocolRawStream(message, options);
      return database.execProtocolRawStream(message, { ...options, onRawData: (piece) => isReady(piece) || options.onRawData(piece) });
    },
    // Only called to roll back for a connection that went away.
    exec: (...parameters) => {
      halfway = false;
      return database.exec(...parameters);
    },
  };
  return new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(name in changed ? changed : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
