import { builtInValues, type CodeModule, moduleOf, readCell, readSqlTables, type CellOf, type NotebookGraph, type CellFailure } from '@atrium/documents'
import type { ArrowTable, CellInput, CellResult, Kernel, KernelCalls } from '../../../../kernels/kernel.ts'
import { decodeValue, encodeValue } from '../../../../kernels/values.ts'
import { AppError } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import type { StoredResult } from '../../../../results/result-store.ts'
import { asCellValue } from '../coded-values.ts'
import { oldestData } from '../data-as-of.ts'
import { answerOf, askerOf, asTable, cutNotes, keyOf, tableOf, type Answered, type CellExecution, type RunCell } from '../execution.ts'
import { longestOutput } from '../limits.ts'
import type { CellOutcome, OutcomeDisplay, OutcomeTable } from '../outcome.ts'
import { sha256 } from '../sha256.ts'
import { resultOfQuestion } from './run-sql-cell.ts'

/** Milliseconds between two attempts to stop what begins to run while it is stopped. */
const stopEvery = 50

/** Runs code as a function of what it reads. What it prints and shows is there also when it fails. */
export const runCodeCell: RunCell<CellOf<'code'>> = async (execution, cell) => {
  const { kernels, ctx } = execution
  if (kernels === null) throw new Error('cells of code need kernels')
  const module = moduleOf(cell)
  const reads = await readsOf(execution, cell)
  const asked = new Set<string>()
  const kernel = await kernels.kernel(
    cell.language,
    callsOf(execution, (cellId) => asked.add(cellId)),
  )
  ctx.signal.throwIfAborted()
  // An import stays in its cell: a module is nothing that could be handed on.
  const defines = module.defines.filter((name) => !module.imports.includes(name))
  const result = await stoppable(execution, kernel, () =>
    kernel.run({ code: withoutExports(cell.code, module), reads, defines, ...(module.shows === null ? {} : { shows: module.shows }) }, askerOf(execution)),
  )
  ctx.signal.throwIfAborted()
  const dataAsOf = oldestData([...asked].flatMap((id) => execution.outcomes.get(id) ?? []))
  return { ...(await answeredBy(execution, result)), dataAsOf }
}

/** The code in the same places, without the word that only modules of others know. */
const withoutExports = (code: string, { exports }: CodeModule): string =>
  exports.reduce((text, { from, to }) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to), code)

/** Whoever stops a run stops its code at once, also when that is only about to begin. */
async function stoppable<T>({ ctx: { signal } }: CellExecution, kernel: Kernel, run: () => Promise<T>): Promise<T> {
  let again: NodeJS.Timeout | undefined
  const stop = (): void => {
    kernel.interrupt()
    again = setTimeout(stop, stopEvery)
  }
  signal.addEventListener('abort', stop)
  try {
    return await run()
  } finally {
    signal.removeEventListener('abort', stop)
    clearTimeout(again)
  }
}

async function readsOf(execution: CellExecution, cell: CellOf<'code'>): Promise<Record<string, CellInput>> {
  const { graph, values } = execution
  const found: Record<string, CellInput> = {}
  for (const name of readCell(cell).builtIns) found[name] = { value: asCellValue(values.get(name) ?? null) }
  for (const [id, names] of graph.reads.get(cell.id) ?? []) for (const name of names) found[name] = await readOf(execution, id, name)
  return found
}

async function readOf(execution: CellExecution, id: string, name: string): Promise<CellInput> {
  const { graph, values, ctx } = execution
  const source = graph.cells.get(id)
  if (source === undefined) throw new Error(`${id} is no cell`)
  if (isImport(graph, id, name)) {
    throw new AppError('invalid', `“${name}” is brought by an import of another cell, and imports stay in their cell. Import it here, too.`, {
      reason: 'import_elsewhere',
      params: { name },
    })
  }
  const answer = answerOf(execution, { cell: source, name })
  if (Object.hasOwn(answer.tables, name)) {
    const result = await tableOf(execution, { cell: source, name })
    return { table: await ctx.results.arrow(result, askerOf(execution)) }
  }
  if (source.kind === 'input') return { value: asCellValue(values.get(name) ?? null) }
  if (Object.hasOwn(answer.values, name)) return { value: decodeValue(answer.values[name]) }
  throw new AppError('invalid', `“${name}” stays in the cell that defines it: functions and classes are not handed on. Define it here, too.`, {
    reason: 'name_withheld',
    params: { name },
  })
}

