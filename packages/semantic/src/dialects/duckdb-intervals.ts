import { type Truncations, truncateWith } from './truncations.ts'

const part = (name: string) => (sql: string) => `DATE_PART('${name}', ${sql})`
const day = (name: string) => (sql: string) => `CAST(DATE_TRUNC('${name}', ${sql}) AS DATE)`
const time = (name: string) => (sql: string) => `DATE_TRUNC('${name}', ${sql})`

const truncations: Truncations = {
  MILLISECOND: time('millisecond'),
  SECOND: time('second'),
  MINUTE: time('minute'),
  HOUR: time('hour'),
  DAY: (sql) => `CAST(${sql} AS DATE)`,
  WEEK: (sql, _, startOfWeek) =>
    startOfWeek === 0 ? day('week')(sql) : `(CAST(DATE_TRUNC('week', ${sql} - INTERVAL ${startOfWeek} DAY) AS DATE) + ${startOfWeek})`,
  MONTH: day('month'),
  QUARTER: day('quarter'),
  YEAR: day('year'),
  YEAR_NUM: part('year'),
  QUARTER_NUM: part('quarter'),
  MONTH_NUM: part('month'),
  WEEK_NUM: part('week'),
  DAY_OF_MONTH_NUM: part('day'),
  DAY_OF_WEEK_INDEX: part('dow'),
  DAY_OF_YEAR_NUM: part('doy'),
  HOUR_OF_DAY_NUM: part('hour'),
  MINUTE_OF_HOUR_NUM: part('minute'),
  DAY_OF_WEEK_NAME: (sql) => `DAYNAME(${sql})`,
  MONTH_NAME: (sql) => `MONTHNAME(${sql})`,
  QUARTER_NAME: (sql) => `'Q' || DATE_PART('quarter', ${sql})`,
}

/** DuckDB's intervals; parts are BIGINT. */
export const truncateDuckdb = truncateWith(truncations)
