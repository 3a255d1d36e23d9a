import { chartKindOf, withoutChartFacts, type DashboardTile } from '@atrium/documents'
import { z } from 'zod'
import { pinnedListOf } from '../../../domain/content/pins.ts'
import { inheritsAccess } from '../../../domain/content/plan-space-change.ts'
import type { Chart, Dashboard, DashboardSummary, OpenChart, Past, Space, SpaceMember, SpaceSummary, SqlChart } from '../../../domain/content/types.ts'
import type { Verification } from '../../../domain/content/verification-store.ts'
import type { DraftMark } from '../../../resources/draft-store.ts'
import type { Person, Resource, Revision } from '../../../resources/resource.ts'
import { toPast } from '../../as-of.ts'
import { sqlChartKindOf } from './sql-chart.ts'
import { toUnpublished } from './unpublished.ts'

/** The default colours, as the format sends them with every chart. */
const defaultPalette = ['#265adf', '#ed6e12', '#47a570', '#c66cf7', '#c91304', '#8688b0', '#4a6d51', '#a2399c']

export const personWire = z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() })
const accessWire = z.looseObject({ userUuid: z.string(), role: z.string(), hasDirectAccess: z.boolean() })
const contentWire = z.looseObject({ uuid: z.string(), name: z.string(), projectUuid: z.string(), organizationUuid: z.string() })

export const chartWire = contentWire.extend({
  tableName: z.string(),
  metricQuery: z.looseObject({}),
  chartConfig: z.looseObject({ type: z.string() }),
  tableConfig: z.looseObject({ columnOrder: z.array(z.string()) }),
  spaceUuid: z.string(),
  slug: z.string(),
  updatedAt: z.string(),
})
export const chartSummaryWire = contentWire.extend({ spaceUuid: z.string(), slug: z.string() })
export const dashboardWire = contentWire.extend({
  tiles: z.array(z.looseObject({})),
  tabs: z.array(z.looseObject({})),
  filters: z.looseObject({}),
  parameters: z.record(z.string(), z.looseObject({ parameterName: z.string() })).optional(),
  slug: z.string(),
})
export const dashboardSummaryWire = contentWire.extend({ tileTypes: z.array(z.string()) })
/** Where a space is, and whether it has the access of the space it is in; in no contract yet. */
const nestedWire = { parentSpaceUuid: z.string().nullable(), inheritsFromParent: z.boolean() }
export const spaceSummaryWire = contentWire.extend({
  isPrivate: z.boolean(),
  access: z.array(z.string()),
  chartCount: z.number(),
  dashboardCount: z.number(),
  ...nestedWire,
})
export const spaceWire = contentWire.extend({
  access: z.array(accessWire),
  groupsAccess: z.array(z.object({ groupUuid: z.string(), groupName: z.string(), spaceRole: z.string() })),
  queries: z.array(chartSummaryWire),
  dashboards: z.array(contentWire),
  isPrivate: z.boolean(),
  ...nestedWire,
  /** The spaces above that the caller may see, from the top, and itself. */
  breadcrumbs: z.array(z.object({ uuid: z.string(), name: z.string() })),
  childSpaces: z.array(spaceSummaryWire),
  /** Groups that a space above is shared with, where this one inherits from it. */
  inheritedGroups: z.array(z.object({ groupUuid: z.string(), groupName: z.string(), spaceRole: z.string(), fromSpaceUuid: z.string() })),
})
export const versionWire = z.object({ chartUuid: z.string(), versionUuid: z.string(), createdAt: z.string(), createdBy: personWire.nullable() })

const toPerson = (person: Person): z.infer<typeof personWire> => ({ userUuid: person.id, firstName: person.firstName, lastName: person.lastName })

/** Where a thing is pinned; both null for one that is not. */
export const toPin = (resource: Resource): { pinnedListUuid: string | null; pinnedListOrder: number | null } => ({
  pinnedListUuid: resource.pin === null ? null : pinnedListOf(resource.projectId),
  pinnedListOrder: resource.pin?.order ?? null,
})