const isImport = ({ definitions }: NotebookGraph, id: string, name: string): boolean =>
  (definitions.get(name.toLowerCase()) ?? []).some((one) => one.cellId === id && one.name === name && one.isImport)

/** All that code may ask: results of the notebook by SQL, of which `onAsked` hears, and inputs by name. */
const callsOf = (execution: CellExecution, onAsked: (cellId: string) => void): KernelCalls => ({
  async sql(text, signal): Promise<ArrowTable> {
    const asking = { ...execution, ctx: { ...execution.ctx, signal } }
    const tables: Record<string, StoredResult> = {}
    for (const { name } of readSqlTables(text).bare) {
      const definition = execution.graph.definitions.get(name.toLowerCase())?.[0]
      const source = definition === undefined ? undefined : execution.graph.cells.get(definition.cellId)
      if (definition === undefined || source === undefined) continue
      tables[definition.name] = await tableOf(execution, { cell: source, name: definition.name })
      onAsked(source.id)
    }
    const { stored } = await resultOfQuestion(asking, { sql: text, tables })
    return execution.ctx.results.arrow(stored, askerOf(asking))
  },
  async input(name) {
    // Who looks is read by name alone: what depends on it is known before it runs.
    const value = Object.hasOwn(builtInValues, name) ? undefined : execution.values.get(name)
    return value === undefined ? undefined : asCellValue(value)
  },
})

async function answeredBy(execution: CellExecution, result: CellResult): Promise<Answered> {
  // Code that runs again may answer otherwise: its tables are its own.
  const run = newId()
  const kept: StoredResult[] = []
  const keep = async (name: string, table: ArrowTable): Promise<OutcomeTable> => {
    const key = keyOf(execution, sha256(JSON.stringify(['code', run, name])))
    const stored = await execution.ctx.results.keep(key, { kind: 'arrow', data: Buffer.from(table) }, askerOf(execution))
    kept.push(stored)
    return asTable(stored)
  }
  const tables: Record<string, OutcomeTable> = {}
  for (const [name, table] of Object.entries(result.tables)) tables[name] = await keep(name, table)
  const displays: OutcomeDisplay[] = []
  for (const [place, shown] of result.displays.entries()) {
    if (shown.kind === 'table') displays.push({ kind: 'table', table: await keep(`#${place}`, shown.table) })
    else displays.push(shown.kind === 'text' ? shown : { kind: 'value', value: encodeValue(shown.value) })
  }
  const values = Object.fromEntries(Object.entries(result.values).map(([name, value]) => [name, encodeValue(value)]))
  const { text, textCut, error } = result
  const failure: CellFailure | null = error === null ? tooLong(values) : { ...error, reason: error.code }
  return {
    tables,
    values: failure === null ? values : {},
    displays: shortDisplays(displays),
    text,
    textCut,
    notes: [
      ...result.withheld.map(({ name, reason }) => ({ reason: 'name_withheld', params: { name }, message: `“${name}” stays in this cell: ${reason}.` })),
      ...new Map(kept.flatMap(cutNotes).map((note) => [note.message, note])).values(),
    ],
    failure,
  }
}

/** Values are kept with what came of the cell: what is long is a table. */
function tooLong(values: CellOutcome['values']): CellFailure | null {
  const letters = JSON.stringify(values).length
  if (letters <= longestOutput) return null
  return {
    code: 'limit_exceeded',
    message: `The values of this cell have ${letters.toLocaleString('en')} characters together, more than ${longestOutput.toLocaleString('en')}.`,
    reason: 'value_too_long',
    params: { count: letters, most: longestOutput },
    line: null,
    hint: 'Hand on long lists as a table.',
  }
}

/** What is shown, up to as much as anybody reads. */
function shortDisplays(displays: readonly OutcomeDisplay[]): OutcomeDisplay[] {
  let left = longestOutput
  return displays.map((shown) => {
    left -= JSON.stringify(shown).length
    return left >= 0 ? shown : { kind: 'text', text: 'Too long to be shown.' }
  })
}
