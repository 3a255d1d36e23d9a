import { diffDocuments, renameInChart, renameInDashboard, type ChartDocument, type DashboardDocument, type DocumentDifference } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { decide, isInScope } from '../../access/rules.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { scopeOf, targetOf } from '../content/content-target.ts'
import { nothingGone } from '../projects/gone-names.ts'
import { outlineOf } from '../projects/model-outline.ts'
import type { ProjectModel } from '../projects/types.ts'
import { breakagesOfChart } from './check-chart.ts'
import { breakagesOfDashboard } from './check-dashboard.ts'
import { indexOf, type ModelIndex } from './model-index.ts'
import { renamesOf, type Rename } from './renames-of.ts'

/** A chart or dashboard that a rename changes. */
export type PlannedChange = {
  resource: Resource
  document: ChartDocument | DashboardDocument
  differences: DocumentDifference[]
  /** Something else is missing in it: the rename alone does not mend it. */
  isStillBroken: boolean
}

export type RenamePlan = {
  changes: PlannedChange[]
  /** Content that the caller sees and may not change. */
  notTheirs: Resource[]
  /** How much there is in spaces that the caller may not see. */
  hidden: number
}

/** What a rename changes in the content of a project, and what of that the caller may change. Writes nothing. */
export async function planRename(
  ctx: Ctx,
  db: Db | Tx,
  { projectId, model, rename }: { projectId: string; model: ProjectModel | null; rename: Rename },
): Promise<RenamePlan> {
  const index = indexOf(outlineOf(model?.explores.values() ?? []))
  const renames = renamesOf(rename, index, model?.gone ?? nothingGone)
  const content = await listResources(db, { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, projectId })
  const scope = scopeOf(ctx, projectId)
  const plan: RenamePlan = { changes: [], notTheirs: [], hidden: 0 }
  for (const resource of content) {
    const document = renamedDocument(resource, rename, renames)
    const differences = document === null ? [] : diffDocuments(resource.spec, document)
    if (document === null || differences.length === 0) continue
    if (!isInScope(scope, resource.space)) plan.hidden += 1
    else if (!mayChange(ctx, resource)) plan.notTheirs.push(resource)
    else plan.changes.push({ resource, document, differences, isStillBroken: isBroken(document, index) })
  }
  return plan
}

function renamedDocument({ kind, spec }: Resource, rename: Rename, renames: ReturnType<typeof renamesOf>): ChartDocument | DashboardDocument | null {
  const only = rename.kind === 'field' ? rename.explore : null
  if (kind === chartKind.kind) {
    const chart = spec as ChartDocument
    return only === null || chart.tableName === only ? renameInChart(chart, renames) : null
  }
  return only === null ? renameInDashboard(spec as DashboardDocument, renames) : null
}

const isBroken = (document: ChartDocument | DashboardDocument, index: ModelIndex): boolean =>
  'tiles' in document
    ? breakagesOfDashboard({ ...document, tiles: [] }, index, { charts: new Map(), sqlCharts: new Set() }).length > 0
    : breakagesOfChart(document, index).length > 0

const mayChange = ({ actor }: Ctx, resource: Resource): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'user' && decide(actor, resource.kind === chartKind.kind ? 'chart.update' : 'dashboard.update', targetOf(resource)).allowed)
