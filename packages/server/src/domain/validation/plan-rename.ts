import {
  changeEveryState,
  diffDocuments,
  renameInChart,
  renameInDashboard,
  type ChartDocument,
  type DashboardDocument,
  type DocumentDifference,
  type EditedDocument,
} from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { isInScope } from '../../access/rules.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { listDrafts, type Draft } from '../../resources/draft-store.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import { mayChange } from '../content/needed-actions.ts'
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

/** A draft that a rename changes, with its steps: who publishes it takes no rename back. */
export type PlannedDraft = EditedDocument<object> & {
  resource: Resource
  before: Draft
  /** Its steps lead through states that cannot be read: it is kept without them. */
  losesSteps: boolean
}

export type RenamePlan = {
  changes: PlannedChange[]
  drafts: PlannedDraft[]
  /** Content that the caller sees and may not change. */
  notTheirs: Resource[]
  /** How much there is in spaces that the caller may not see. */
  hidden: number
}

/** What a rename changes in the content of a project and its drafts, and what of that the caller may change. Writes nothing. */
export async function planRename(
  ctx: Ctx,
  db: Db | Tx,
  { projectId, model, rename }: { projectId: string; model: ProjectModel | null; rename: Rename },
): Promise<RenamePlan> {
  const index = indexOf(outlineOf(model?.explores.values() ?? []))
  const renames = renamesOf(rename, index, model?.gone ?? nothingGone)
  const content = await listResources(db, { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, projectId })
  const scope = scopeOf(ctx, projectId)
  const drafts = new Map((await listDrafts(db, projectId)).map((draft) => [draft.resourceId, draft]))
  const plan: RenamePlan = { changes: [], drafts: [], notTheirs: [], hidden: 0 }
  for (const resource of content) {
    const change = renaming(resource.kind, rename, renames)
    const document = change(resource.spec) as ChartDocument | DashboardDocument
    const differences = diffDocuments(resource.spec, document)
    const draft = plannedDraft(resource, drafts.get(resource.id), change)
    if (differences.length === 0 && draft === null) continue
    if (isInScope(scope, resource.space) && mayRename(ctx, resource)) {
      if (differences.length > 0) plan.changes.push({ resource, document, differences, isStillBroken: isBroken(document, index) })
      if (draft !== null) plan.drafts.push(draft)
      // Drafts are for those who may change a thing: others do not learn that there is one.
    } else if (differences.length > 0) {
      if (isInScope(scope, resource.space)) plan.notTheirs.push(resource)
      else plan.hidden += 1
    }
  }
  return plan
}

function renaming(kind: string, rename: Rename, renames: ReturnType<typeof renamesOf>): (spec: object) => object {
  const only = rename.kind === 'field' ? rename.explore : null
  if (kind !== chartKind.kind) return (spec) => (only === null ? renameInDashboard(spec as DashboardDocument, renames) : spec)
  return (spec) => (only === null || (spec as ChartDocument).tableName === only ? renameInChart(spec as ChartDocument, renames) : spec)
}

/** Null where the draft says the same afterwards, in every state of it. */
function plannedDraft(resource: Resource, before: Draft | undefined, change: (spec: object) => object): PlannedDraft | null {
  if (before === undefined) return null
  const { spec: document, undo, redo } = before
  const edited = withSteps({ document, undo, redo }, change)
  const losesSteps = edited === null
  const after = edited ?? { document: change(document), undo: [], redo: [] }
  const isSame = diffDocuments({ document, undo, redo }, after).length === 0
  return isSame ? null : { resource, before, losesSteps, ...after }
}

/** Null where a step leads to something that is no document: what clients send as steps is not looked at when it is saved. */
function withSteps(edited: EditedDocument<object>, change: (spec: object) => object): EditedDocument<object> | null {
  try {
    return changeEveryState(edited, change)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

const isBroken = (document: ChartDocument | DashboardDocument, index: ModelIndex): boolean =>
  'tiles' in document
    ? breakagesOfDashboard({ ...document, tiles: [] }, index, { charts: new Map(), sqlCharts: new Set() }).length > 0
    : breakagesOfChart(document, index).length > 0

/** The house itself may, as it does all. */
const mayRename = (ctx: Ctx, resource: Resource): boolean => ctx.actor.kind === 'system' || mayChange(ctx, resource)
