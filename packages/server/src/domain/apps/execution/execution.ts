import {
  builtInValues,
  readCell,
  type CellOf,
  type InputValue,
  type NotebookCell,
  type NotebookGraph,
  type NotebookProblem,
  type TemplateValue,
} from '@atrium/documents'
import type { Actor } from '../../../access/actor.ts'
import { AppError } from '../../../platform/errors.ts'
import type { QueryProject } from '../../../query/query-service.ts'
import type { Asker } from '../../../results/result-engines.ts'
import type { ResultKey, StoredResult } from '../../../results/result-store.ts'
import type { ProjectModel } from '../../projects/types.ts'
import { codedAsTemplateValue } from './coded-values.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { resultQuestionMs } from './limits.ts'
import type { CellOutcome, OutcomeTable } from './outcome.ts'
import { sha256 } from './sha256.ts'
import type { CellsRun, CellsScope, SessionKernels } from './run-cells-port.ts'

/** A notebook as somebody has it before them: what its cells ask with, and what came of them so far. */
export type Execution = {
  ctx: ExecutionCtx
  scope: CellsScope
  /** Null where nothing is run. */
  kernels: SessionKernels | null
  usesCachedSql: boolean
  graph: NotebookGraph
  project: QueryProject
  model: ProjectModel | null
  /** In whose name the warehouse is asked. */
  actor: Actor
  /** Of a cell: who is shown the same, see `Viewer`. */
  audienceFor(cellId: string): string
  /** Of somebody who did not sign in here; null: it is somebody of ours. */
  attributes: Readonly<Record<string, string>> | null
  /** Of cells that take results of a component, by id: see there. */
  componentVersions: ReadonlyMap<string, string>
  /** Of inputs, by name, what somebody gave; the others have their default. */
  given: ReadonlyMap<string, InputValue>
  /** Of every input, by name, the value that counts. */
  inputs: ReadonlyMap<string, InputValue>
  /** Of inputs and of what is built in, as templates read them. */
  values: ReadonlyMap<string, TemplateValue>
  /** Of what each cell asks now; cells that cannot be computed have none. */
  fingerprints: ReadonlyMap<string, string>
  /** What is known of cells, by id: of the session, then of this run. */
  outcomes: Map<string, CellOutcome>
  /** Errors that keep a cell from running, by id. */
  problems: ReadonlyMap<string, NotebookProblem>
  /** Cells of SQL whose rows nobody looks at: others ask the warehouse what they would have asked. */
  unfetched: ReadonlySet<string>
  /** Ids of the components that this is a part of, the outermost first. */
  within: readonly string[]
  /** Runs cells of a component; only where cells are run. */
  runInside: (inner: Execution, plan: readonly string[]) => Promise<CellsRun>
  /** Whether results of others, of the same audience, may be taken. */
  adopts: boolean
}

/** The same for one cell that runs or is looked at: what it answers is for this audience. */
export type CellExecution = Execution & { audience: string }

export const executionFor = (execution: Execution, cellId: string): CellExecution => ({ ...execution, audience: execution.audienceFor(cellId) })

/** What came of a cell, as far as it is not the same for all. */
export type Answered = Partial<
  Pick<CellOutcome, 'tables' | 'values' | 'displays' | 'text' | 'textCut' | 'written' | 'notes' | 'defaultBy' | 'cache' | 'dataAsOf' | 'queryId' | 'failure'>
>

/** What runs the cells of one kind. */
export type RunCell<C extends NotebookCell = NotebookCell> = (execution: CellExecution, cell: C) => Promise<Answered>

export const askerOf = ({ ctx, actor }: Pick<Execution, 'ctx' | 'actor'>): Asker => ({
  fairKey: actor.kind === 'user' ? actor.userId : actor.kind,
  signal: ctx.signal,
  timeoutMs: resultQuestionMs,
})

/** A place for a result that is only shown to whoever looks now, and to those like them. */
export const keyOf = ({ scope, audience }: Pick<CellExecution, 'scope' | 'audience'>, fingerprint: string): ResultKey => ({
  projectId: scope.project.id,
  fingerprint,
  audience,
})

/** A result as cells have it. */
export const asTable = ({ id, columns, rows, truncated, partial }: StoredResult): OutcomeTable => ({ resultId: id, columns, rows, truncated, partial })

/** What was cut, in words. */
export function cutNotes({ truncated, partial, rows }: Pick<StoredResult, 'truncated' | 'partial' | 'rows'>): CellOutcome['notes'] {
  return [
    ...(truncated
      ? [{ reason: 'rows_cut', params: { count: rows }, message: `Only the first ${rows.toLocaleString('en')} rows are here: there are more.` }]
      : []),
    ...(partial ? [{ reason: 'source_cut', message: 'Something that this was made from does not have all of its rows.' }] : []),
  ]
}

