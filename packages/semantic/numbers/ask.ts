import type { CompiledQuery } from '../src/types/compiled-query.ts'
import type { MetricQuery } from '../src/types/metric-query.ts'
import type { Clock } from './evaluate-time.ts'
import type { Value } from './shop-types.ts'

/** One question compiled and run; when it was refused, `because` says why. */
export type Asked = { refused: true; because: string } | { refused: false; compiled: CompiledQuery; answer: Map<string, Value[]> }

/** Asks the planner, and DuckDB with its SQL. */
export type Ask = (parts: Partial<MetricQuery>, clock: Clock) => Promise<Asked>
