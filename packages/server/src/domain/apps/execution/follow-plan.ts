import { isDeepStrictEqual } from 'node:util'
import { blockedCells, cellLabels, lostCells, staleToRun, startable, type InputValue, type NotebookCell, type CellFailure } from '@atrium/documents'
import type { KernelLanguage } from '../../../kernels/kernel.ts'
import { blankOutcome, storable } from './blank-outcome.ts'
import { runCell } from './cells/run-cell.ts'
import { runInputCell } from './cells/run-input-cell.ts'
import { dataAsOfCell } from './data-as-of.ts'
import { executionFor, type Answered, type Execution } from './execution.ts'
import { failureOf, isUnforeseen } from './failure.ts'
import { cellsAtOnce } from './limits.ts'
import { setInputs, staleOf, withDataOfNow } from './open-execution.ts'
import type { CellOutcome } from './outcome.ts'
import { problemFailure } from './problem-failure.ts'
import type { CellsRun, RunCells } from './run-cells-port.ts'
import { askedOf } from './what-was-asked.ts'

type Followed = Pick<RunCells, 'wanted' | 'onOutcome' | 'onDropped'> & {
  /** Waited for before cells begin that others made way for. */ beforeCells(): Promise<void>
}

/** Runs the cells of a plan, each as soon as what it reads is there. */
export async function followPlan(execution: Execution, { wanted, onOutcome, onDropped, beforeCells }: Followed, planned: readonly string[]): Promise<CellsRun> {
  const { ctx, graph, outcomes } = execution
  const { signal } = ctx
  const labels = cellLabels(execution.scope.document)
  const [done, failed, leftOut, cancelled] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  const running = new Map<string, Promise<void>>()
  /** Errors that nobody foresaw. */
  const unforeseen: unknown[] = []
  let plan: string[] = []

  const tell = (cellId: string, state: CellOutcome['state'], more: Partial<CellOutcome> = {}): CellOutcome => {
    const outcome = storable({ ...blankOutcome(cellId, state, execution.audienceFor(cellId)), ...more })
    onOutcome(outcome)
    return outcome
  }
  const add = (ids: Iterable<string>): void => {
    const { only } = execution.scope
    const wholePlan = new Set([...plan, ...[...ids].filter((id) => only?.has(id) !== false)])
    for (const id of wholePlan) if (!plan.includes(id)) tell(id, 'waiting')
    plan = graph.order.filter((id) => wholePlan.has(id))
  }
  const fail = (cellId: string, failure: CellFailure, more: Partial<CellOutcome> = {}): void => {
    failed.add(cellId)
    outcomes.set(cellId, tell(cellId, 'failed', { ...more, failure }))
  }

  /** The value of an input that was found: where it is another one than before, what reads it asks something else now. */
  const takeInput = async (name: string, { value, isTaken }: { value: InputValue; isTaken: boolean }): Promise<void> => {
    if (!isTaken) {
      execution.given = new Map([...execution.given].filter(([given]) => given !== name))
      onDropped?.(name)
    }
    if (isDeepStrictEqual(value, execution.inputs.get(name))) return
    setInputs(execution, new Map(execution.inputs).set(name, value))
    const isReactive = wanted.how === 'stale' || (wanted.how === 'cells' && wanted.reach !== 'only' && wanted.reach !== 'above')
    if (isReactive) add(withOfferedInputs(execution, staleToRun(graph, new Set(await staleOf(execution)))).filter((id) => !done.has(id) && !failed.has(id)))
  }

  const answer = async (cell: NotebookCell): Promise<Answered> => {
    // Whoever asks for a cell by itself wants it anew; what it needs may be there already.
    const isAsked = wanted.how === 'cells' && wanted.cells.includes(cell.id)
    const asked = { ...executionFor(await withDataOfNow(execution), cell.id), adopts: execution.adopts && !isAsked }
    if (cell.kind !== 'input') return runCell(asked, cell)
    const { answered, ...found } = await runInputCell(asked, cell)
    await takeInput(cell.name, found)
    return answered
  }

  const run = async (cell: NotebookCell): Promise<void> => {
    const started = ctx.clock.monotonic()
    const madeOf = execution.componentVersions.get(cell.id)
    const begun = {
      fingerprint: askedOf(execution, cell),
      startedAt: new Date(ctx.clock.now()).toISOString(),
      ...(madeOf === undefined ? {} : { madeOf }),
    }
    const ended = (): Pick<CellOutcome, 'ms'> => ({ ms: Math.round(ctx.clock.monotonic() - started) })
    tell(cell.id, 'running', begun)
    try {
      const { failure, ...answered } = await answer(cell)
      // What is written is written.
      if (cell.kind !== 'writeback') signal.throwIfAborted()
      // The value of an input may be another one now.
      const fingerprint = execution.fingerprints.get(cell.id) ?? null
      const whole = { ...begun, ...answered, dataAsOf: dataAsOfCell(execution, cell, answered), ...(cell.kind === 'input' ? { fingerprint } : {}), ...ended() }
      if (failure == null) {
        done.add(cell.id)
        outcomes.set(cell.id, tell(cell.id, 'done', whole))
      } else fail(cell.id, failure, whole)
    } catch (error) {
      if (signal.aborted) {
        cancelled.add(cell.id)
        tell(cell.id, 'cancelled', { ...begun, ...ended() })
        return
      }
      if (isUnforeseen(error)) unforeseen.push(error)
      fail(cell.id, failureOf(error, sourceTextOf(cell)), { ...begun, ...ended() })
    }
  }

  const start = (): void => {
    const busy = new Set<KernelLanguage>([...running.keys()].flatMap((id) => languageOf(graph.cells.get(id)) ?? []))
    const state = { running: new Set(running.keys()), done, failed }
    for (const id of startable(graph, plan, state)) {
      const cell = graph.cells.get(id)
      const problem = execution.problems.get(id)
      const language = languageOf(cell)
      if (cell === undefined || running.size >= cellsAtOnce || (language !== null && busy.has(language))) continue
      if (problem !== undefined) {
        fail(id, problemFailure(problem, labels))
        continue
      }
      if (language !== null) busy.add(language)
      running.set(
        id,
        run(cell).finally(() => running.delete(id)),
      )
    }
    const lost = lostCells(graph, failed)
    for (const id of plan) {
      if (!lost.has(id) || leftOut.has(id)) continue
      leftOut.add(id)
      outcomes.delete(id)
      tell(id, 'left_out')
    }
  }

  const interrupt = (): void => execution.kernels?.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    for (const id of blockedCells(graph)) {
      const problem = execution.problems.get(id)
      if (problem !== undefined && (wanted.how !== 'cells' || wanted.cells.includes(id))) fail(id, problemFailure(problem, labels))
    }
    for (const cell of graph.cells.values()) if (isKeptFromWriting(execution, wanted, cell)) tell(cell.id, 'left_out', { notes: [writesNothing] })
    add(wanted.how === 'cells' && wanted.reach === 'only' ? planned : withOfferedInputs(execution, planned))
    for (;;) {
      let before: number
      do {
        before = failed.size
        if (!signal.aborted) start()
        // What failed at once may have been all that others waited for.
      } while (failed.size > before && !signal.aborted)
      if (running.size === 0) break
      await Promise.race(running.values())
      await beforeCells()
    }
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
  for (const id of plan) if (![done, failed, leftOut, cancelled].some((ended) => ended.has(id))) tell(id, 'cancelled')
  if (unforeseen.length > 0) throw unforeseen[0]
  const state = signal.aborted ? 'cancelled' : failed.size > 0 ? 'failed' : 'completed'
  return { state, done: [...done], failed: [...failed], leftOut: [...leftOut] }
}

/** Whether a cell would write in a run of the whole app that changes nothing outside. */
const isKeptFromWriting = ({ scope }: Execution, wanted: Followed['wanted'], { kind }: NotebookCell): boolean =>
  kind === 'writeback' && wanted.how === 'app' && !wanted.writes && scope.only === undefined

const writesNothing = { reason: 'writes_nothing', message: 'This run writes no tables: runs that somebody starts, schedules and programs do.' }

/** With the inputs whose values to choose from may be others afterwards. */
function withOfferedInputs({ graph }: Execution, plan: readonly string[]): string[] {
  const planned = new Set(plan)
  const offered = [...graph.cells.values()].filter(
    ({ id, kind }) => kind === 'input' && [...(graph.reads.get(id)?.keys() ?? [])].some((source) => planned.has(source)),
  )
  return [...plan, ...offered.map(({ id }) => id)]
}

const languageOf = (cell: NotebookCell | undefined): KernelLanguage | null => (cell?.kind === 'code' ? cell.language : null)

/** What places in an error are places in. */
const sourceTextOf = (cell: NotebookCell): string => (cell.kind === 'sql' ? cell.sql : cell.kind === 'text' ? cell.markdown : '')
