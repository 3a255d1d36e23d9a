import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { likeWith } from './like.ts'
import { doubledQuotes, numberLiteral, standardString } from './literals.ts'
import { equalWithStandIn } from './null-safe.ts'
import { postgres, postgresTruncations } from './postgres.ts'
import { shortIdentifier } from './short-identifier.ts'
import { truncateWith } from './truncations.ts'

// TEXT would be VARCHAR(256).
const castTypes = { string: 'VARCHAR(65535)', number: 'DOUBLE PRECISION', date: 'DATE', timestamp: 'TIMESTAMP', boolean: 'BOOLEAN' } as const

/** A backslash is written by its number: whether it escapes in a literal differs between versions and settings. */
const stringLiteral = (value: string): string => {
  if (!value.includes('\\')) return standardString(value)
  return `(${value.split('\\').map(standardString).join(' || CHR(92) || ')})`
}

/** Amazon Redshift: PostgreSQL's words, with functions of its own. */
export const redshift: Dialect = {
  ...postgres,
  name: 'redshift',
  // Percentiles of two columns, or beside a distinct count, are refused in one SELECT.
  supports: { ...postgres.supports, percentileAggregate: false, estimatesDistinct: true },
  quote: (identifier) => doubledQuotes(shortIdentifier(identifier, 127), '"'),
  stringLiteral,
  truncate: truncateWith({ ...postgresTruncations, QUARTER_NAME: (sql) => `'Q' || CAST(EXTRACT(QUARTER FROM ${sql}) AS VARCHAR)` }),
  bucketStart: (moment, wall, bucket) => `DATEADD(microsecond, DATEDIFF(microsecond, ${wall}, ${bucket}), ${moment})`,
  shift: (sql, type, count, unit) => {
    const moved = `DATEADD(${unit}, ${numberLiteral(count)}, ${sql})`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  medianOver: (sql, window) => `MEDIAN(${sql}) OVER (${window})`,
  addDays: (date, days) => `CAST(DATEADD(day, ${days}, ${date}) AS DATE)`,
  secondsBetween: (from, to) => `DATEDIFF(microsecond, ${from}, ${to}) / 1e6`,
  aggregate: aggregateWith({
    ...standardAggregates,
    count_distinct_approx: (sql) => `APPROXIMATE COUNT(DISTINCT ${sql})`,
    // The average of whole numbers would be a whole number.
    average: (sql) => `AVG(CAST(${sql} AS DOUBLE PRECISION))`,
    average_distinct: (sql) => `AVG(DISTINCT CAST(${sql} AS DOUBLE PRECISION))`,
  }),
  like: likeWith(stringLiteral),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(ROUND(CAST(${sql} AS DECIMAL(38, 9)), 6) AS VARCHAR), '[.]?0+$', '')`,
  nullSafeEquals: equalWithStandIn({
    string: (sql) => `COALESCE(CAST(${sql} AS VARCHAR(65535)), '')`,
    number: (sql) => `COALESCE(${sql}, 0)`,
    boolean: (sql) => `COALESCE(${sql}, false)`,
    date: (sql) => `COALESCE(${sql}, DATE '0001-01-01')`,
    timestamp: (sql) => `COALESCE(${sql}, TIMESTAMP '0001-01-01 00:00:00')`,
  }),
}
