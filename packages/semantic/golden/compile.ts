import { duckdb } from '../src/dialects/duckdb.ts'
import { compileMetricQuery } from '../src/plan/compile-metric-query.ts'
import type { CompiledQuery, CompileOptions } from '../src/types/compiled-query.ts'
import type { Explore } from '../src/types/explore.ts'
import type { FilterOperator, FilterSettings } from '../src/types/field.ts'
import type { FilterGroup, FilterRule, MetricQuery } from '../src/types/metric-query.ts'
import { query } from './build-explore.ts'

/** Thursday, 1 February 2024, noon UTC: "now" of the tests. */
export const testNow = Date.UTC(2024, 1, 1, 12)

/** Compiles what a test speaks of, in UTC, for a caller without attributes, unless the options say otherwise. */
export function compile(explore: Explore, parts: Partial<MetricQuery>, options: Partial<CompileOptions> = {}): CompiledQuery {
  return compileMetricQuery(explore, query({ exploreName: explore.name, ...parts }), {
    dialect: duckdb,
    now: testNow,
    timezone: 'UTC',
    startOfWeek: null,
    policy: { userAttributes: {} },
    ...options,
  })
}

/** One filter rule. */
export function rule(fieldId: string, operator: FilterOperator, values: unknown[] = [], settings?: FilterSettings): FilterRule {
  return { id: `${fieldId}-${operator}`, target: { fieldId }, operator, values, ...(settings === undefined ? {} : { settings }) }
}

/** Rules that all hold. */
export function and(...items: (FilterRule | FilterGroup)[]): FilterGroup {
  return { id: 'and', and: items }
}
