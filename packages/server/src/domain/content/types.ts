import type { ChartChange, ChartDocument, DashboardChange, DashboardDocument, SqlChartChange, SqlChartDocument } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../../platform/db/stored-values.ts'
import type { Person, Resource, Revision } from '../../resources/resource.ts'
import type { SpaceSpec } from './content-kinds.ts'
import type { DraftMark } from '../../resources/draft-store.ts'
import type { HistoryEvent } from './history-events.ts'
import type { Verification } from './verification-store.ts'

/** Beside a thing as it was: which state that is, and what became of it. */
export type Past = {
  at: Date
  /** When that revision was saved, and by whom. */
  savedAt: Date
  savedBy: Person | null
  /** Its name today. */
  nameNow: string
  /** Whether it says the same today, by the same name. */
  isCurrent: boolean
  /** Set when it is in the trash today. */
  deletedAt: Date | null
  deletedBy: Person | null
  /** Whether the caller may bring it back as it was. */
  mayRestore: boolean
}

/** A person in a space: what they are there, and why. */
export type SpaceMember = {
  userId: string
  firstName: string
  lastName: string
  email: string
  role: SpaceRole
  /** Named, alone or by a group, in the space itself or in one it inherits from. */
  hasDirectAccess: boolean
  /** What the space names them for by themselves. */
  ownRole: SpaceRole | null
  /** The space above that names them, where that is what counts. */
  inheritedSpaceId: string | null
  /** The highest of the roles in organization, project and groups, and where it is from. */
  inheritedRole: OrganizationRole
  inheritedFrom: 'organization' | 'project' | 'group' | 'space_group'
  /** That role as one of a project. */
  projectRole: ProjectRole
}

/** A saved chart as somebody sees it. */
export type Chart = Resource<ChartDocument> & {
  /** Set on one as it was at a moment. */
  past?: Past
  /** What the caller is in its space; null for the house itself. */
  ownAccess: SpaceMember | null
  /** Who vouches for it; null: nobody. Absent where it is not looked up. */
  verification?: Verification | null
  /** What is changed and not published; null: nothing. Absent for those who may not change it, and where it is not looked up. */
  draft?: DraftMark | null
}

/** A chart on a page of its own. */
export type OpenChart = Chart & {
  /** What the caller may do with it, so that pages need not decide again. */
  abilities: readonly Action[]
}

/** A SQL chart as somebody sees it. */
export type SqlChart = Resource<SqlChartDocument> & {
  /** Set on one as it was at a moment. */
  past?: Past
  ownAccess: SpaceMember | null
  /** What is changed and not published; null: nothing. Absent for those who may not change it, and where it is not looked up. */
  draft?: DraftMark | null
}

/** A SQL chart on a page of its own. */
export type OpenSqlChart = SqlChart & {
  /** What the caller may do with it, so that pages need not decide again. */
  abilities: readonly Action[]
}

/** A dashboard as somebody sees it. */
export type Dashboard = Resource<DashboardDocument> & {
  /** Set on one as it was at a moment. */
  past?: Past
  ownAccess: SpaceMember | null
  /** Who vouches for it; null: nobody. Absent where it is not looked up. */
  verification?: Verification | null
  /** What is changed and not published; null: nothing. Absent for those who may not change it, and where it is not looked up. */
  draft?: DraftMark | null
  /** Charts of its tiles that the caller may see, by id. */
  charts: ReadonlyMap<string, Chart>
  /** The same of SQL charts. */
  sqlCharts: ReadonlyMap<string, SqlChart>
  /** What the caller may do with it, so that pages need not decide again. */
  abilities: readonly Action[]
}

/** A dashboard in a list: its tiles' charts are not looked up. */
export type DashboardSummary = Omit<Dashboard, 'charts' | 'sqlCharts' | 'abilities'>

export type SpaceSummary = Resource<SpaceSpec> & {
  /** The space that this one is in; null also for those who may not see that. */
  parentId: string | null
  /** The caller's own access. */
  ownAccess: SpaceMember | null
  /** People named in the space itself. */
  directUserIds: readonly string[]
  /** With SQL charts; charts inside dashboards do not count. */
  chartCount: number
  dashboardCount: number
}

export type Space = SpaceSummary & {
  /** Everybody who can see it, by name. */
  members: readonly SpaceMember[]
  /** Groups that are named in it or in a space it inherits from, by name. */
  groups: readonly { spaceId: string; groupId: string; name: string; role: SpaceRole }[]
  /** The way to it from the top: the spaces above that the caller may see, and itself. */
  path: readonly { id: string; name: string }[]
  /** Spaces in it that the caller may see, by name. */
  children: readonly SpaceSummary[]
  /** What the caller may do with it, so that pages need not decide again. */
  abilities: readonly Action[]
  charts: readonly Chart[]
  sqlCharts: readonly SqlChart[]
  dashboards: readonly DashboardSummary[]
}

/** One saved state, and the chart as it was then. */
export type ChartVersion = { version: Revision<ChartDocument>; chart: Chart }
/** A saved state with what it changed; nothing for the first. */
export type ChangedRevision<Spec extends object, Change> = Revision<Spec> & { changes: readonly Change[] }
/** Every saved state of a chart, and what else happened to it. */
export type SqlChartHistory = { versions: ChangedRevision<SqlChartDocument, SqlChartChange>[]; events: HistoryEvent[] }
export type ChartHistory = { versions: ChangedRevision<ChartDocument, ChartChange>[]; events: HistoryEvent[] }
/** Every saved state of a dashboard, what was on it, and what else happened to it. */
export type DashboardHistory = {
  versions: ChangedRevision<DashboardDocument, DashboardChange>[]
  events: HistoryEvent[]
  /** Charts that were on it at some time and that the caller may see, by id. */
  charts: ReadonlyMap<string, Chart>
  /** The same of SQL charts. */
  sqlCharts: ReadonlyMap<string, SqlChart>
}
export type DashboardVersion = { version: Revision<DashboardDocument>; dashboard: Dashboard }
