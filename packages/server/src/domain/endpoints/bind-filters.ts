import type { MetricQuery } from '@atrium/semantic'
import { bindFilters as bind, filterVariablesIn as variablesIn } from '../../query/bind-filters.ts'
import type { BoundValues } from './bind-values.ts'

const reference = /^\{\s*variables\.([A-Za-z_]\w*)\s*\}$/

/** The variable that a value of a filter stands for: `{variables.name}`. */
export const nameIn = (value: unknown): string | undefined => (typeof value === 'string' ? reference.exec(value)?.[1] : undefined)

/** Names of the variables that values of a query's filters stand for, each once. */
export const filterVariablesIn = (query: Pick<MetricQuery, 'filters'>): string[] => variablesIn(query, nameIn)

/** A query with the values of its variables. Throws `invalid` (`variable_missing`) where a rule has none without them. */
export const bindFilters = (query: MetricQuery, values: BoundValues): MetricQuery => bind(query, { values, nameIn })
