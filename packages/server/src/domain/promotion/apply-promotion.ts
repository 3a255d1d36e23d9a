import { isDeepStrictEqual } from 'node:util'
import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import type { WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { insertResource, moveInsideOf, updateResource } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import { trashResource } from '../../resources/trash-store.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from '../content/content-kinds.ts'
import { loggedState } from '../content/logged-state.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { makeSpace } from './make-space.ts'
import type { PlannedChange, Promotion } from './types.ts'

export type PromotionCtx = ContentCtx & IdentityCtx & WriteCtx

/** What a thing is upstream: where, and with which content. */
type Wanted<Spec> = { spaceId: string; dashboardId: string | null; spec: Spec }

/**
 * Writes what a plan says, all of it in the open transaction; answers the ids upstream by those here. Throws `conflict`
 * when somebody was faster upstream (`revision_conflict`, `slug_taken`).
 */
export async function applyPromotion(
  ctx: PromotionCtx,
  promotion: Omit<Promotion, 'version'>,
  /** False: nobody gets into a space who was not in the one here. */
  { isOwn }: { isOwn: boolean },
): Promise<ReadonlyMap<string, string>> {
  const { spaces, dashboards, charts, sqlCharts } = promotion
  const ids = new Map<string, string>()
  for (const { source, upstream } of [...spaces, ...dashboards, ...charts, ...sqlCharts])
    if (source !== null && upstream !== null) ids.set(source.id, upstream.id)
  for (const { source, upstream } of spaces) {
    if (source === null || upstream !== null) continue
    const parentId = ids.get(source.space.parentId ?? '') ?? null
    ids.set(source.id, await makeSpace(ctx, source, { projectId: promotion.upstream.id, parentId, isOwn }))
  }
  const wantedOf = <Spec extends object>(source: Resource<Spec>, spec: Spec): Wanted<Spec> => ({
    spaceId: known(ids, source.space.id),
    dashboardId: source.dashboard === null ? null : known(ids, source.dashboard.id),
    spec,
  })
  const put = async <Spec extends object>(kind: ResourceKind<Spec>, change: PlannedChange<Spec>): Promise<void> => {
    if (change.source === null) await trash(ctx, promotion, change.upstream)
    else if (change.upstream !== null) await update(ctx, kind, promotion, change, wantedOf(change.source, change.source.spec))
    else ids.set(change.source.id, await create(ctx, kind, promotion, change.source, wantedOf(change.source, change.source.spec)))
  }
  const isInside = ({ source }: PlannedChange<ChartDocument>): boolean => source !== null && source.dashboard !== null
  for (const change of sqlCharts) await put(sqlChartKind, change)
  for (const change of charts) if (!isInside(change)) await put(chartKind, change)
  // A new dashboard is there before the charts inside of it, and shows them once they are there too.
  for (const { source, upstream } of dashboards) {
    if (source === null || upstream !== null) continue
    ids.set(source.id, await create(ctx, dashboardKind, promotion, source, wantedOf(source, withCharts(source.spec, ids))))
  }
  for (const change of charts) if (isInside(change)) await put(chartKind, change)
  for (const change of dashboards) {
    if (change.source === null) continue
    const upstream = change.upstream ?? (await mustFind(ctx, dashboardKind, known(ids, change.source.id)))
    const action = change.upstream === null ? 'update' : change.action
    await update(ctx, dashboardKind, promotion, { ...change, action, upstream }, wantedOf(change.source, withCharts(change.source.spec, ids)))
  }
  return ids
}

const known = (ids: ReadonlyMap<string, string>, id: string): string => {
  const found = ids.get(id)
  if (found === undefined) throw new Error(`a promotion that does not know where ${id} goes`)
  return found
}

/** Tiles show the charts upstream; those whose chart is gone show none. */
function withCharts(document: DashboardDocument, ids: ReadonlyMap<string, string>): DashboardDocument {
  return {
    ...document,
    tiles: document.tiles.map((tile) => {
      if (tile.type === 'sql_chart') return { ...tile, properties: { ...tile.properties, savedSqlUuid: ids.get(tile.properties.savedSqlUuid ?? '') ?? null } }
      if (tile.type !== 'saved_chart') return tile
      return { ...tile, properties: { ...tile.properties, savedChartUuid: ids.get(tile.properties.savedChartUuid ?? '') ?? null } }
    }),
  }
}

async function create<Spec extends object>(
  ctx: PromotionCtx,
  kind: ResourceKind<Spec>,
  { upstream }: Pick<Promotion, 'upstream'>,
  source: Resource<Spec>,
  wanted: Wanted<Spec>,
): Promise<string> {
  const { name, description, slug, organizationId } = source
  const id = await insertResource(ctx.tx, kind, { organizationId, projectId: upstream.id, name, description, slug, ...wanted, ...authorOf(ctx) })
  const made = await mustFind(ctx, kind, id)
  // Slugs are how the two sides know each other: one that was counted up would be another thing at the next promotion.
  if (made.slug !== slug)
    throw new AppError('conflict', `Somebody just made another ${kind.kind} with the slug "${slug}" upstream. Look at the changes again.`, {
      reason: 'slug_taken',
    })
  record(ctx, source, null, made)
  return id
}

async function update<Spec extends object>(
  ctx: PromotionCtx,
  kind: ResourceKind<Spec>,
  { source: from }: Pick<Promotion, 'source'>,
  { action, source, upstream }: PlannedChange<Spec>,
  { spaceId, dashboardId, spec }: Wanted<Spec>,
): Promise<void> {
  if (action !== 'update' || source === null || upstream === null) return
  const author = authorOf(ctx)
  const { name, description } = source
  const isMoved = spaceId !== upstream.space.id
  const isRenamed = name !== upstream.name || description !== upstream.description
  const isRewritten = !isDeepStrictEqual(spec, upstream.spec)
  if (isMoved || isRenamed) await updateResource(ctx.tx, upstream.id, { name, description, spaceId, dashboardId }, author)
  if (isMoved && kind.kind === dashboardKind.kind) await moveInsideOf(ctx.tx, upstream.id, spaceId, author)
  if (isRewritten) {
    const expectedRevision = upstream.revision
    await appendRevision(ctx.tx, kind, { resourceId: upstream.id, spec, ...author, expectedRevision, message: `Promoted from ${from.name}` })
  }
  if (isMoved || isRenamed || isRewritten) record(ctx, source, upstream, await mustFind(ctx, kind, upstream.id))
}

async function trash(ctx: PromotionCtx, { source: from }: Pick<Promotion, 'source'>, gone: Resource | null): Promise<void> {
  if (gone === null) return
  const { authorId: userId, at } = authorOf(ctx)
  const trashed = await trashResource(ctx.tx, gone.id, { userId, at })
  const after = { trashed, promotedFrom: from.id }
  ctx.record({ targetKind: gone.kind, targetId: gone.id, projectId: gone.projectId, before: loggedState(gone), after })
}

/** A line of the upstream project, saying where it came from. */
function record(ctx: PromotionCtx, source: Resource, before: Resource | null, after: Resource): void {
  ctx.record({
    targetKind: after.kind,
    targetId: after.id,
    projectId: after.projectId,
    before: before === null ? null : loggedState(before),
    after: { ...loggedState(after), promotedFrom: source.id },
  })
}

async function mustFind<Spec extends object>(ctx: PromotionCtx, kind: ResourceKind<Spec>, id: string): Promise<Resource<Spec>> {
  const found = await findResource<Spec>(ctx.tx, kind, { idOrSlug: id })
  if (found === null)
    throw new AppError('conflict', `A ${kind.kind} upstream was deleted meanwhile. Look at the changes again.`, { reason: 'upstream_changed' })
  return found
}
