import type { Action } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx, type Operation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import type { Resource } from '../../resources/resource.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { chartNow, dashboardNow, withAccess } from './as-seen.ts'
import { authorOf, storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, notebookKind, spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, requireAction, scopeOf, type ContentKey, type ContentTarget } from './content-target.ts'
import { placePins, togglePin } from './pin-store.ts'
import { spaceNow, withFigures } from './space-as-seen.ts'
import type { Chart, DashboardSummary, SpaceSummary } from './types.ts'

/** Apps are on the home page alone: formats that list pins do not know them. */
export type PinnedItem = { kind: 'space'; space: SpaceSummary } | { kind: 'chart'; chart: Chart } | { kind: 'dashboard'; dashboard: DashboardSummary }

/** Each project has one list of what is pinned in it, which goes by the id of the project. */
export const pinnedListOf = (projectId: string): string => projectId

type PinnedList = { projectId: string; listId: string }

/** What is pinned in a project and the caller may see, in its order; what has no place of its own comes last, by name. */
export const listPinned = readOperation<ContentCtx, PinnedList, ProjectTarget, PinnedItem[]>({
  name: 'pins.list',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, list) {
    requireListOfProject(list)
    return pinnedAsSeen(ctx, await visiblePinned(ctx, list.projectId))
  },
})

export type PlacePinned = PinnedList & { places: readonly { kind: 'space' | 'chart' | 'dashboard' | 'notebook'; id: string; order: number | null }[] }

/**
 * Gives pinned things their places: all or none. Throws `invalid` naming those that are not pinned here, of another kind or
 * out of the caller's sight: they cannot tell which of it.
 */
export const placePinned = writeOperation<ContentCtx, PlacePinned, ProjectTarget, PinnedItem[]>({
  name: 'pins.order',
  action: 'pins.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { places, ...list }) {
    requireListOfProject(list)
    const before = new Map((await visiblePinned(ctx, list.projectId)).map((item) => [item.id, item]))
    const fields = places.flatMap(({ kind, id }, index) =>
      before.get(id)?.kind === kind ? [] : [{ path: `${index}.data.uuid`, value: id, message: `No ${kind} with the id ${id} is pinned in this project` }],
    )
    if (fields.length > 0) throw new AppError('invalid', fields[0]?.message ?? '', { reason: 'not_pinned', fields })
    await placePins(
      ctx.tx,
      list.projectId,
      places.map(({ id, order }) => ({ resourceId: id, order })),
    )
    const after = await visiblePinned(ctx, list.projectId)
    ctx.record({
      targetKind: 'project',
      targetId: list.projectId,
      before: { pinned: inOrder([...before.values()]).map(({ id }) => id) },
      after: { pinned: inOrder(after).map(({ id }) => id) },
    })
    return pinnedAsSeen(ctx, after)
  },
})

/** Pins a chart for everybody who sees it, or takes the pin away; answers the chart as it is then. */
export const toggleChartPin = pinToggle('charts.toggle_pin', 'chart.view', chartKind, chartNow)
/** The same for a dashboard. */
export const toggleDashboardPin = pinToggle('dashboards.toggle_pin', 'dashboard.view', dashboardKind, dashboardNow)
/** The same for a space. */
export const toggleSpacePin = pinToggle('spaces.toggle_pin', 'space.view', spaceKind, spaceNow)

/** Pins a thing of a kind or takes its pin away: it needs the right to pin, and that to see the thing. */
export function pinToggle<Spec extends object, Now>(
  name: string,
  view: Action,
  kind: ResourceKind<Spec>,
  now: (ctx: Ctx, id: string) => Promise<Now>,
): Operation<ContentCtx, ContentKey, Now> {
  return writeOperation<ContentCtx, ContentKey, ContentTarget<Spec>, Now>({
    name,
    action: 'pins.manage',
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, _key, target) {
      requireAction(ctx, view, target)
      const { resource } = target
      const { authorId: userId, at } = authorOf(ctx)
      const isPinned = await togglePin(ctx.tx, { resourceId: resource.id, projectId: resource.projectId, userId, at })
      ctx.record({ targetKind: kind.kind, targetId: resource.id, before: { isPinned: !isPinned }, after: { isPinned } })
      return now(ctx, resource.id)
    },
  })
}

/** What of the pinned the caller may see, by name. */
export const visiblePinned = (ctx: Ctx, projectId: string): Promise<Resource[]> =>
  listResources(storeOf(ctx), {
    kinds: [spaceKind.kind, chartKind.kind, dashboardKind.kind, notebookKind.kind],
    scope: scopeOf(ctx, projectId),
    projectId,
    pinned: true,
    shownTo: authorOf(ctx).authorId,
  })

/** By place; what has none keeps its order behind. */
export const inOrder = <R extends Pick<Resource, 'pin'>>(items: readonly R[]): R[] =>
  items.toSorted((a, b) => (a.pin?.order ?? Number.MAX_SAFE_INTEGER) - (b.pin?.order ?? Number.MAX_SAFE_INTEGER))

async function pinnedAsSeen(ctx: Ctx, items: readonly Resource[]): Promise<PinnedItem[]> {
  const spaces = items.filter(({ kind }) => kind === spaceKind.kind) as Resource<SpaceSpec>[]
  const figures = new Map((await withFigures(ctx, spaces)).map((space) => [space.id, space]))
  return inOrder(items).flatMap((item): PinnedItem[] => {
    const space = figures.get(item.id)
    if (space !== undefined) return [{ kind: 'space', space }]
    if (item.kind === chartKind.kind) return [{ kind: 'chart', chart: withAccess(ctx, item) as Chart }]
    return item.kind === dashboardKind.kind ? [{ kind: 'dashboard', dashboard: withAccess(ctx, item) as DashboardSummary }] : []
  })
}

/** Lists of other projects, of nobody and of the wrong kind look the same. */
function requireListOfProject({ projectId, listId }: PinnedList): void {
  if (listId === pinnedListOf(projectId)) return
  throw new AppError('forbidden', 'This is not the pinned list of this project', { reason: 'foreign_pinned_list' })
}
