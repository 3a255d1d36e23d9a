import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { purgeTrash, untrashResource } from '../../resources/trash-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { virtualViewKind } from '../projects/virtual-views/virtual-view-kind.ts'
import { authorOf, storeOf, type ContentCtx } from './content-ctx.ts'
import { requireAction, scopeOf, targetOf } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import { neededToRestore, trashedKinds } from './needed-actions.ts'
import { tellOfChange } from '../projects/tell-of-change.ts'

/** Days that deleted things can be brought back. */
export const trashDays = 30

const kindsInSpaces = trashedKinds.filter((kind) => kind !== virtualViewKind.kind)
const mayRestore = ({ actor }: Ctx, resource: Resource): boolean =>
  actor.kind === 'user' && decide(actor, neededToRestore(resource), targetOf(resource)).allowed

/** A deleted thing, with whether the caller may bring it back, so that pages need not decide again. */
export type TrashedThing = Resource & { deletedAt: Date; mayRestore: boolean }

/** Deleted things in spaces that the caller may see, the outermost of what was deleted together; latest first. */
export const listTrash = readOperation<ContentCtx, { projectId: string }, ProjectTarget, TrashedThing[]>({
  name: 'trash.list',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const inSpaces = await listResources(storeOf(ctx), { kinds: kindsInSpaces, scope: scopeOf(ctx, projectId), projectId, trashed: true })
    // They are in no space: whoever may make them sees them.
    const views = await listResources(storeOf(ctx), { kinds: [virtualViewKind.kind], scope: { all: true }, projectId, trashed: true })
    return [...inSpaces, ...views.filter((view) => mayRestore(ctx, view))]
      .flatMap((resource) => (resource.deletedAt === null ? [] : [{ ...resource, deletedAt: resource.deletedAt, mayRestore: mayRestore(ctx, resource) }]))
      .toSorted((a, b) => b.deletedAt.getTime() - a.deletedAt.getTime())
  },
})

/** Brings a thing back with all that was deleted together with it; answers their ids. */
export const restoreFromTrash = writeOperation<ContentCtx, { id: string }, Target & { resource: Resource }, { restoredIds: string[] }>({
  name: 'trash.restore',
  action: 'project.view',
  writes: true,
  async target(ctx, { id }) {
    const [resource] = await listResources(storeOf(ctx), { kinds: trashedKinds, scope: { all: true }, ids: [id], trashed: true })
    if (resource === undefined) throw new AppError('not_found', 'This is not in the trash (any more)', { reason: 'not_in_trash' })
    return targetOf(resource)
  },
  async run(ctx, _input, target) {
    const { resource } = target
    requireAction(ctx, neededToRestore(resource), target)
    const restoredIds = await untrashResource(ctx.tx, resource.id, authorOf(ctx))
    if (resource.kind === virtualViewKind.kind) await tellOfChange(ctx, resource.projectId)
    ctx.record({ targetKind: resource.kind, targetId: resource.id, before: { trashed: restoredIds }, after: loggedState(resource) })
    return { restoredIds }
  },
})

/** Deletes for good what has been in the trash for `trashDays`; answers how many. Called by the day. */
export const emptyTrash = writeOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'trash.empty',
  action: 'organization.delete',
  allow: ['system'],
  writes: true,
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const removed = await purgeTrash(ctx.tx, new Date(ctx.clock.now() - trashDays * 86_400_000))
    for (const { id, kind, projectId, name } of removed) ctx.record({ targetKind: kind, targetId: id, projectId, before: { name }, after: null })
    return { removed: removed.length }
  },
})
