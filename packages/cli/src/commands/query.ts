import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { CliError, exitCode, usageError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { exportContent } from '../remote/content-files.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { asText, csvLines, tableLines } from '../terminal/table.ts'

type Cell = { value: { raw: unknown; formatted: string } }
type Results = {
  rows: Record<string, Cell>[]
  metricQuery: { dimensions: string[]; metrics: string[]; tableCalculations: { name: string }[] }
  truncated?: boolean
}

const formats = ['table', 'csv', 'json'] as const

export const query: Command = {
  words: ['query'],
  about: 'ask an explore, or run a saved chart',
  args: '[explore]',
  takes: [0, 1],
  options: {
    ...projectOptions,
    dimension: { type: 'string', short: 'd', value: '<field>', multiple: true, about: 'a dimension; may be repeated' },
    metric: { type: 'string', short: 'm', value: '<field>', multiple: true, about: 'a metric; may be repeated' },
    sort: { type: 'string', short: 's', value: '<field>', multiple: true, about: 'sort by a field; "-field" begins with the largest' },
    limit: { type: 'string', short: 'l', value: '<rows>', about: 'rows at most; 500 when it is not said' },
    file: { type: 'string', value: '<file>', about: 'a metric query as JSON; "-" reads standard input' },
    chart: { type: 'string', value: '<slug>', about: 'run this saved chart instead' },
    format: { type: 'string', short: 'f', value: '<format>', about: 'table, csv or json; csv and json have raw values' },
  },
  examples: [
    'atrium query orders -d orders_status -m orders_count',
    'atrium query orders -m orders_count -d orders_ordered_at_month -s -orders_count -l 3 --format csv',
    'atrium query --chart revenue-by-category --format json',
    'atrium query orders --file query.json',
  ],
  async run(call) {
    const { terminal } = call
    const format = terminal.json ? 'json' : (call.text('format') ?? 'table')
    if (!formats.some((one) => one === format)) throw usageError(`"${format}" is no format.`, `Choose one of ${formats.join(', ')}.`)
    const { rows, metricQuery, truncated } = await resultsOf(call)
    const columns = [...metricQuery.dimensions, ...metricQuery.metrics, ...metricQuery.tableCalculations.map(({ name }) => name)]
    const raw = (cell: Cell | undefined): unknown => cell?.value.raw ?? null
    if (format === 'json') {
      terminal.out(
        JSON.stringify(
          rows.map((row) => Object.fromEntries(columns.map((column) => [column, raw(row[column])]))),
          null,
          2,
        ),
      )
    } else {
      const shown = format === 'csv' ? (cell: Cell | undefined) => asText(raw(cell)) : (cell: Cell | undefined) => cell?.value.formatted ?? ''
      const cells = rows.map((row) => columns.map((column) => shown(row[column])))
      for (const line of format === 'csv' ? csvLines(columns, cells) : tableLines(columns, cells)) terminal.out(line)
    }
    if (truncated === true) terminal.note(`There are more than these ${rows.length} rows. Raise --limit to see them.`)
    return exitCode.ok
  },
}

async function resultsOf(call: Call): Promise<Results> {
  const slug = call.text('chart')
  const [explore] = call.args
  if (slug !== undefined) refuseQuestion(call)
  if ((slug === undefined) === (explore === undefined)) throw usageError('Name an explore, or a saved chart with --chart.', 'See "atrium query --help".')
  const of = await projectOf(call)
  if (slug !== undefined) {
    const [chart] = await exportContent(of, { kind: 'chart', slug })
    if (chart === undefined)
      throw new CliError(
        exitCode.failed,
        `There is no chart "${slug}" in "${of.project.name}" that you see.`,
        'Slugs stand in addresses and in the files of "atrium pull".',
      )
    return of.server.call('POST', `/api/v1/saved/${chart.uuid}/results`, {})
  }
  const body = { ...(await queryOf(call)), exploreName: explore }
  return of.server.call('POST', `/api/v1/projects/${of.project.projectUuid}/explores/${encodeURIComponent(explore ?? '')}/runQuery`, body)
}

/** What a saved chart asks is saved with it: an option that changed nothing would be taken for one that did. */
function refuseQuestion(call: Call): void {
  const given = ['dimension', 'metric', 'sort', 'limit', 'file'].filter((name) => call.texts(name).length > 0)
  if (given.length === 0) return
  throw usageError(
    `--chart runs a saved chart as it is; ${given.map((name) => `--${name}`).join(', ')} cannot change it.`,
    'Leave that out, or name the explore of the chart and ask it.',
  )
}

async function queryOf(call: Call): Promise<Record<string, unknown>> {
  const file = call.text('file')
  const fromFile =
    file === undefined ? {} : readJson(file === '-' ? await text(call.terminal.stdin) : await readFile(file, 'utf8').catch(unreadable(file)), file)
  const limit = call.text('limit')
  if (limit !== undefined && !/^\d{1,9}$/.test(limit)) throw usageError(`"${limit}" is no number of rows.`)
  const [dimensions, metrics] = [call.texts('dimension'), call.texts('metric')]
  const sorts = call.texts('sort').map((field) => ({ fieldId: field.replace(/^-/, ''), descending: field.startsWith('-') }))
  if (file === undefined && dimensions.length + metrics.length === 0)
    throw usageError('There is nothing to ask for.', 'Name a field with -d or -m, or a query with --file.')
  return {
    dimensions: [],
    metrics: [],
    filters: {},
    sorts: [],
    limit: 500,
    tableCalculations: [],
    ...fromFile,
    ...(dimensions.length === 0 ? {} : { dimensions }),
    ...(metrics.length === 0 ? {} : { metrics }),
    ...(sorts.length === 0 ? {} : { sorts }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  }
}

const unreadable =
  (file: string) =>
  (error: Error): never => {
    throw usageError(`${file} cannot be read: ${error.message}.`)
  }

function readJson(json: string, file: string): object {
  try {
    const found: unknown = JSON.parse(json)
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found
  } catch {
    // Told below.
  }
  throw usageError(`${file} is no JSON object.`, 'It holds a metric query: {"dimensions": […], "metrics": […]}.')
}
