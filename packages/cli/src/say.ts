/** Prints a line for the person at the terminal; answers the exit code of success. */
export function say(line: string): number {
  process.stdout.write(`${line}\n`)
  return 0
}

/** Prints a line about what went wrong. */
export function sayError(line: string): void {
  process.stderr.write(`${line}\n`)
}