/** What every kind of content says of itself. */
const toContent = (
  resource: Resource & { verification?: Verification | null; draft?: DraftMark | null; past?: Past },
): Record<string, unknown> & z.infer<typeof contentWire> => ({
  uuid: resource.id,
  name: resource.name,
  ...(resource.description === null ? {} : { description: resource.description }),
  slug: resource.slug,
  organizationUuid: resource.organizationId,
  projectUuid: resource.projectId,
  spaceUuid: resource.space.id,
  spaceName: resource.space.name,
  ...toPin(resource),
  updatedAt: resource.updatedAt.toISOString(),
  ...(resource.updatedBy === null ? {} : { updatedByUser: toPerson(resource.updatedBy) }),
  views: resource.views,
  firstViewedAt: resource.firstViewedAt?.toISOString() ?? null,
  /** Ours: who vouches for what it asks. */
  ...(resource.verification === undefined ? {} : { verification: toVerification(resource.verification) }),
  /** Ours: what is changed and not published, for those who may change it. */
  ...(resource.draft === undefined ? {} : { unpublished: toUnpublished(resource.draft) }),
  /** Ours: which state this is, where it is one of the past. */
  ...toPast(resource),
})

const verificationWire = z.object({ verifiedAt: z.string(), verifiedBy: personWire.nullable() })

/** Null: nobody vouches for it. */
const toVerification = (verification: Verification | null): z.infer<typeof verificationWire> | null =>
  verification === null ? null : { verifiedAt: verification.at.toISOString(), verifiedBy: verification.by === null ? null : toPerson(verification.by) }

const toAccess = (member: SpaceMember): z.infer<typeof accessWire> => ({
  userUuid: member.userId,
  firstName: member.firstName,
  lastName: member.lastName,
  email: member.email,
  role: member.role,
  hasDirectAccess: member.hasDirectAccess,
  inheritedRole: member.inheritedRole,
  inheritedFrom: member.inheritedFrom,
  projectRole: member.projectRole,
  /** Ours: what the space names them for by themselves. */
  ownRole: member.ownRole,
  /** Ours: the space above that names them, where that is what counts. */
  inheritedFromSpaceUuid: member.inheritedSpaceId,
})

const accessOf = (own: SpaceMember | null): z.infer<typeof accessWire>[] => (own === null ? [] : [toAccess(own)])

/** A chart whole. */
export const toChart = (chart: Chart | OpenChart): z.infer<typeof chartWire> => ({
  ...toContent(chart),
  ...chart.spec,
  spaceUuid: chart.space.id,
  slug: chart.slug,
  updatedAt: chart.updatedAt.toISOString(),
  dashboardUuid: chart.dashboard?.id ?? null,
  dashboardName: chart.dashboard?.name ?? null,
  isPrivate: chart.space.isPrivate,
  access: accessOf(chart.ownAccess),
  /** Ours: what the caller may do with it. */
  ...('abilities' in chart ? { abilities: chart.abilities } : {}),
  colorPalette: defaultPalette,
  versionNumber: chart.revision,
})

/** A chart in a list. */
export const toChartSummary = (chart: Chart): z.infer<typeof chartSummaryWire> => ({
  ...toContent(chart),
  spaceUuid: chart.space.id,
  slug: chart.slug,
  dashboardUuid: chart.dashboard?.id ?? null,
  dashboardName: chart.dashboard?.name ?? null,
  source: 'dbt_explore',
  chartType: chart.spec.chartConfig.type,
  chartKind: chartKindOf(chart.spec),
  validationErrors: [],
})

/** A SQL chart in a list of charts. */
export const toSqlChartSummary = (chart: SqlChart): z.infer<typeof chartSummaryWire> => ({
  ...toContent(chart),
  spaceUuid: chart.space.id,
  slug: chart.slug,
  dashboardUuid: null,
  dashboardName: null,
  source: 'sql',
  chartKind: sqlChartKindOf(chart.spec),
  validationErrors: [],
})

export const toVersion = (revision: Revision): z.infer<typeof versionWire> => ({
  chartUuid: revision.resourceId,
  versionUuid: revision.id,
  createdAt: revision.createdAt.toISOString(),
  createdBy: revision.author === null ? null : toPerson(revision.author),
})

