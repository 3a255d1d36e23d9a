import { describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { aggregateUserSql, type SqlAggregate } from './aggregate-user-sql.ts'

const aggregate = (part: Partial<SqlAggregate>): SqlAggregate => ({
  index: 'day',
  groupBy: [],
  values: [{ reference: 'amount', aggregation: 'sum' }],
  sorts: [],
  ...part,
})
const written = (part: Partial<SqlAggregate>, sql = 'select * from orders'): string =>
  aggregateUserSql(sql, aggregate(part), { limit: 10, dialect: duckdb }).replaceAll(/\s+/g, ' ')

describe("aggregating a person's SQL", () => {
  it('gives one row for each value of the index and the groups', () => {
    expect(written({ groupBy: ['region'], values: [{ reference: 'amount', aggregation: 'avg' }] })).toBe(
      'WITH user_sql AS (select * from orders ) SELECT "day", "region", AVG("amount") AS "amount_avg" FROM user_sql GROUP BY "day", "region" ORDER BY "day", "region" LIMIT 10',
    )
  })

  it('gives one row in all without an index and groups', () => {
    const { index: _, ...whole } = aggregate({})
    expect(aggregateUserSql('select 1 as amount;', whole, { limit: 1, dialect: duckdb })).not.toContain('GROUP BY')
  })

  it('leaves the numbers of the lines and keeps a comment at the end a comment', () => {
    const lines = aggregateUserSql('select 1\nfrom nonsense -- all', aggregate({}), { limit: 10, dialect: duckdb }).split('\n')
    expect(lines[1]).toBe('from nonsense -- all')
    expect(lines[2]).toBe(')')
  })

  it('sorts by what is in the answer, and by nothing else', () => {
    expect(written({ sorts: [{ reference: 'amount_sum', descending: true }] })).toContain('ORDER BY "amount_sum" DESC')
    expect(() => written({ sorts: [{ reference: 'amount', descending: true }] })).toThrow('cannot be sorted by "amount"')
  })

  it('refuses columns of one name, and no values', () => {
    expect(() => written({ groupBy: ['day'] })).toThrow('called "day"')
    expect(() => written({ groupBy: ['amount_sum'] })).toThrow('called "amount_sum"')
    expect(() => written({ values: [] })).toThrow('at least one column of values')
  })

  it('takes names for names, whatever is in them', () => {
    expect(written({ index: 'a" from secrets --' })).toContain('"a"" from secrets --"')
  })
})
