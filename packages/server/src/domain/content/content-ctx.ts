import { whoOf } from '../../access/actor.ts'
import type { Ctx, WriteCtx } from '../../access/operation.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { ViewCounter } from '../../resources/view-counter.ts'
import type { ProjectCtx } from '../projects/project-target.ts'

/** What operations on charts, dashboards and spaces need. */
export type ContentCtx = ProjectCtx & {
  views: ViewCounter
  /** Told after the commit that the draft of a thing is another one. Must not throw. */
  onDraftChanged?(resourceId: string): void
  /** Told after the commit that viewers have another version of a notebook of this project. Must not throw. */
  onNotebookPublished?(projectId: string): void
}

/**
 * Where to read: inside an open transaction what it has written so far, and never a second connection while one is
 * held (with enough callers at once nobody would get theirs).
 */
export const storeOf = (ctx: Ctx & Partial<Pick<WriteCtx, 'tx'>>): Db | Tx => ctx.tx ?? ctx.db

/** Who writes, and when: for the columns that say so. */
export const authorOf = (ctx: Ctx): { authorId: string | null; at: Date } => ({
  authorId: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
  at: new Date(ctx.clock.now()),
})

/** Counts a view of a thing; looking as somebody else is none of theirs. */
export function countView(ctx: ContentCtx, id: string): void {
  const { actorId, asId } = whoOf(ctx.actor)
  if (asId === null) ctx.views.count(id, ctx.actor.kind === 'user' ? actorId : null)
}
