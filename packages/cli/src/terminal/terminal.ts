import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { CliError, exitCode } from '../cli-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Where a command reads and writes. Results go to `out`; whatever is for eyes only goes to `note`. */
export type Terminal = {
  env: Environment
  /** Results as one JSON document each. */
  json: boolean
  color: boolean
  /** A person sits there and may be asked. */
  isInteractive: boolean
  stdin: Readable
  /** A line of the result. */
  out(line: string): void
  /** A line about what is going on, or went wrong. */
  note(line: string): void
  /** The result of a command: as JSON, or in the lines that `lines` makes of it. */
  result(value: unknown, lines: () => readonly string[]): void
  /** Asks yes or no; without anybody to ask it throws, saying which option answers. */
  confirm(question: string, option: string): Promise<boolean>
  /** Asks for a secret without showing it. */
  secret(question: string): Promise<string>
}

type Streams = { stdin: Readable & { isTTY?: boolean }; stdout: Writable & { isTTY?: boolean }; stderr: Writable }

/** A terminal on three streams. `NO_COLOR` (or an output that is no terminal) turns colours off, `CI` questions. */
export function createTerminal(streams: Streams, env: Environment, options: { json: boolean; noColor: boolean; noInput: boolean }): Terminal {
  const { stdin, stdout, stderr } = streams
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true && !options.noInput && (env['CI'] ?? '') === ''
  const out = (line: string): void => void stdout.write(`${line}\n`)
  const note = (line: string): void => void stderr.write(`${line}\n`)
  const refuse = (message: string, hint: string): never => {
    throw new CliError(exitCode.usage, message, hint)
  }
  return {
    env,
    json: options.json,
    color: stdout.isTTY === true && !options.noColor && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    isInteractive,
    stdin,
    out,
    note,
    result(value, lines) {
      if (options.json) out(JSON.stringify(value, null, 2))
      else for (const line of lines()) out(line)
    },
    async confirm(question, option) {
      if (!isInteractive) return refuse(`This needs a yes: ${question}`, `Nobody can be asked here. Add ${option} to agree.`)
      const asking = createInterface({ input: stdin, output: stderr })
      const answer = await asking.question(`${question} [y/N] `)
      asking.close()
      return /^y(es)?$/i.test(answer.trim())
    },
    async secret(question) {
      if (!isInteractive) return refuse('There is no token.', 'Set ATRIUM_TOKEN, or send it on standard input with --token-stdin.')
      return askHidden(stdin, stderr, question)
    },
  }
}

/** Reads a line from a terminal that does not show it. */
async function askHidden(stdin: Readable, stderr: Writable, question: string): Promise<string> {
  stderr.write(question)
  // What the terminal would echo goes nowhere.
  const asking = createInterface({ input: stdin, terminal: true })
  try {
    return (await asking.question('')).trim()
  } finally {
    asking.close()
    stderr.write('\n')
  }
}
