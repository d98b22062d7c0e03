/** Something that keeps the registry from starting, told in a sentence in both languages instead of a stack trace. */
export class StartProblem extends Error {
  constructor(
    readonly vi: string,
    readonly en: string,
  ) {
    super(`${vi}\n${en}`);
  }
}

/** One line of what is going on, for the person at the terminal. */
export const say = (vi: string, en: string): void => console.log(`${vi}  |  ${en}`);
