import { exitCode, usageError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { findNotebook } from '../remote/find-notebook.ts'
import { inputOption, inputsOf } from '../remote/given-inputs.ts'
import { cellsOf, inSession, runAll, viewOf, type Outcome, type SessionCell } from '../remote/notebook-session.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions, type Server } from '../remote/server.ts'
import { asText, printable, tableLines } from '../terminal/table.ts'

type View =
  | { kind: 'table'; columns: { name: string }[]; rows: unknown[][]; totalRows: number }
  | { kind: 'chart'; columns: { name: string }[]; rows: unknown[][] }
  | { kind: 'pivot'; columns: { name: string }[]; lines: { part: string; values: unknown[] }[] }
  | { kind: 'single_value'; value: unknown; formatted: string; comparison: { formatted: string; label: string | null } | null }

/** A cell with what came of it; `views` are its tables by name, or what it draws. */
type RanCell = SessionCell & Pick<Outcome, 'state' | 'failure' | 'text' | 'displays' | 'values' | 'written'> & { views: { name: string; view: View }[] }

/** Kinds of cells that show rows of another one. */
const drawn: ReadonlySet<string> = new Set(['chart', 'table', 'pivot', 'single_value'])

export const notebooksRun: Command = {
  words: ['notebooks', 'run'],
  about: 'run all cells of a notebook, and print what comes of them',
  args: '<notebook>',
  takes: [1, 1],
  options: {
    ...projectOptions,
    ...inputOption,
    published: { type: 'boolean', about: 'the app as viewers have it; the draft when it is not said' },
    fresh: { type: 'boolean', about: 'ask the warehouse anew, whatever is cached' },
    rows: { type: 'string', short: 'n', value: '<number>', about: 'rows of each table at most; 20 when it is not said' },
  },
  examples: ['atrium notebooks run sales', 'atrium notebooks run sales --published --input region=north --json'],
  async run(call) {
    const { terminal } = call
    const rows = call.text('rows') ?? '20'
    if (!/^(?:[1-9]\d{0,2}|1000)$/.test(rows)) throw usageError(`"${rows}" is no number of rows.`, 'Say one from 1 to 1000.')
    const inputs = inputsOf(call)
    const of = call.flag('published') ? 'published' : 'draft'
    const { server, project } = await projectOf(call)
    const { uuid: notebook, slug, name } = await findNotebook(server, project.projectUuid, call.args[0] ?? '')
    return inSession(server, { notebook, of, inputs }, async (opened, stopped) => {
      const { session, ran } = await runAll(server, { session: opened, isFresh: call.flag('fresh'), stopped })
      const outcomes = new Map(ran.map((outcome) => [outcome.cellId, outcome]))
      const cells: RanCell[] = []
      for (const cell of await cellsOf(server, { notebook, session: session.uuid, of })) {
        const outcome = outcomes.get(cell.id)
        if (outcome !== undefined) cells.push(await ranCell(server, { session: session.uuid, cell, outcome, limit: Number(rows) }))
      }
      const failed = ran.filter(({ state }) => state !== 'done')
      const state = failed.length === 0 ? 'completed' : 'failed'
      terminal.result({ notebook: slug, of, state, inputs: session.inputs, cells }, () => cells.flatMap((cell) => linesOf(cell, session.inputs)))
      const hidden = failed.filter(({ cellId }) => !cells.some(({ id }) => id === cellId)).length
      if (hidden > 0) terminal.note(`${hidden} cells that the app does not show did not end well.`)
      terminal.note(`${ran.length - failed.length} of ${ran.length} cells of "${name}" are done.`)
      return failed.length === 0 ? exitCode.ok : exitCode.failed
    })
  },
}

async function ranCell(
  server: Server,
  { session, cell, outcome, limit }: { session: string; cell: SessionCell; outcome: Outcome; limit: number },
): Promise<RanCell> {
  const { state, failure, text, displays, values, written, tables } = outcome
  const views: RanCell['views'] = []
  if (state === 'done' && drawn.has(cell.kind)) views.push({ name: cell.label, view: await viewOf<View>(server, session, { cell: cell.id, limit }) })
  for (const name of Object.keys(tables)) views.push({ name, view: await viewOf<View>(server, session, { cell: cell.id, name, limit }) })
  return { ...cell, state, failure, text, displays, values, ...(written === undefined ? {} : { written }), views }
}

/** A cell for eyes: its name, and below it what it gave. */
function linesOf(cell: RanCell, inputs: Readonly<Record<string, unknown>>): string[] {
  if (cell.inputName !== undefined && cell.state === 'done') return [`${cell.label}: ${printable(asText(inputs[cell.inputName]))}`, '']
  if (cell.state !== 'done') return [`${cell.label}: ${cell.failure?.message ?? cell.state.replaceAll('_', ' ')}`, '']
  const { written } = cell
  const lines = [
    ...textLines(cell.text),
    ...cell.displays.flatMap((display) => (display.kind === 'table' ? [] : textLines(display.kind === 'text' ? display.text : asText(display.value)))),
    ...Object.entries(cell.values).map(([name, value]) => `${name} = ${printable(asText(value))}`),
    ...(written === undefined ? [] : [`${written.rows} ${written.rows === 1 ? 'row' : 'rows'} to ${written.table} (${written.mode})`]),
    ...cell.views.flatMap(({ name, view }) => [...(cell.views.length > 1 ? [`${name}:`] : []), ...viewLines(view)]),
  ]
  return lines.length === 0 ? [] : [...(cell.kind === 'text' ? [] : [`# ${cell.label}`]), ...lines, '']
}

/** What a cell printed moves no cursor. */
const textLines = (text: string): string[] =>
  text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => printable(line.replaceAll('\t', '    ')))

function viewLines(view: View): string[] {
  if (view.kind === 'single_value') {
    const { formatted, comparison } = view
    return [comparison === null ? formatted : `${formatted} (${[comparison.formatted, comparison.label].filter((part) => part !== null).join(' ')})`]
  }
  const rows = view.kind === 'pivot' ? view.lines.map(({ values }) => values) : view.rows
  const lines = tableLines(
    view.columns.map(({ name }) => name),
    rows.map((row) => row.map(asText)),
  )
  const more = view.kind === 'table' ? view.totalRows - rows.length : 0
  return more > 0 ? [...lines, `… ${more} rows more`] : lines
}
