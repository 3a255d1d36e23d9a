import { isExploreError } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { storeOf } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import type { ChartDocument } from '@atrium/documents'
import { mayUseExplore } from '../explore/explore-access.ts'
import type { CatalogField, CatalogTable } from './catalog-items.ts'
import { catalogTarget, type CatalogTarget } from './catalog-target.ts'

type OfTable = { projectId: string; tableName: string }

/** Charts that ask an explore and that the caller may see, by name. */
export const chartsOfTable = readOperation<ContentCtx, OfTable, CatalogTarget, Resource<ChartDocument>[]>({
  name: 'catalog.table_charts',
  action: 'chart.list',
  target: catalogTarget,
  run: (ctx, { projectId, tableName }, target) => chartsUsing(ctx, projectId, [{ kind: 'explore', target: requireTable(ctx, target, tableName).tableName }]),
})

/** Charts that use a field of an explore's own table and that the caller may see, by name. */
export const chartsOfField = readOperation<ContentCtx, OfTable & { fieldName: string }, CatalogTarget, Resource<ChartDocument>[]>({
  name: 'catalog.field_charts',
  action: 'chart.list',
  target: catalogTarget,
  async run(ctx, { projectId, tableName, fieldName }, target) {
    const table = requireTable(ctx, target, tableName)
    const field = target.catalog.fields.find((one) => one.tableName === table.tableName && (one.fieldName === fieldName || one.fieldId === fieldName))
    if (field === undefined) throw new AppError('not_found', `Table "${tableName}" has no field "${fieldName}".`, { reason: 'item_missing' })
    return chartsUsing(ctx, projectId, fieldTargets(field))
  },
})

/** A table with its fields, as its own model has them. Throws `not_found`, also for a broken one. */
export const tableMetadata = readOperation<ContentCtx, OfTable, CatalogTarget, { table: CatalogTable; fields: CatalogField[] }>({
  name: 'catalog.table_metadata',
  action: 'explore.view',
  target: catalogTarget,
  async run(ctx, { tableName }, target) {
    const table = requireTable(ctx, target, tableName)
    return { table, fields: target.catalog.fields.filter((field) => field.tableName === tableName) }
  },
})

/** What charts refer to a field by: itself, and the intervals it is cut to. */
export const fieldTargets = ({ fieldId, intervalIds }: CatalogField): { kind: string; target: string }[] =>
  [fieldId, ...intervalIds].map((target) => ({ kind: 'field', target }))

/** Charts that point at one of these and that the caller may see, by name. */
export const chartsUsing = async (ctx: ContentCtx, projectId: string, referencing: { kind: string; target: string }[]): Promise<Resource<ChartDocument>[]> =>
  (await listResources(storeOf(ctx), {
    kinds: [chartKind.kind],
    scope: scopeOf(ctx, projectId),
    projectId,
    onlyUsedInside: true,
    referencing,
  })) as Resource<ChartDocument>[]

/** Dashboards that show one of these charts or filter by one of these fields, and that the caller may see, by name. */
export const dashboardsUsing = (ctx: ContentCtx, projectId: string, referencing: { kind: string; target: string }[]): Promise<Resource[]> =>
  listResources(storeOf(ctx), { kinds: [dashboardKind.kind], scope: scopeOf(ctx, projectId), projectId, referencing })

/** Throws `forbidden` for a table that the caller's attributes close, `not_found` for one that is broken or not offered. */
function requireTable(ctx: ContentCtx, { catalog: { tables }, model }: CatalogTarget, tableName: string): CatalogTable {
  const table = tables.find((one) => one.tableName === tableName)
  if (table !== undefined && !isExploreError(table.explore)) return table
  const closed = model?.explores.get(tableName)
  if (closed !== undefined && !mayUseExplore(ctx.actor, closed)) {
    throw new AppError('forbidden', "You don't have authorization to access this explore", { reason: 'explore_attributes' })
  }
  throw new AppError('not_found', `Explore "${tableName}" does not exist, or is none of the catalog of this project.`, { reason: 'explore_missing' })
}
