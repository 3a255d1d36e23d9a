import type { ChartDocument, DashboardDocument, SqlChartDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { abilities, isInScope } from '../../access/rules.ts'
import { findResource, listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { isOn, withAccess } from './as-seen.ts'
import { storeOf } from './content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind, type SpaceSpec } from './content-kinds.ts'
import { scopeOf, targetOf } from './content-target.ts'
import { listSpaceAccess } from './list-space-access.ts'
import { countInSpaces, listGroupsOfSpaces } from './space-member-store.ts'
import { spacesAbove } from './space-tree-store.ts'
import type { Space, SpaceSummary } from './types.ts'
import { withDraftMarks } from './drafts/with-draft-marks.ts'
import { withVerifications } from './with-verification.ts'

/** Spaces with the figures that a list shows. */
export async function withFigures(ctx: Ctx, spaces: readonly Resource<SpaceSpec>[]): Promise<SpaceSummary[]> {
  const figures = await countInSpaces(
    storeOf(ctx),
    spaces.map((space) => space.id),
  )
  const seen = await visibleIds(
    ctx,
    spaces.flatMap(({ space }) => space.parentId ?? []),
  )
  return spaces.map((space) => ({
    ...withAccess(ctx, space),
    parentId: space.space.parentId !== null && seen.has(space.space.parentId) ? space.space.parentId : null,
    ...(figures.get(space.id) ?? { directUserIds: [], chartCount: 0, dashboardCount: 0 }),
  }))
}

/** Those of some spaces that the caller may see, with their names. */
async function visibleIds(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await listResources(storeOf(ctx), { kinds: [spaceKind.kind], scope: { all: true }, ids })
  return new Map(found.filter((space) => isInScope(scopeOf(ctx, space.projectId), space.space)).map(({ id, name }) => [id, name]))
}

/** A space with everything in it and everybody who can see it. Whoever may see the space may see what is in it. */
export async function withContents(ctx: Ctx, space: Resource<SpaceSpec>): Promise<Space> {
  const content = { scope: { all: true } as const, projectId: space.projectId, spaceId: space.id, dashboardId: null }
  const store = storeOf(ctx)
  const charts = await listResources(store, { ...content, kinds: [chartKind.kind] })
  const sqlCharts = await listResources(store, { ...content, kinds: [sqlChartKind.kind] })
  const dashboards = await listResources(store, { ...content, kinds: [dashboardKind.kind] })
  const inside = await listResources(store, { kinds: [spaceKind.kind], scope: scopeOf(ctx, space.projectId), projectId: space.projectId, spaceId: space.id })
  const above = await spacesAbove(store, space.id)
  const seen = await visibleIds(ctx, above)
  const [summary, ...children] = await withFigures(ctx, [space, ...(inside as Resource<SpaceSpec>[])])
  return {
    ...(summary as SpaceSummary),
    members: await listSpaceAccess(ctx, space),
    groups: await listGroupsOfSpaces(store, space.space.chain),
    path: [
      ...above.flatMap((id) => {
        const name = seen.get(id)
        return name === undefined ? [] : [{ id, name }]
      }),
      { id: space.id, name: space.name },
    ],
    children,
    charts: await withCare(
      ctx,
      charts.map((chart) => withAccess(ctx, chart as Resource<ChartDocument>)),
    ),
    sqlCharts: await withDraftMarks(
      ctx,
      sqlCharts.map((chart) => withAccess(ctx, chart as Resource<SqlChartDocument>)),
    ),
    dashboards: await withCare(
      ctx,
      dashboards.map((dashboard) => withAccess(ctx, dashboard as Resource<DashboardDocument>)),
    ),
    abilities: ctx.actor.kind === 'user' ? abilities(ctx.actor, targetOf(space)).filter((action) => isOn(action, 'space.')) : [],
  }
}

/** Things with who vouches for them, and whether they have unpublished changes. */
const withCare = async <Thing extends Resource>(ctx: Ctx, things: readonly Thing[]) => withDraftMarks(ctx, await withVerifications(ctx, things))

/** A space as it is now, after a change. */
export async function spaceNow(ctx: Ctx, id: string): Promise<Space> {
  const space = await findResource(storeOf(ctx), spaceKind, { idOrSlug: id })
  if (space === null) throw new Error('a space vanished inside its own transaction')
  return withContents(ctx, space)
}
