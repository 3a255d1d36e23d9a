import type { Command, Options } from './command.ts'
import { groups } from './commands.ts'
import { globalOptions } from './global-options.ts'

const callOf = ({ words, args }: Command): string => ['atrium', ...words, ...(args === undefined ? [] : [args])].join(' ')

/** Names in one column, what they are for in the next. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`)
}

const optionRows = (options: Options): [string, string][] =>
  Object.entries(options).map(([name, { short, value, about }]) => [
    `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    about,
  ])

/** Everything `atrium` can do. */
export function overview(version: string): string {
  const width = Math.max(...groups.flatMap(({ commands }) => commands.map((command) => callOf(command).length)))
  return [
    `atrium ${version}: self-hosted analytics`,
    ...groups.flatMap(({ title, commands }) => ['', `${title}:`, ...commands.map((command) => `  ${callOf(command).padEnd(width)}  ${command.about}`)]),
    '',
    '"atrium <command> --help" says more about one of them; atrium --version.',
    'Settings of the server come from the environment: DATABASE_URL and ATRIUM_…; "atrium config" lists them.',
    'For programs: ATRIUM_URL, ATRIUM_TOKEN and ATRIUM_PROJECT instead of "atrium login"; --json everywhere.',
  ].join('\n')
}

/** How one command is used. */
export function helpOf(command: Command): string {
  return [
    `${command.about[0]?.toUpperCase()}${command.about.slice(1)}.`,
    '',
    `Usage: ${callOf(command)}${command.options === undefined ? '' : ' [options]'}`,
    '',
    'Options:',
    ...columns([...optionRows(command.options ?? {}), ...optionRows(globalOptions)]),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
    'Exit codes: 0 fine, 1 something is wrong or different, 2 wrong use, 3 not signed in or not allowed, 4 the server cannot be reached.',
  ].join('\n')
}
