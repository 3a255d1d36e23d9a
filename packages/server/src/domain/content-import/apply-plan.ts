import type { DashboardDocument, ImportPlan, PlannedItem } from '@atrium/documents'
import { perform, type WriteCtx } from '../../access/operation.ts'
import { namedId, newId } from '../../platform/ids.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { authorOf } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind } from '../content/content-kinds.ts'
import { createChart } from '../content/create-chart.ts'
import { createDashboard } from '../content/create-dashboard.ts'
import { createSpace } from '../content/create-space.ts'
import { saveChartVersion } from '../content/save-chart-version.ts'
import { isSameContent } from '../content/same-content.ts'
import { createSqlChart } from '../content/sql-charts/create-sql-chart.ts'
import { updateSqlChart } from '../content/sql-charts/update-sql-chart.ts'
import { updateChart } from '../content/update-chart.ts'
import { updateDashboard } from '../content/update-dashboard.ts'
import { updateSpace } from '../content/update-space.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import { insertContentImport, type ImportedChange, type ImportedModels } from './content-import-store.ts'
import { importedKey, importedThings, rememberImported } from './imported-content-store.ts'
import { isSameHead, stateOf } from './imported-state.ts'

type Place = { projectId: string; /** Where things without a space of their own go. */ spaceId: string }
type WritingCtx = ContentImportCtx & WriteCtx

export type AppliedPlan = { importId: string; created: number; updated: number }

/**
 * Writes a plan in the open transaction with the operations that a person would use: each asks for its right. What it did is
 * kept, to be taken back.
 */
export async function applyPlan(
  ctx: WritingCtx,
  { format, items }: Pick<ImportPlan, 'format' | 'items'>,
  { models, ...place }: Place & { /** What was done to the model folder before. */ models: ImportedModels | null },
): Promise<AppliedPlan> {
  const { projectId } = place
  const known = await importedThings(ctx.tx, { projectId, format })
  const before = await resourcesOf(ctx, projectId, [...known.values()])
  /** Ids here by `importedKey`, of this import alone: nothing else is meant by what it names. */
  const ids = new Map<string, string>()
  const importId = newId()
  const { authorId, at } = authorOf(ctx)
  let created = 0
  for (const item of items) {
    const earlier = known.get(importedKey(item)) ?? null
    const spaceId = (item.spaceId === null ? undefined : ids.get(importedKey({ kind: 'space', sourceId: item.spaceId }))) ?? place.spaceId
    const resourceId = await write(ctx, item, { projectId, spaceId, before: earlier, ids })
    ids.set(importedKey(item), resourceId)
    if (earlier === null) created += 1
    await rememberImported(ctx.tx, { projectId, format, kind: item.kind, sourceId: item.sourceId, resourceId, at })
  }
  const after = await resourcesOf(ctx, projectId, [...ids.values()])
  const changes = items.flatMap((item): ImportedChange[] => {
    const now = after.get(ids.get(importedKey(item)) ?? '')
    return now === undefined ? [] : changeOf(item.kind, before.get(now.id), now)
  })
  await insertContentImport(ctx.tx, { id: importId, projectId, format, changes, models, authorId, doneAt: at })
  return { importId, created, updated: items.length - created }
}

async function resourcesOf(ctx: WritingCtx, projectId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Resource>> {
  const kinds = [chartKind, sqlChartKind, dashboardKind, spaceKind].map(({ kind }) => kind)
  return new Map((await listResources(ctx.tx, { kinds, scope: { all: true }, projectId, ids })).map((one) => [one.id, one]))
}

/** Nothing for what is as it was before: there is nothing to take back. */
function changeOf(kind: PlannedItem['kind'], before: Resource | undefined, after: Resource): ImportedChange[] {
  if (before !== undefined && isSameHead(before, after) && isSameContent(kind, before.spec, after.spec)) return []
  return [{ resourceId: after.id, kind, before: before === undefined ? null : stateOf(before), after: stateOf(after) }]
}

type Written = Place & { /** The thing that an earlier import made. */ before: string | null; ids: ReadonlyMap<string, string> }

async function write(ctx: WritingCtx, item: PlannedItem, { projectId, spaceId, before, ids }: Written): Promise<string> {
  const { name, description } = item
  const key = { projectId, idOrSlug: before ?? '' }
  const fresh = { projectId, spaceId, name, description, ...(item.slug === undefined ? {} : { slug: item.slug }) }
  const change = { name, description }
  switch (item.kind) {
    case 'space':
      if (before === null) return (await perform(createSpace, ctx, { projectId, name, parentId: spaceId })).id
      return (await perform(updateSpace, ctx, { ...key, name })).id
    case 'chart': {
      const { document } = item
      if (before === null) return (await perform(createChart, ctx, { ...fresh, document })).id
      await perform(updateChart, ctx, { ...key, change })
      return (await perform(saveChartVersion, ctx, { ...key, document })).id
    }
    case 'sql_chart': {
      const { document } = item
      if (before === null) return (await perform(createSqlChart, ctx, { ...fresh, document })).id
      return (await perform(updateSqlChart, ctx, { ...key, change, document })).id
    }
    case 'dashboard': {
      const document = withIdsHere(item.document, { projectId, sourceId: item.sourceId, ids })
      if (before === null) return (await perform(createDashboard, ctx, { ...fresh, document })).id
      return (await perform(updateDashboard, ctx, { ...key, change, document })).id
    }
  }
}

/** The dashboard with charts by their ids here; tiles and tabs get ids that the next import gives them again. */
function withIdsHere(
  document: DashboardDocument,
  { projectId, sourceId, ids }: { projectId: string; sourceId: string; ids: ReadonlyMap<string, string> },
): DashboardDocument {
  const own = (part: 'tile' | 'tab', id: string): string => namedId(projectId, 'import', sourceId, part, id)
  const here = (kind: 'chart' | 'sql_chart', id: string | null): string | null => (id === null ? null : (ids.get(importedKey({ kind, sourceId: id })) ?? null))
  const tabOf = (id: string | null | undefined): { tabUuid?: string | null } => (id === undefined ? {} : { tabUuid: id === null ? null : own('tab', id) })
  const target = (targets: Record<string, unknown> | undefined): object =>
    targets === undefined ? {} : { tileTargets: Object.fromEntries(Object.entries(targets).map(([id, value]) => [own('tile', id), value])) }
  const rules = (list: DashboardDocument['filters']['dimensions']): DashboardDocument['filters']['dimensions'] =>
    list.map((rule) => ({ ...rule, ...target(rule.tileTargets) }))
  return {
    ...document,
    tabs: document.tabs.map((tab) => ({ ...tab, uuid: own('tab', tab.uuid) })),
    tiles: document.tiles.map((tile) => {
      const placed = { ...tile, uuid: own('tile', tile.uuid), ...tabOf(tile.tabUuid) }
      if (placed.type === 'saved_chart')
        return { ...placed, properties: { ...placed.properties, savedChartUuid: here('chart', placed.properties.savedChartUuid) } }
      if (placed.type === 'sql_chart')
        return { ...placed, properties: { ...placed.properties, savedSqlUuid: here('sql_chart', placed.properties.savedSqlUuid) } }
      return placed
    }),
    filters: {
      dimensions: rules(document.filters.dimensions),
      metrics: rules(document.filters.metrics),
      tableCalculations: rules(document.filters.tableCalculations),
    },
  }
}
