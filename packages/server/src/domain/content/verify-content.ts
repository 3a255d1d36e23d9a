import { writeOperation, type Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { authorOf, storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { targetOf, type ContentTarget } from './content-target.ts'
import { deleteVerification, listVerifications, saveVerification, type Verification } from './verification-store.ts'

/** Vouches for what a chart or dashboard asks; it falls away when that changes. */
export const verifyContent = writeOperation<ContentCtx, { id: string }, ContentTarget<object>, Verification>({
  name: 'content.verify',
  action: 'content.verify',
  writes: true,
  target: (ctx, { id }) => chartOrDashboard(ctx, id),
  async run(ctx, { id }, { resource }) {
    const { authorId: userId, at } = authorOf(ctx)
    await saveVerification(ctx.tx, id, { userId, at })
    ctx.record({ targetKind: resource.kind, targetId: id, before: null, after: { name: resource.name, verified: true, revision: resource.revision } })
    return (await listVerifications(ctx.tx, [id])).get(id) ?? { by: null, at }
  },
})

/** Takes the word of whoever vouched away. Nothing to do where nobody did. */
export const unverifyContent = writeOperation<ContentCtx, { id: string }, ContentTarget<object>, void>({
  name: 'content.unverify',
  action: 'content.verify',
  writes: true,
  target: (ctx, { id }) => chartOrDashboard(ctx, id),
  async run(ctx, { id }, { resource }) {
    if (!(await deleteVerification(ctx.tx, id))) return
    ctx.record({ targetKind: resource.kind, targetId: id, before: { name: resource.name, verified: true }, after: null })
  },
})

async function chartOrDashboard(ctx: Ctx, id: string): Promise<ContentTarget<object>> {
  const [found] = await listResources(storeOf(ctx), { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, ids: [id] })
  if (found === undefined) throw new AppError('not_found', 'This chart or dashboard does not exist or was deleted', { reason: 'content_missing' })
  return targetOf(found)
}
