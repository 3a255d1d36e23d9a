import type { Ctx } from '../../../access/operation.ts'
import { decide } from '../../../access/rules.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Resource, Revision } from '../../../resources/resource.ts'
import { findRevisionsAt } from '../../../resources/revision-store.ts'
import { findStates, type State } from '../../../resources/state-store.ts'
import { storeOf } from '../content-ctx.ts'
import { targetOf } from '../content-target.ts'
import { neededToChange, neededToRestore } from '../needed-actions.ts'
import { isSameContent } from '../same-content.ts'
import type { Past } from '../types.ts'

/** A thing with the content, name and description it had; its place, and with it who may see it, is that of today. */
export type PastResource<Spec extends object = object> = Resource<Spec> & { past: Past }

/** A thing as it was at a moment. Throws `not_found` with what to do when it was not made yet or was in the trash. */
export async function asItWas<Spec extends object>(ctx: Ctx, resource: Resource<Spec>, at: Date): Promise<PastResource<Spec>> {
  const state = (await findStates(storeOf(ctx), [resource.id], at)).get(resource.id)
  const revision = (await findRevisionsAt(storeOf(ctx), [resource.id], at)).get(resource.id)
  const what = resource.kind.replaceAll('_', ' ')
  if (state === undefined || revision === undefined) {
    throw new AppError('not_found', `This ${what} was not there yet: it was made at ${resource.createdAt.toISOString()}. Choose a later moment.`, {
      reason: 'not_made_yet',
    })
  }
  if (state.isDeleted) {
    throw new AppError('not_found', `This ${what} was in the trash at that moment, since ${state.at.toISOString()}. Choose an earlier one.`, {
      reason: 'deleted_then',
    })
  }
  return pastOf(ctx, resource, { at, state, revision: revision as Revision<Spec> })
}

/** Things as they were at a moment; those that were not there then are left out. */
export async function allAsTheyWere<Spec extends object>(ctx: Ctx, resources: readonly Resource<Spec>[], at: Date): Promise<PastResource<Spec>[]> {
  const ids = resources.map(({ id }) => id)
  const states = await findStates(storeOf(ctx), ids, at)
  const revisions = await findRevisionsAt(storeOf(ctx), ids, at)
  return resources.flatMap((resource) => {
    const state = states.get(resource.id)
    const revision = revisions.get(resource.id) as Revision<Spec> | undefined
    return state === undefined || state.isDeleted || revision === undefined ? [] : [pastOf(ctx, resource, { at, state, revision })]
  })
}

type Then<Spec extends object> = { at: Date; state: State; revision: Revision<Spec> }

function pastOf<Spec extends object>(ctx: Ctx, resource: Resource<Spec>, { at, state, revision }: Then<Spec>): PastResource<Spec> {
  // Who did what came last.
  const isSavedLast = revision.createdAt >= state.at
  return {
    ...resource,
    name: state.name,
    description: state.description,
    slug: state.slug,
    spec: revision.spec,
    revision: revision.number,
    revisionId: revision.id,
    updatedAt: isSavedLast ? revision.createdAt : state.at,
    updatedBy: isSavedLast ? revision.author : state.by,
    past: {
      at,
      savedAt: revision.createdAt,
      savedBy: revision.author,
      nameNow: resource.name,
      isCurrent: saysToday(resource, { state, revision }),
      deletedAt: resource.deletedAt,
      deletedBy: resource.deletedBy,
      mayRestore: mayRestore(ctx, resource),
    },
  }
}

/** Whether it said then what it says today, whatever was saved or brought back in between. */
const saysToday = <Spec extends object>({ kind, name, description, ...today }: Resource<Spec>, { state, revision }: Omit<Then<Spec>, 'at'>): boolean =>
  state.name === name && state.description === description && (revision.number === today.revision || isSameContent(kind, revision.spec, today.spec))

/** Whether the caller may bring a thing back: what is in the trash as from there, the rest as by changing it. */
function mayRestore({ actor }: Ctx, resource: Resource): boolean {
  if (actor.kind !== 'user') return false
  const needed = [...(resource.deletedAt === null ? [] : [neededToRestore(resource)]), ...neededToChange(resource)]
  return needed.every((action) => decide(actor, action, targetOf(resource)).allowed)
}
