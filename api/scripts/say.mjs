/** One thing said in both languages, Vietnamese first. */
export function say(vi, en) {
  console.log(`${vi}  |  ${en}`);
}

/** Ends the process with a sentence instead of a stack trace. */
export function giveUp(vi, en) {
  console.error(`${vi}  |  ${en}`);
  process.exit(1);
}
