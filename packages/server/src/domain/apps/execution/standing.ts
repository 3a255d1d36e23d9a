import { dependents, type InputValue } from '@atrium/documents'
import { followingInputs, isAsGiven } from './counting-inputs.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { openExecution, staleOf } from './open-execution.ts'
import { planOf } from './plan.ts'
import type { CellOutcome } from './outcome.ts'
import type { CellsScope, WantedCells } from './run-cells-port.ts'

/** Where the cells of a session stand while nothing runs. */
export type CellsStanding = {
  /** Of every input, by name, the value that counts. */
  inputs: ReadonlyMap<string, InputValue>
  /** Names of inputs whose default comes from elsewhere, and counts. */
  following: readonly string[]
  /** What is not what it would be now, in the order in which it is computed. */
  stale(): Promise<string[]>
  /** Cells of which a component was published anew since they ran, and what reads them. */
  republished(): ReadonlySet<string>
  /** What a run would run, in that order. */
  plan(wanted: WantedCells): Promise<string[]>
  /** Whether it is what the cell would give now. */
  isFresh(outcome: CellOutcome): boolean
  /** Whether what came of a cell is for the eyes of whoever asks. */
  maySee(outcome: CellOutcome): boolean
}

export async function standingOf(ctx: ExecutionCtx, scope: CellsScope): Promise<CellsStanding> {
  const execution = await openExecution(ctx, scope)
  return {
    inputs: execution.inputs,
    following: followingInputs(execution).map(({ name }) => name),
    stale: () => staleOf(execution),
    republished() {
      const { graph, outcomes, componentVersions } = execution
      const made = [...outcomes.values()].filter(({ state, madeOf }) => state === 'done' && madeOf !== undefined)
      const old = made.flatMap(({ cellId, madeOf }) => (graph.cells.has(cellId) && madeOf !== componentVersions.get(cellId) ? [cellId] : []))
      return new Set([...old, ...dependents(graph, old)])
    },
    // A plan may forget what is known.
    plan: (wanted) => planOf({ ...execution, outcomes: new Map(execution.outcomes) }, wanted),
    isFresh(outcome) {
      const { cellId, state, fingerprint } = outcome
      const cell = execution.graph.cells.get(cellId)
      const isAsked = cell?.kind !== 'input' || isAsGiven(execution, cell, outcome)
      return isAsked && state === 'done' && fingerprint !== null && fingerprint === execution.fingerprints.get(cellId)
    },
    maySee: ({ cellId, audience }) => audience === execution.audienceFor(cellId),
  }
}
