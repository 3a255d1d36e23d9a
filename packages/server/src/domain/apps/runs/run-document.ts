import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../../access/operation.ts'
import { findDraft } from '../../../resources/draft-store.ts'
import { findRevision } from '../../../resources/revision-store.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { findPublishing } from './app-run-store.ts'
import type { AppRun } from './types.ts'

/** What a run runs; null when that is gone: the draft went on since, or the revision was removed. */
export async function runDocument(ctx: Ctx, run: AppRun): Promise<NotebookDocument | null> {
  const store = storeOf(ctx)
  if (run.revision !== null) return ((await findRevision(store, run.appId, { number: run.revision }))?.spec as NotebookDocument | undefined) ?? null
  const draft = await findDraft<NotebookDocument>(store, run.appId)
  const publishing = await findPublishing(store, run.id)
  return draft !== null && draft.version === publishing?.version ? draft.spec : null
}
