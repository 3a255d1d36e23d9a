import { parseArgs, type ParseArgsConfig } from 'node:util'
import { nearestNames } from '@atrium/semantic/nearest-names'
import { CliError, exitCode, usageError } from './cli-error.ts'
import type { Call, Command, Options } from './command.ts'
import { commands } from './commands.ts'
import { globalOptions } from './global-options.ts'
import { helpOf, overview } from './help.ts'
import { createTerminal, type Environment, type Terminal } from './terminal/terminal.ts'

export type Process = Parameters<typeof createTerminal>[0] & { argv: readonly string[]; env: Environment; version: string }

/** Runs what was typed; answers the exit code. Errors that people can mend are told here, all others are thrown. */
export async function runCommand(given: Process): Promise<number> {
  const { argv, env, version } = given
  const has = (flag: string): boolean => argv.includes(`--${flag}`)
  const terminal = createTerminal(given, env, { json: has('json'), noColor: has('no-color'), noInput: has('no-input') })
  try {
    if (argv[0] === '--version' || argv[0] === '-v') return said(terminal, version)
    if (['--help', '-h', 'help'].includes(argv[0] ?? '')) return said(terminal, helpFor(argv.slice(1), version))
    const command = findCommand(argv.length === 0 ? ['start'] : argv)
    if (has('help') || argv.includes('-h')) return said(terminal, helpOf(command))
    return await command.run(callOf(command, argv, terminal))
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    tell(terminal, error)
    return error.code
  }
}

function said(terminal: Terminal, text: string): number {
  terminal.out(text)
  return exitCode.ok
}

function helpFor(words: readonly string[], version: string): string {
  return words.length === 0 ? overview(version) : helpOf(findCommand(words))
}

function tell(terminal: Terminal, { message, hint, code }: CliError): void {
  if (terminal.json) terminal.note(JSON.stringify({ error: { message, hint, exitCode: code } }))
  else terminal.note(`Atrium: ${message}${hint === '' ? '' : `\n${hint}`}`)
}

/** The command that these words begin with. */
function findCommand(argv: readonly string[]): Command {
  const [first = '', second = ''] = argv
  const found = commands.find(({ words }) => words.every((word, place) => argv[place] === word))
  if (found !== undefined) return found
  const inside = commands.filter(({ words }) => words[0] === first)
  if (inside.length > 0) {
    const names = inside.map(({ words }) => `"atrium ${words.join(' ')}"`)
    throw usageError(`"atrium ${[first, second].join(' ').trim()}" is not a command.`, `There is ${names.join(' and ')}.`)
  }
  const [near] = nearestNames(
    first,
    commands.map(({ words }) => words[0] ?? ''),
    1,
  )
  throw usageError(
    `"${first}" is not a command of atrium.`,
    near === undefined ? '"atrium --help" lists them.' : `Did you mean "atrium ${near}"? "atrium --help" lists all.`,
  )
}

function callOf(command: Command, argv: readonly string[], terminal: Terminal): Call {
  const { values, args } = parsed(command, argv)
  const [least, most] = command.takes
  const name = `atrium ${command.words.join(' ')}`
  if (args.length < least || args.length > most) {
    const wanted = command.args === undefined ? 'takes no arguments' : `needs ${command.args}`
    throw usageError(`"${name}" ${wanted}${args.length === 0 ? '' : `, but got "${args.join(' ')}"`}.`, `"${name} --help" says more.`)
  }
  const texts = (option: string): readonly string[] => [values[option] ?? []].flat().filter((value) => typeof value === 'string')
  return { args, terminal, texts, text: (option) => texts(option).at(-1), flag: (option) => values[option] === true }
}

function parsed(command: Command, argv: readonly string[]): { values: Record<string, string | boolean | (string | boolean)[] | undefined>; args: string[] } {
  const specs: Options = { ...command.options, ...globalOptions }
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(specs).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }), ...(multiple === undefined ? {} : { multiple }) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: withDashes(command, argv.slice(command.words.length)), allowPositionals: true, options })
    return { values, args: positionals }
  } catch (error) {
    throw unknownOption(error, `atrium ${command.words.join(' ')}`, Object.keys(specs))
  }
}

/** `--sort -revenue` is a value with a dash, which the parser takes with a sign between only. */
function withDashes({ options = {} }: Command, argv: readonly string[]): string[] {
  const result: string[] = []
  for (const [place, word] of argv.entries()) {
    const before = argv[place - 1] ?? ''
    const [name] = Object.entries(options).find(([key, { type, short }]) => type === 'string' && (before === `--${key}` || before === `-${short}`)) ?? []
    if (name !== undefined && /^-\w{2,}/.test(word)) result.splice(-1, 1, `--${name}=${word}`)
    else result.push(word)
  }
  return result
}

function unknownOption(error: unknown, name: string, known: readonly string[]): unknown {
  if (!(error instanceof TypeError)) return error
  const option = /Unknown option '--?([^']+)'/.exec(error.message)?.[1]
  if (option === undefined) return usageError(`${error.message}.`, `"${name} --help" says more.`)
  const near = known.find((one) => one.startsWith(option)) ?? (option.length < 4 ? undefined : nearestNames(option, known, 1)[0])
  return usageError(`"${name}" has no option "${option}".`, near === undefined ? `"${name} --help" lists them.` : `Did you mean --${near}?`)
}
