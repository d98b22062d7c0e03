/** Today in Vietnam, whose calendar the register keeps; as SQL. */
export const TODAY = `(now() at time zone 'Asia/Ho_Chi_Minh')::date`;
