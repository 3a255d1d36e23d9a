import { describe, expect, it } from 'vitest'
import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import { bigquery } from './bigquery.ts'
import { databricks } from './databricks.ts'
import { dialects } from './dialects.ts'
import { postgres } from './postgres.ts'
import { redshift } from './redshift.ts'
import { snowflake } from './snowflake.ts'
import { sqlserver } from './sqlserver.ts'
import { trino } from './trino.ts'

describe.each(Object.entries(dialects))('%s', (name, dialect) => {
  it('is found by its own name', () => expect(dialect.name).toBe(name))

  it('refuses NUL, infinite numbers, malformed dates and years that engines write differently', () => {
    expect(() => dialect.stringLiteral('a\0b')).toThrow(RangeError)
    expect(() => dialect.quote('a\0b')).toThrow(RangeError)
    expect(() => dialect.numberLiteral(Number.POSITIVE_INFINITY)).toThrow(RangeError)
    expect(() => dialect.numberLiteral(Number.NaN)).toThrow(RangeError)
    expect(() => dialect.dateLiteral("2024-01-01'")).toThrow(RangeError)
    expect(() => dialect.timestampLiteral(Date.UTC(10_000, 0, 1), 'naive', 'UTC')).toThrow(RangeError)
  })

  it('keeps moments of a zone-aware and of a naive column apart by the zone, not by the session', () => {
    const at = Date.UTC(2024, 0, 1, 12)
    expect(dialect.timestampLiteral(at, 'instant', 'America/New_York')).toContain('12:00:00')
    expect(dialect.timestampLiteral(at, 'naive', 'America/New_York')).toContain('07:00:00')
    expect(dialect.toZone('x', 'naive', 'Asia/Tokyo', 'Asia/Tokyo')).toBe('x')
  })
})

describe('literals of engines that no test can start', () => {
  it.each<[Dialect, string, string]>([
    [bigquery, "it's \\ `x`\r\n", "'it\\'s \\\\ \\`x\\`\\r\\n'"],
    [snowflake, "it's \\", "'it''s \\\\'"],
    [databricks, "it's \\ ${x}", "'it\\'s \\\\ \\u0024{x}'"],
    [redshift, "it's", "'it''s'"],
    [redshift, "\\'; --", "('' || CHR(92) || '''; --')"],
    [sqlserver, "it's \\ 100%", "N'it''s \\ 100%'"],
    [sqlserver, 'one\\\r\ntwo\\\nthree', "(N'one\\' + N'\r\ntwo\\' + N'\nthree')"],
  ])('%o: %s', (dialect, value, literal) => expect(dialect.stringLiteral(value)).toBe(literal))

  it.each<[Dialect, string, string]>([
    [bigquery, 'a`b\\c', '`a\\`b\\\\c`'],
    [databricks, 'a`b', '`a``b`'],
    [snowflake, 'a"b', '"a""b"'],
    [sqlserver, 'a]b', '[a]]b]'],
  ])('%o quotes %s', (dialect, name, quoted) => expect(dialect.quote(name)).toBe(quoted))

  it('escapes what is special in patterns there', () => {
    expect(sqlserver.like('x', '50%_[!', 'contains', false)).toBe("x LIKE N'%50!%!_![!!%' ESCAPE '!'")
    expect(snowflake.like('x', '\\_', 'starts', true)).toBe("LOWER(x) LIKE LOWER('\\\\!_%') ESCAPE '!'")
  })
})

describe('zones of SQL Server', () => {
  it('are those of Windows, also for aliases', () => {
    expect(sqlserver.toZone('x', 'instant', 'UTC', 'Asia/Kolkata')).toBe("CAST(x AT TIME ZONE 'India Standard Time' AS DATETIME2(6))")
    expect(sqlserver.toZone('x', 'naive', 'US/Eastern', 'UTC')).toBe("CAST(x AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))")
  })
  it('are refused when Windows has none', () => {
    expect(() => sqlserver.toZone('x', 'instant', 'UTC', 'Antarctica/Troll')).toThrow(QueryError)
  })
})

describe('names longer than an engine takes', () => {
  it('end with a digest, so that two stay two, and are never cut within a letter', () => {
    const [one, two] = ['1', '2'].map((end) => postgres.quote(`${'ä'.repeat(40)}${end}`))
    expect(one).not.toBe(two)
    expect(one).toMatch(/^"ä{27}_[0-9a-f]{8}"$/)
    expect(postgres.quote('x'.repeat(63))).toBe(`"${'x'.repeat(63)}"`)
    expect(redshift.quote('x'.repeat(100))).toBe(`"${'x'.repeat(100)}"`)
  })
})

describe('nulls in order', () => {
  it('come last, said where the engine would do otherwise', () => {
    const terms = (dialect: Dialect): string[] => [false, true].map((descending) => dialect.orderBy('x', { descending }))
    expect(terms(trino)).toEqual(['x', 'x DESC'])
    expect(terms(postgres)).toEqual(['x', 'x DESC NULLS LAST'])
    expect(terms(bigquery)).toEqual(['x NULLS LAST', 'x DESC'])
    expect(terms(sqlserver)).toEqual(['CASE WHEN x IS NULL THEN 1 ELSE 0 END, x', 'x DESC'])
  })
})

describe('column types', () => {
  it('are moments where the engine means moments', () => {
    const moments = (type: string): string[] =>
      Object.values(dialects)
        .filter((dialect) => dialect.isInstant(type))
        .map(({ name }) => name)
    expect(moments('timestamp')).toEqual(['bigquery', 'databricks'])
    expect(moments('datetime')).toEqual(['clickhouse'])
    expect(moments('datetimeoffset')).toEqual(['clickhouse', 'sqlserver'])
    expect(moments('timestamp_ltz')).toEqual(Object.keys(dialects))
  })
})