/** The cell that a cell means by a name, if the notebook has one. */
export function sourceOf({ graph }: Pick<Execution, 'graph'>, reader: string, name: string): { cell: NotebookCell; name: string } | null {
  const wanted = name.toLowerCase()
  for (const [id, names] of graph.reads.get(reader) ?? []) {
    const meant = names.find((one) => one.toLowerCase() === wanted)
    const cell = graph.cells.get(id)
    if (meant !== undefined && cell !== undefined) return { cell, name: meant }
  }
  return null
}

/** What a cell answered that another one reads. Throws `invalid` where it has not run well. */
export function answerOf({ outcomes }: Pick<Execution, 'outcomes'>, source: { cell: NotebookCell; name: string }): CellOutcome {
  const outcome = outcomes.get(source.cell.id)
  if (outcome?.state === 'done') return outcome
  throw new AppError('invalid', `“${source.name}” has no result yet. Run the cell that makes it first.`, {
    reason: 'source_not_run',
    params: { name: source.name },
  })
}

/** The rows behind a name. Throws `invalid` for what is no table, and `unavailable` (`result_gone`) for rows that are not kept any more. */
export async function tableOf(execution: CellExecution, source: { cell: NotebookCell; name: string }): Promise<StoredResult> {
  if (source.cell.kind === 'input') return fileOf(execution, source.cell)
  const table = answerOf(execution, source).tables[source.name]
  if (table === undefined) {
    throw new AppError('invalid', `“${source.name}” is a value, not a table. Make it a table where it is defined.`, {
      reason: 'not_a_table',
      params: { name: source.name },
    })
  }
  return resultOf(execution, source, table)
}

/** The rows of a file that was given. Throws `invalid` where none was, and `unavailable` for one that is not kept any more. */
export async function fileOf({ ctx, scope, inputs, audience }: CellExecution, { name, input }: CellOf<'input'>): Promise<StoredResult> {
  if (input.type !== 'file') throw new AppError('invalid', `“${name}” is a value, not a table.`, { reason: 'not_a_table', params: { name } })
  const value = inputs.get(name)
  if (typeof value !== 'string') throw new AppError('invalid', `“${name}” needs a file. Upload one.`, { reason: 'file_needed', params: { name } })
  const found = await ctx.results.find(fileKey(scope.project.id, value))
  if (found === null)
    throw new AppError('unavailable', `The file of “${name}” is not kept any more. Upload it again.`, {
      reason: 'result_gone',
      params: { file: name },
      retryAfterSeconds: 1,
    })
  // Whoever has its name was given it: it is theirs, whatever else they may see.
  return { ...found, audience }
}

/** Where a file lies that was given as `value`, which nobody can guess. */
export const fileKey = (projectId: string, value: string): ResultKey => ({
  projectId,
  fingerprint: sha256(JSON.stringify(['file', value])),
  audience: `file ${value}`,
})

/** The rows of a table that a cell made, for the cell that reads them: it is for nobody who may not see them. */
export async function resultOf(
  { ctx, scope, audienceFor, audience }: Pick<CellExecution, 'ctx' | 'scope' | 'audienceFor' | 'audience'>,
  { cell, name }: { cell: NotebookCell; name: string },
  { resultId }: OutcomeTable,
): Promise<StoredResult> {
  const found = await ctx.results.get({ projectId: scope.project.id, audience: audienceFor(cell.id), id: resultId })
  if (found !== null) return { ...found, audience }
  throw new AppError('unavailable', `The rows of “${name}” are not kept any more. Run the cell that makes them again.`, {
    reason: 'result_gone',
    params: { name },
    retryAfterSeconds: 1,
  })
}

/** What a template of a cell reads: inputs, what is built in, and values of cells of code. */
export function valuesFor({ graph, values, outcomes }: Pick<Execution, 'graph' | 'values' | 'outcomes'>, cell: NotebookCell): Map<string, TemplateValue> {
  const all = new Map(values)
  const { builtIns } = readCell(cell)
  // Whose a cell is was decided by the names that it was found to read: no other is there to be read.
  for (const name of Object.keys(builtInValues)) if (!builtIns.includes(name)) all.delete(name)
  for (const [source, names] of graph.reads.get(cell.id) ?? []) {
    const outcome = outcomes.get(source)
    if (outcome?.state !== 'done' || graph.cells.get(source)?.kind === 'input') continue
    for (const name of names) if (Object.hasOwn(outcome.values, name)) all.set(name, codedAsTemplateValue(outcome.values[name]))
  }
  return all
}
