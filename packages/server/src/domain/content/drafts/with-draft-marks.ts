import type { Ctx } from '../../../access/operation.ts'
import { listDraftMarks, type DraftMark } from '../../../resources/draft-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { storeOf } from '../content-ctx.ts'
import { mayChange } from '../needed-actions.ts'

/** Whose draft there is; absent for those who may not change the thing, for they are not to know. */
export type WithDraftMark = { draft?: DraftMark | null }

/** Charts, SQL charts and dashboards with whether they have unpublished changes, each for those who may change it. */
export async function withDraftMarks<Thing extends Resource>(ctx: Ctx, things: readonly Thing[]): Promise<(Thing & WithDraftMark)[]> {
  const open = new Set(things.filter((thing) => mayChange(ctx, thing)).map(({ id }) => id))
  const marks = await listDraftMarks(storeOf(ctx), [...open])
  return things.map((thing) => (open.has(thing.id) ? { ...thing, draft: marks.get(thing.id) ?? null } : thing))
}

/** The same for one thing. */
export async function withDraftMark<Thing extends Resource>(ctx: Ctx, thing: Thing): Promise<Thing & WithDraftMark> {
  if (!mayChange(ctx, thing)) return thing
  return { ...thing, draft: (await listDraftMarks(storeOf(ctx), [thing.id])).get(thing.id) ?? null }
}