/** A dashboard whole; its chart tiles carry the names of their charts. */
export const toDashboard = (dashboard: Dashboard): z.infer<typeof dashboardWire> => ({
  ...toContent(dashboard),
  slug: dashboard.slug,
  dashboardVersionId: dashboard.revision,
  tabs: dashboard.spec.tabs,
  filters: dashboard.spec.filters,
  ...(dashboard.spec.parameters === undefined ? {} : { parameters: dashboard.spec.parameters }),
  tiles: dashboard.spec.tiles.map((tile) => toTile(dashboard, tile)),
  isPrivate: dashboard.space.isPrivate,
  access: accessOf(dashboard.ownAccess),
  /** Ours: what the caller may do with it. */
  abilities: dashboard.abilities,
})

/** A tile; of its chart is told what the caller may know of it now, and nothing that was known when it was saved. */
function toTile({ id, charts, sqlCharts }: Dashboard, given: DashboardTile): DashboardTile {
  const tile = withoutChartFacts(given)
  if (tile.type === 'sql_chart') {
    const sqlChart = sqlCharts.get(tile.properties.savedSqlUuid ?? '')
    return sqlChart === undefined ? tile : { ...tile, properties: { ...tile.properties, chartName: sqlChart.name } }
  }
  if (tile.type !== 'saved_chart' || tile.properties.savedChartUuid === null) return tile
  const chart = charts.get(tile.properties.savedChartUuid)
  const facts = chart === undefined ? {} : { chartName: chart.name, lastVersionChartKind: chartKindOf(chart.spec) }
  return { ...tile, properties: { ...tile.properties, belongsToDashboard: chart?.dashboard?.id === id, ...facts } }
}

/** A dashboard in a list. */
export const toDashboardSummary = (dashboard: DashboardSummary): z.infer<typeof dashboardSummaryWire> => ({
  ...toContent(dashboard),
  validationErrors: [],
  tileTypes: [...new Set(dashboard.spec.tiles.map((tile) => tile.type))],
})

/** A chart or dashboard where both are in one list. */
export const toContentSummary = (one: Chart | DashboardSummary): z.infer<typeof chartSummaryWire> | z.infer<typeof dashboardSummaryWire> =>
  isChart(one) ? toChartSummary(one) : toDashboardSummary(one)

const isChart = (one: Chart | DashboardSummary): one is Chart => one.kind === 'chart'

/** A space with what is in it and who can see it. */
export const toSpace = (space: Space): z.infer<typeof spaceWire> => ({
  ...toContent(space),
  isPrivate: space.space.isPrivate,
  parentSpaceUuid: space.parentId,
  inheritsFromParent: inheritsAccess(space.space),
  access: space.members.map(toAccess),
  groupsAccess: space.groups
    .filter(({ spaceId }) => spaceId === space.id)
    .map(({ groupId, name, role }) => ({ groupUuid: groupId, groupName: name, spaceRole: role })),
  inheritedGroups: space.groups
    .filter(({ spaceId }) => spaceId !== space.id)
    .map(({ spaceId, groupId, name, role }) => ({ groupUuid: groupId, groupName: name, spaceRole: role, fromSpaceUuid: spaceId })),
  breadcrumbs: space.path.map(({ id, name }) => ({ uuid: id, name })),
  childSpaces: space.children.map(toSpaceSummary),
  queries: [...space.charts.map(toChartSummary), ...space.sqlCharts.map(toSqlChartSummary)],
  dashboards: space.dashboards.map(toDashboardSummary),
  /** Ours: what the caller may do with it. */
  abilities: space.abilities,
})

/** A space in a list. */
export const toSpaceSummary = (space: SpaceSummary): z.infer<typeof spaceSummaryWire> => ({
  ...toContent(space),
  isPrivate: space.space.isPrivate,
  parentSpaceUuid: space.parentId,
  inheritsFromParent: inheritsAccess(space.space),
  access: [...space.directUserIds],
  ...(space.ownAccess === null ? {} : { userAccess: toAccess(space.ownAccess) }),
  chartCount: space.chartCount,
  dashboardCount: space.dashboardCount,
})
