import { chartKind } from '../content/content-kinds.ts'
import { storeOf } from '../content/content-ctx.ts'
import { scopeOf } from '../content/content-target.ts'
import { countReferences } from '../../resources/reference-counts-store.ts'
import type { ProjectCtx } from '../projects/project-target.ts'
import type { CatalogItem } from './catalog-items.ts'

/** How many of the charts that the caller may see use each of some items. A date is used where one of its intervals is. */
export async function usageOf(ctx: ProjectCtx, projectId: string, items: readonly CatalogItem[]): Promise<(item: CatalogItem) => number> {
  const fields = items.flatMap((item) => (item.kind === 'table' ? [] : [[item.fieldId, [item.fieldId, ...item.intervalIds]] as const]))
  const tables = items.flatMap((item) => (item.kind === 'table' ? [[item.tableName, [item.tableName]] as const] : []))
  const filter = { projectId, kind: chartKind.kind, scope: scopeOf(ctx, projectId) }
  const byField = await countReferences(storeOf(ctx), { ...filter, pointingAt: 'field', targets: new Map(fields) })
  const byExplore = await countReferences(storeOf(ctx), { ...filter, pointingAt: 'explore', targets: new Map(tables) })
  return (item) => (item.kind === 'table' ? byExplore.get(item.tableName) : byField.get(item.fieldId)) ?? 0
}
