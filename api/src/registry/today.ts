const ZONE = 'Asia/Ho_Chi_Minh';

/** Today in Vietnam, whose calendar the register keeps; as SQL. */
export const TODAY = `(now() at time zone '${ZONE}')::date`;

/** The same as text, YYYY-MM-DD, by the clock of this machine. */
export const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: ZONE });
