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

export type RunCells = {
  project: Project
  notebookId: string
  document: NotebookDocument
  kernels: SessionKernels
  /** Of inputs, by name, as they were accepted; an input that is not in it has its default. */
  inputs: ReadonlyMap<string, InputValue>
  wanted: WantedCells
  /** What the session has of its cells, by id. */
  kept: ReadonlyMap<string, CellOutcome>
  occasion: RunOccasion
  /** False: the warehouse is asked anew. */
  usesCachedSql: boolean
  /** Who looks, where nobody signed in: attributes of an embedded app; absent: the actor's own. */
  attributes?: Readonly<Record<string, string>>
  /** Told of each change of a cell, in order. Must not throw. */
  onOutcome(outcome: CellOutcome): void
}

export type CellsRun = {
  /** `failed`: at least one cell did. */
  state: 'completed' | 'failed' | 'cancelled'
  /** Ids, in the order in which they ended. */
  done: readonly string[]
  failed: readonly string[]
  leftOut: readonly string[]
}
