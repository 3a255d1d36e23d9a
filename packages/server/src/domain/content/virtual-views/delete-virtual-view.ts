import { readOperation, writeOperation } from '../../../access/operation.ts'
import { trashResource } from '../../../resources/trash-store.ts'
import { exploreNameOf } from '../../projects/virtual-views/virtual-view-kind.ts'
import { authorOf } from '../content-ctx.ts'
import { contentUsing, type UsedContent } from '../content-using.ts'
import { tellOfChange } from '../../projects/tell-of-change.ts'
import { virtualViewTarget, type ViewKey, type ViewTarget, type VirtualViewCtx } from './virtual-view-target.ts'

/** A virtual view with its SQL, and what asks it: what would stop working without it. */
export type OpenVirtualView = { name: string; label: string; description: string | null; sql: string; columns: string[]; usedBy: UsedContent }

/** One virtual view, for those who may change it. */
export const getVirtualView = readOperation<VirtualViewCtx, ViewKey, ViewTarget, OpenVirtualView>({
  name: 'virtual_views.get',
  action: 'virtual_view.manage',
  target: virtualViewTarget,
  async run(ctx, { projectId }, { view }) {
    const name = exploreNameOf(view.slug)
    const { sql, columns } = view.spec
    const usedBy = await contentUsing(ctx, projectId, { explores: [name], fields: [] })
    return { name, label: view.name, description: view.description, sql, columns: columns.map(({ reference }) => reference), usedBy }
  },
})

/** Moves a virtual view into the trash. What asks it says from then on that it is gone, until it is restored. */
export const deleteVirtualView = writeOperation<VirtualViewCtx, ViewKey, ViewTarget, void>({
  name: 'virtual_views.delete',
  action: 'virtual_view.manage',
  writes: true,
  target: virtualViewTarget,
  async run(ctx, { projectId }, { view }) {
    const { authorId: userId, at } = authorOf(ctx)
    await trashResource(ctx.tx, view.id, { userId, at })
    ctx.record({
      targetKind: 'virtual_view',
      targetId: view.id,
      before: { name: exploreNameOf(view.slug), label: view.name, sql: view.spec.sql },
      after: { trashed: [view.id] },
    })
    await tellOfChange(ctx, projectId)
  },
})
