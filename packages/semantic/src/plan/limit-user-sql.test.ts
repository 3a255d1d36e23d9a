import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { limitUserSql, quotedAsWritten, selectUserColumns, userStatement } from './limit-user-sql.ts'

describe("a limit around a person's SQL", () => {
  it('leaves the numbers of its lines, so that errors name the right one', () => {
    const sql = 'select 1\nfrom orders\nwhere nonsense'
    const lines = limitUserSql(sql, 10).split('\n')
    expect(lines.findIndex((line) => line.includes('nonsense'))).toBe(2)
  })

  it('is not swallowed by a comment at the end, nor cut off by a semicolon', () => {
    expect(limitUserSql('select 1 ;\n', 5)).toBe('WITH user_sql AS (select 1\n)\nSELECT *\nFROM user_sql\nLIMIT 5')
    expect(limitUserSql('select 1 -- all', 5).split('\n')[1]).toBe(')')
  })
})

it('what an engine quotes of it is what the person wrote, with the mark at its place', () => {
  const [first = ''] = limitUserSql('select nothing from t', 10).split('\n')
  const told = (line: string, at: number): string => `No such column\n\nLINE 1: ${line}\n${' '.repeat('LINE 1: '.length + at)}^`
  expect(quotedAsWritten(told(first, first.indexOf('nothing')))).toBe(told('select nothing from t', 'select '.length))
  expect(quotedAsWritten('LINE 2: from t\n             ^')).toBe('LINE 2: from t\n             ^')
})

it("columns of a person's SQL are named in quotes", () => {
  expect(selectUserColumns('select 1 as "a b" -- one\n;', ['a b'], duckdb)).toBe('SELECT user_sql."a b" FROM (select 1 as "a b" -- one\n) AS user_sql')
})

it("a person's SQL loses the space and semicolons at its end alone, however much space is in it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(' ', ';', '\n', '\r', '\u00a0', 'x')), (signs) => {
      const sql = signs.join('')
      expect(userStatement(sql)).toBe(sql.replace(/[\s;]+$/, ''))
    }),
  )
  const begun = performance.now()
  expect(userStatement(`select${' '.repeat(300_000)}1 ;`)).toHaveLength(300_007)
  expect(performance.now() - begun).toBeLessThan(5000)
})
