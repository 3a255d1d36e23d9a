import { documentStepSchema, type DocumentStep } from '@atrium/documents'
import { z } from 'zod'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findDraft, takeDraft, writeDraft, type Draft } from '../../../resources/draft-store.ts'
import { authorOf, type ContentCtx } from '../content-ctx.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content-target.ts'
import { loggedState } from '../logged-state.ts'
import { chartDrafts, dashboardDrafts, sqlChartDrafts, type DraftKind } from './draft-kind.ts'

export type SaveDraft = ContentKey & {
  document: unknown
  undo: unknown
  redo: unknown
  /** `Draft.version` as the author knows it; null for a draft that is begun. */
  version: string | null
  /** The published revision that a begun draft is based on. */
  baseRevision: number
}

/** Saves the draft of a chart whole. `conflict` when it is not the one that the author knows. */
export const saveChartDraft = saveDraft(chartDrafts)

/** The same of a dashboard. */
export const saveDashboardDraft = saveDraft(dashboardDrafts)

/** The same of a SQL chart. */
export const saveSqlChartDraft = saveDraft(sqlChartDrafts)

/** Steps of each direction: more are not kept, whoever saves. */
const mostSteps = 200
/** Characters of a draft as text, steps included: enough for the largest dashboard that can be published. */
const mostCharacters = 8_000_000

const steps = z.array(documentStepSchema).max(mostSteps)

/** Saves the draft of a thing of this kind. */
export function saveDraft<Spec extends object>({ kind, noun, action, require, check, stepsOf }: DraftKind<Spec>) {
  return writeOperation<ContentCtx, SaveDraft, ContentTarget<Spec>, Draft<Spec>>({
    name: `${noun}.save_draft`,
    action,
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, { document, version, baseRevision, ...given }, target) {
      require(ctx, target)
      const { resource } = target
      const { draft: before, publishedRevision } = await takeDraft(ctx.tx, kind, { resourceId: resource.id, version })
      if (before === null && (baseRevision < 1 || baseRevision > publishedRevision)) {
        throw new AppError('invalid', `There is no published version ${baseRevision} to base a draft on`, { reason: 'base_revision' })
      }
      const { authorId, at } = authorOf(ctx)
      const spec = await check(ctx, document, target, before?.spec ?? resource.spec)
      const [undo, redo] = [stepsOf(readSteps('undo', given.undo)), stepsOf(readSteps('redo', given.redo))]
      requireSize({ spec, undo, redo })
      await writeDraft(ctx.tx, {
        resourceId: resource.id,
        spec,
        undo,
        redo,
        baseRevision: before?.baseRevision ?? baseRevision,
        savedById: authorId,
        savedAt: at,
      })
      ctx.afterCommit(() => ctx.onDraftChanged?.(resource.id))
      // One line for each person's stretch of editing: a line a second would bury the log.
      if (before?.savedBy?.id !== authorId || before === null) {
        ctx.record({ targetKind: kind.kind, targetId: resource.id, before: loggedState(resource), after: { ...loggedState(resource), draft: true } })
      }
      const saved = await findDraft<Spec>(ctx.tx, resource.id)
      if (saved === null) throw new Error('a draft vanished inside its own transaction')
      return saved
    },
  })
}

function readSteps(name: 'undo' | 'redo', given: unknown): DocumentStep[] {
  const read = steps.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const message = `${name}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`
  throw new AppError('invalid', `The steps of this draft cannot be kept: ${message}`, { reason: 'draft_steps', fields: [{ path: name, message }] })
}

function requireSize(draft: object): void {
  const size = JSON.stringify(draft).length
  if (size <= mostCharacters) return
  const megabytes = (size / 1_000_000).toFixed(1)
  throw new AppError(
    'invalid',
    `This draft is too large to keep: ${megabytes} million characters, ${mostCharacters / 1_000_000} are kept. Take something out.`,
    {
      reason: 'draft_too_large',
    },
  )
}
