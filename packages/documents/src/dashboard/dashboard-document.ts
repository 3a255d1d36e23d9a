import type { FilterRule } from '@atrium/semantic'
import { z } from 'zod'
import { filterRuleSchema } from '../query/filter-schema.ts'
import { dashboardParametersSchema, type DashboardParameters } from './dashboard-parameters.ts'

const place = {
  uuid: z.string(),
  x: z.number().int().min(0).max(35),
  y: z.number().int().min(0).max(10_000),
  w: z.number().int().min(1).max(36),
  h: z.number().int().min(1).max(1000),
  tabUuid: z.string().nullable().optional(),
}

const title = { title: z.string().max(500).optional(), hideTitle: z.boolean().optional() }

/** One tile on the grid of 36 columns; a row is 50 px high. */
export const dashboardTileSchema = z.discriminatedUnion('type', [
  z.looseObject({ ...place, type: z.literal('saved_chart'), properties: z.looseObject({ ...title, savedChartUuid: z.string().nullable() }) }),
  z.looseObject({
    ...place,
    type: z.literal('markdown'),
    properties: z.looseObject({ title: z.string().max(500).default(''), content: z.string().max(100_000) }),
  }),
  z.looseObject({ ...place, type: z.literal('loom'), properties: z.looseObject({ ...title, url: z.string().max(2000) }) }),
  z.looseObject({ ...place, type: z.literal('sql_chart'), properties: z.looseObject({ ...title, savedSqlUuid: z.string().nullable() }) }),
  z.looseObject({ ...place, type: z.literal('semantic_viewer_chart'), properties: z.looseObject({ ...title }) }),
])

export type DashboardTile = z.infer<typeof dashboardTileSchema>

const tileTarget = z.union([z.literal(false), z.looseObject({ fieldId: z.string(), tableName: z.string(), isSqlColumn: z.boolean().optional() })])

/** What a filter is about on one tile: another field, or, with `isSqlColumn`, the column of a SQL chart that holds its values. */
export type TileTarget = { fieldId: string; tableName: string; isSqlColumn?: boolean | undefined }

/** A filter over the tiles: which table it is about, and for single tiles another field, or none. */
export type DashboardFilterRule = FilterRule & {
  target: { fieldId: string; tableName: string }
  label?: string
  /** Shown to those who look at the dashboard, but not theirs to change. */
  locked?: boolean
  /** Name of a group of filters: tiles load once one of them has a value. */
  oneOf?: string
  tileTargets?: Record<string, false | TileTarget>
}

export const dashboardFilterRuleSchema: z.ZodType<DashboardFilterRule> = z.intersection(
  filterRuleSchema,
  z.looseObject({
    target: z.looseObject({ fieldId: z.string(), tableName: z.string() }),
    label: z.string().max(300).optional(),
    locked: z.boolean().optional(),
    oneOf: z.string().min(1).max(100).optional(),
    tileTargets: z.record(z.string(), tileTarget).optional(),
  }),
) as never

export type DashboardFilters = { dimensions: DashboardFilterRule[]; metrics: DashboardFilterRule[]; tableCalculations: DashboardFilterRule[] }

export const dashboardFiltersSchema: z.ZodType<DashboardFilters> = z.looseObject({
  dimensions: z.array(dashboardFilterRuleSchema).max(200).default([]),
  metrics: z.array(dashboardFilterRuleSchema).max(200).default([]),
  tableCalculations: z.array(dashboardFilterRuleSchema).max(200).default([]),
})

export type DashboardTab = { uuid: string; name: string; order: number }

/** Most tiles of a dashboard, on all its tabs together. */
export const maxTiles = 1000
export const tooManyTiles = `A dashboard holds at most ${maxTiles} tiles. Put the others on a second dashboard.`

/** The content of one revision of a dashboard. */
export type DashboardDocument = {
  tiles: DashboardTile[]
  filters: DashboardFilters
  tabs: DashboardTab[]
  /** Count more than what charts are saved with; absent: none is set. */
  parameters?: DashboardParameters | undefined
}

/** The keys of a dashboard, for formats that have more beside them. */
export const dashboardShape = {
  tiles: z.array(dashboardTileSchema).max(maxTiles, tooManyTiles).default([]),
  filters: dashboardFiltersSchema.default({ dimensions: [], metrics: [], tableCalculations: [] }),
  tabs: z
    .array(z.looseObject({ uuid: z.string(), name: z.string().min(1).max(250), order: z.number().int() }))
    .max(200)
    .default([]),
  parameters: dashboardParametersSchema.optional(),
}

export const DashboardDocument: z.ZodType<DashboardDocument> = z.object(dashboardShape)
