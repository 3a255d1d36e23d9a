import type { CompileOptions, RowPolicy } from '../types/compiled-query.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import type { AdditionalMetric, CalendarUnit, CustomDimension, FieldId, MetricQuery } from '../types/metric-query.ts'
import type { ParameterValue } from '../types/model-notes.ts'
import { type ExploreIndex, exploreIndex } from './explore-index.ts'
import { fieldIdOf } from '../names/field-id.ts'
import { isTimeZone } from '../names/is-time-zone.ts'

/** A piece of SQL and the tables (aliases) it reads. */
export type Expression = { readonly sql: string; readonly tables: readonly string[] }

/** Where a rule stands, for the message of a refusal: `sql_filter`, `sql_on`, `dimension "x"`… and its text. */
export type RulePlace = { name: string; text: string }

/** Turns back the clock of some time dimensions: all their rows count as if they had happened that much later. */
export type TimeShift = {
  /** Id of the time dimension without an interval. */
  baseId: FieldId
  count: number
  unit: CalendarUnit
  /** True when a day of the month that the other month does not have would be counted twice, and is left out. */
  dropsMissingDays: boolean
}

/** What every pass of one compilation shares. Only `policiesApplied`, `parametersUsed` and `timeDependent` change on the way. */
export type PlanContext = {
  readonly explore: Explore
  readonly index: ExploreIndex
  readonly query: MetricQuery
  readonly dialect: Dialect
  /** Milliseconds since the epoch, UTC. */
  readonly now: number
  /** IANA zone of buckets, filters and "today". */
  readonly zone: string
  /** 0 = Monday. */
  readonly startOfWeek: number
  /** 1 = January. */
  readonly fiscalYearStart: number
  readonly policy: RowPolicy
  readonly customDimensions: ReadonlyMap<FieldId, CustomDimension>
  readonly additionalMetrics: ReadonlyMap<FieldId, AdditionalMetric>
  readonly shift?: TimeShift
  /** Ends the names of this part's CTEs, so that two parts of one statement do not meet. */
  readonly cteSuffix: string
  readonly policiesApplied: Set<string>
  /** Parameters that were written into the SQL so far, with their values. */
  readonly parametersUsed: Map<string, ParameterValue[]>
  timeDependent: boolean
}

/** The zone itself when it is a name of the IANA list; offsets such as `+02:00` are not. Throws `invalid_query`. */
export function checkedZone(zone: string): string {
  if (isTimeZone(zone)) return zone
  throw new QueryError('invalid_query', `Unknown time zone: ${zone}. Use an IANA name such as Europe/Berlin.`, { at: 'timezone' })
}

/** Starts a compilation. Throws `invalid_query` for a limit or zone that makes no sense. */
export function planContext(explore: Explore, query: MetricQuery, options: CompileOptions & { dialect: Dialect }): PlanContext {
  if (!Number.isInteger(query.limit) || query.limit < 0) {
    throw new QueryError('invalid_query', `The limit must be a whole number of rows, not ${query.limit}.`, { at: 'limit' })
  }
  return {
    explore,
    index: exploreIndex(explore),
    query,
    dialect: options.dialect,
    now: options.now,
    zone: checkedZone(query.timezone ?? options.timezone),
    startOfWeek: options.startOfWeek ?? 0,
    fiscalYearStart: options.fiscalYearStart ?? 1,
    policy: options.policy,
    customDimensions: new Map((query.customDimensions ?? []).map((dimension) => [dimension.id, dimension])),
    additionalMetrics: new Map((query.additionalMetrics ?? []).map((metric) => [fieldIdOf(metric.table, metric.name), metric])),
    cteSuffix: '',
    policiesApplied: new Set(),
    parametersUsed: new Map(),
    timeDependent: false,
  }
}

/** Every table once, in order of first appearance. */
export function unionTables(...lists: readonly (readonly string[])[]): string[] {
  // Lists of one or two names, many times over: looking through an array beats a set.
  const tables: string[] = []
  for (const list of lists) for (const table of list) if (!tables.includes(table)) tables.push(table)
  return tables
}
