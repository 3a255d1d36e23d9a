import type { ChartDocument } from '@atrium/documents'
import { perform, readOperation } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { listMetricChanges, type PastChange } from '../projects/metric-changes-store.ts'
import { catalogTarget, type CatalogTarget } from './catalog-target.ts'
import { getCatalogItem, type CatalogEntry } from './list-catalog.ts'
import { chartsUsing, dashboardsUsing, fieldTargets } from './where-used.ts'

/** An item with where it is used and, of a metric, what it was. */
export type DescribedItem = {
  entry: CatalogEntry
  /** Of what the caller may see, by name. */
  charts: readonly Resource<ChartDocument>[]
  dashboards: readonly Resource[]
  /** Latest first. */
  history: readonly PastChange[]
}

const shownChanges = 50

/** Everything about one item of the catalog. */
export const describeItem = readOperation<ContentCtx, { projectId: string; itemId: string }, CatalogTarget, DescribedItem>({
  name: 'catalog.describe',
  action: 'explore.view',
  target: catalogTarget,
  async run(ctx, { projectId, itemId }) {
    const entry = await perform(getCatalogItem, ctx, { projectId, itemId })
    const { tableName, fieldName } = entry
    const targets = entry.kind === 'table' ? [{ kind: 'explore', target: tableName }] : fieldTargets(entry)
    const charts = await chartsUsing(ctx, projectId, targets)
    const dashboards = await dashboardsUsing(ctx, projectId, [...charts.map(({ id }) => ({ kind: 'chart', target: id })), ...targets])
    const history = entry.kind === 'metric' ? await listMetricChanges(storeOf(ctx), { projectId, tableName, fieldName, limit: shownChanges }) : []
    return { entry, charts, dashboards, history }
  },
})
