import type { NotebookGraph } from '@atrium/documents'
import type { SessionState } from '../../../app-session/session-store.ts'

/** Whether all that a cell reads is there, as it would be read now. */
export const areReadsDone = ({ reads }: NotebookGraph, { stale, outcomes }: SessionState, cellId: string): boolean =>
  [...(reads.get(cellId)?.keys() ?? [])].every((id) => !stale.has(id) && outcomes.get(id)?.state === 'done')
