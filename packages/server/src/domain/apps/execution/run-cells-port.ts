import type { InputValue, NotebookDocument, RunReach } from '@atrium/documents'
import type { Kernel, KernelCalls, KernelLanguage } from '../../../kernels/kernel.ts'
import type { Project } from '../../projects/types.ts'
import type { CellOutcome } from './outcome.ts'

/** What templates and code know the occasion by. */
export type RunOccasion = 'logic' | 'app' | 'api-triggered' | 'scheduled'

/** Which cells of a notebook are to run; each with what it reads and is stale. */
export type WantedCells =
  | { how: 'cells'; cells: readonly string[]; reach: RunReach }
  | { how: 'stale' }
  /** Everything, nothing of before counts. */
  | { how: 'all' }
  /** What an app shows, code, and what writes; nothing of before counts. `writes` false: nothing outside is changed. */
  | { how: 'app'; writes: boolean }

/** The kernels of one session, opened when the first cell of a language runs. Whoever made them closes them. */
export type SessionKernels = {
  kernel(language: KernelLanguage, calls: KernelCalls): Promise<Kernel>
  interrupt(): void
  close(): Promise<void>
}

/** Where somebody stands in a notebook: what it says, which values count, and what came of its cells so far. */
export type CellsScope = {
  project: Project
  notebookId: string
  document: NotebookDocument
  /** Of inputs, by name, as they were accepted; an input that is not in it has its default. */
  inputs: ReadonlyMap<string, InputValue>
  /** What the session has of its cells, by id. */
  kept: ReadonlyMap<string, CellOutcome>
  /** Cells that may run; absent: all. */
  only?: ReadonlySet<string>
  occasion: RunOccasion
  /** Who looks, where nobody signed in: attributes of an embedded app; absent: the actor's own. */
  attributes?: Readonly<Record<string, string>>
}

export type RunCells = CellsScope & {
  kernels: SessionKernels
  wanted: WantedCells
  /** False: the warehouse is asked anew. */
  usesCachedSql: boolean
  /** Told of each change of a cell, in order. Must not throw. */
  onOutcome(outcome: CellOutcome): void
  /** Told when a result does not offer an input's value any more, so that its default counts again. Must not throw. */
  onDropped?(name: string): void
  /** Asked now and then between cells; where it throws, no further cell begins, those under way are stopped, and the run ends with that. */
  mayGoOn?(): Promise<void>
}

export type CellsRun = {
  /** `failed`: at least one cell did. */
  state: 'completed' | 'failed' | 'cancelled'
  /** Ids, in the order in which they ended. */
  done: readonly string[]
  failed: readonly string[]
  leftOut: readonly string[]
}
