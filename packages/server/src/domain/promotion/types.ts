import type { ChartDocument, DashboardDocument, SqlChartDocument } from '@atrium/documents'
import type { SpaceSpec } from '../content/content-kinds.ts'
import type { SpaceFigures } from '../content/space-member-store.ts'
import type { Project } from '../projects/types.ts'
import type { Resource } from '../../resources/resource.ts'

/** What promotion does with one thing, in the words of the format that speaks of it. */
export type PromotionAction = 'create' | 'update' | 'no changes' | 'delete'

/** Something that will not work upstream as it does here; it does not keep anybody from promoting. */
export type PromotionProblem =
  | { reason: 'explore_missing' | 'explore_broken'; /** Of the explore. */ name: string }
  /** A field that the explore upstream does not have. */
  | { reason: 'field_missing'; name: string }
  /** A tile that shows nothing upstream: its chart was deleted. */
  | { reason: 'tile_empty'; /** Its title, or its id. */ name: string }

/** A thing here and the one of the same slug upstream. */
export type Pair<Spec extends object> = { source: Resource<Spec>; upstream: Resource<Spec> | null }

/** A thing as code: slugs in place of ids, so that it reads the same in both projects. */
export type Code = Readonly<Record<string, unknown>>

export type PlannedChange<Spec extends object> = {
  action: PromotionAction
  /** Null for what goes. */
  source: Resource<Spec> | null
  /** Null for what is made. */
  upstream: Resource<Spec> | null
  /** As it is upstream, and as it will be; null where it is not there. */
  before: Code | null
  after: Code | null
  problems: readonly PromotionProblem[]
}

/** Everything that is read before anything is decided. */
export type PromotionSides = {
  source: Project
  upstream: Project
  dashboard: Pair<DashboardDocument> | null
  charts: readonly Pair<ChartDocument>[]
  sqlCharts: readonly Pair<SqlChartDocument>[]
  /** Spaces that these are in and, of those that are not upstream yet, the ones above; the uppermost first. */
  spaces: readonly Pair<SpaceSpec>[]
  /** Charts inside the dashboard upstream that it shows and the one here does not have. */
  orphans: readonly Resource<ChartDocument>[]
  /** Slugs of the charts and SQL charts that the tiles of both sides show, by id. */
  chartSlugs: ReadonlyMap<string, string>
  /** Slugs of spaces of both sides, by id. */
  spaceSlugs: ReadonlyMap<string, string>
}

/** What a promotion does, or would do. */
export type Promotion = {
  source: Project
  upstream: Project
  spaces: readonly PlannedChange<SpaceSpec>[]
  dashboards: readonly PlannedChange<DashboardDocument>[]
  charts: readonly PlannedChange<ChartDocument>[]
  sqlCharts: readonly PlannedChange<SqlChartDocument>[]
  /** Another one as soon as anything on either side that this is about changes. */
  version: string
}

/** A promotion with what lists show of the spaces upstream, by id. */
export type PromotionDiff = Promotion & { figures: ReadonlyMap<string, SpaceFigures> }
