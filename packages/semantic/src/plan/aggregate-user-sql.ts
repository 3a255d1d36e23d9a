import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import { userStatement } from './limit-user-sql.ts'

/** How the values of a group of rows become one; `any`: whichever, for columns that have one value in each group. */
export type SqlAggregation = 'sum' | 'count' | 'avg' | 'min' | 'max' | 'any'

/** Rows of a person's SQL put together: one for each value of the index and the groups, with aggregated values. */
export type SqlAggregate = {
  /** Column along the axis; without one there is a row for each group, or one in all. */
  index?: string
  groupBy: readonly string[]
  values: readonly { reference: string; aggregation: SqlAggregation }[]
  /** Columns of the answer; by the index when nothing is said. */
  sorts: readonly { reference: string; descending: boolean }[]
}

/** Name of an aggregated column in the answer. */
export const aggregatedName = ({ reference, aggregation }: SqlAggregate['values'][number]): string => `${reference}_${aggregation}`

/**
 * A person's SELECT with its rows aggregated. The text goes in from the first line on, as in `limitUserSql`. All rows count:
 * the limit is one of groups. Throws `invalid_query` for no values, columns that would be called the same, and sorts by what
 * is not in the answer.
 */
export function aggregateUserSql(sql: string, aggregate: SqlAggregate, { limit, dialect }: { limit: number; dialect: Dialect }): string {
  const keys = [...(aggregate.index === undefined ? [] : [aggregate.index]), ...aggregate.groupBy]
  const names = [...keys, ...aggregate.values.map(aggregatedName)]
  if (aggregate.values.length === 0) throw new QueryError('invalid_query', 'Choose at least one column of values to aggregate.')
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) throw new QueryError('invalid_query', `Two columns of the answer would be called "${twice}". Leave one of them out.`, { at: twice })
  const unknown = aggregate.sorts.find(({ reference }) => !names.includes(reference))
  if (unknown !== undefined) {
    throw new QueryError('invalid_query', `The answer cannot be sorted by "${unknown.reference}", which is not in it: it has ${names.join(', ')}.`, {
      at: unknown.reference,
    })
  }
  const columns = [
    ...keys.map((key) => dialect.quote(key)),
    ...aggregate.values.map((value) => `${aggregated(value, dialect)} AS ${dialect.quote(aggregatedName(value))}`),
  ]
  const grouped = keys.length === 0 ? '' : `\nGROUP BY ${keys.map((key) => dialect.quote(key)).join(', ')}`
  const sorts = aggregate.sorts.length > 0 ? aggregate.sorts : keys.map((reference) => ({ reference, descending: false }))
  const terms = sorts.map(({ reference, descending }) => dialect.orderBy(dialect.quote(reference), { descending }))
  const select = `SELECT ${columns.join(', ')}\nFROM user_sql${grouped}`
  return `WITH user_sql AS (${userStatement(sql)}\n)\n${dialect.limit(select, terms, limit)}`
}

/** The values of a group as one. */
export function aggregated({ reference, aggregation }: SqlAggregate['values'][number], dialect: Dialect): string {
  const column = dialect.quote(reference)
  switch (aggregation) {
    case 'avg':
      return dialect.aggregate('average', column, {})
    // Every engine has a least value; few have a word for any.
    case 'any':
      return dialect.aggregate('min', column, {})
    case 'sum':
    case 'count':
    case 'min':
    case 'max':
      return dialect.aggregate(aggregation, column, {})
  }
}
