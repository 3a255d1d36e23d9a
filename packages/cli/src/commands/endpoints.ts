import { exitCode, usageError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { asText, csvLines, printable, tableLines } from '../terminal/table.ts'

type Summary = { name: string; description: string; kind: string; version: number; isActive: boolean; space: { name: string }; lastExecutedAt: string | null }
type Version = {
  number: number
  description: string
  isActive: boolean
  freshnessSeconds: number | null
  query: { kind: string; text: string; exploreName: string | null; variables: { name: string; type: string; value: unknown; isNull: boolean }[] }
}
type Endpoint = Summary & { aliases: Record<string, number>; runUrl: string; versions: Version[] }
type Answer = { columns?: string[]; results?: unknown[][]; hasMore?: boolean; receipt?: { truncated: boolean } }

const formats = ['table', 'csv', 'json'] as const

const listOf = (projectUuid: string, name?: string): string =>
  `/api/v1/app/projects/${projectUuid}/endpoints${name === undefined ? '' : `/${encodeURIComponent(name)}`}`

export const endpointsList: Command = {
  words: ['endpoints', 'list'],
  about: 'list endpoints: questions that programs ask by name',
  takes: [0, 0],
  options: projectOptions,
  examples: ['atrium endpoints list', 'atrium endpoints list --json'],
  async run(call) {
    const { server, project } = await projectOf(call)
    const endpoints = await server.call<Summary[]>('GET', listOf(project.projectUuid))
    call.terminal.result(endpoints, () =>
      endpoints.length === 0
        ? [`There is no endpoint in "${project.name}" that you see.`]
        : tableLines(
            ['name', 'version', 'state', 'space', 'description'],
            endpoints.map((one) => [one.name, String(one.version), one.isActive ? 'active' : 'off', one.space.name, one.description]),
          ),
    )
    return exitCode.ok
  },
}

export const endpointsGet: Command = {
  words: ['endpoints', 'get'],
  about: 'show what an endpoint asks, its variables and how it is called',
  args: '<name>',
  takes: [1, 1],
  options: projectOptions,
  examples: ['atrium endpoints get revenue_by_month', 'atrium endpoints get revenue_by_month --json'],
  async run(call) {
    const { server, project } = await projectOf(call)
    const endpoint = await server.call<Endpoint>('GET', listOf(project.projectUuid, call.args[0]))
    call.terminal.result(endpoint, () => linesOf(endpoint))
    return exitCode.ok
  },
}

function linesOf({ name, isActive, space, aliases, runUrl, versions }: Endpoint): string[] {
  const [newest] = versions
  const names = Object.entries(aliases).map(([alias, number]) => `${alias} = ${number}`)
  const variables = newest?.query.variables ?? []
  return [
    `${name}${isActive ? '' : ' (off)'}`,
    ...(newest === undefined || newest.description === '' ? [] : [printable(newest.description)]),
    `space: ${space.name}`,
    `version: ${newest?.number ?? ''}${names.length === 0 ? '' : ` (${names.join(', ')})`}`,
    `address: ${runUrl}`,
    ...(newest === undefined
      ? []
      : ['', ...(newest.query.exploreName === null ? [] : [`explore: ${newest.query.exploreName}`]), ...newest.query.text.split('\n').map(printable)]),
    ...(variables.length === 0
      ? []
      : [
          '',
          ...tableLines(
            ['variable', 'type', 'default'],
            variables.map((one) => [one.name, one.type, one.isNull ? 'NULL' : asText(one.value)]),
          ),
        ]),
  ]
}

export const endpointsRun: Command = {
  words: ['endpoints', 'run'],
  about: 'run an endpoint',
  args: '<name>',
  takes: [1, 1],
  options: {
    ...projectOptions,
    var: { type: 'string', short: 'v', value: '<name=value>', multiple: true, about: 'a value for a variable; may be repeated' },
    version: { type: 'string', value: '<version>', about: 'a number, or the name of a version; the newest when it is not said' },
    format: { type: 'string', short: 'f', value: '<format>', about: 'table, csv or json' },
  },
  examples: ['atrium endpoints run revenue_by_month', 'atrium endpoints run revenue_by_month --var category=Tea --json'],
  async run(call) {
    const { terminal } = call
    const format = terminal.json ? 'json' : (call.text('format') ?? 'table')
    if (!formats.some((one) => one === format)) throw usageError(`"${format}" is no format.`, `Choose one of ${formats.join(', ')}.`)
    const body = { variables: variablesOf(call), ...versionOf(call) }
    const { server, project } = await projectOf(call)
    const path = `/api/projects/${project.projectUuid}/endpoints/${encodeURIComponent(call.args[0] ?? '')}/run/`
    const { columns, results: answered, hasMore, receipt } = await server.plain<Answer>('POST', path, body)
    // Questions about events answer no rows.
    if (columns === undefined) {
      terminal.out(JSON.stringify(answered ?? null, null, 2))
      return exitCode.ok
    }
    const results = (answered ?? []) as readonly (readonly unknown[])[]
    if (format === 'json')
      terminal.out(
        JSON.stringify(
          results.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null]))),
          null,
          2,
        ),
      )
    else
      for (const line of (format === 'csv' ? csvLines : tableLines)(
        columns,
        results.map((row) => row.map(asText)),
      ))
        terminal.out(line)
    if (hasMore === true || receipt?.truncated === true) terminal.note(`There are more than these ${results.length} rows.`)
    return exitCode.ok
  },
}

function variablesOf(call: Call): Record<string, string> {
  return Object.fromEntries(
    call.texts('var').map((given) => {
      const cut = given.indexOf('=')
      if (cut < 1) throw usageError(`"${given}" is no value for a variable.`, 'Write it like --var region=north.')
      return [given.slice(0, cut), given.slice(cut + 1)]
    }),
  )
}

function versionOf(call: Call): { version?: number | string } {
  const version = call.text('version')
  return version === undefined ? {} : { version: /^\d+$/.test(version) ? Number(version) : version }
}
