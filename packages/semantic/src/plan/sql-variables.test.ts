import { describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { bindVariables, variablesIn, type VariableValue } from './sql-variables.ts'

const bound = (sql: string, values: Record<string, VariableValue>): string => bindVariables(sql, new Map(Object.entries(values)), duckdb)
const text = (value: string): VariableValue => ({ type: 'string', value })

describe('variables of saved SQL', () => {
  it('are named once each, in order', () => {
    expect(variablesIn('SELECT {variables.b}, { variables.a } WHERE {variables.b} AND {other.c}')).toEqual(['b', 'a'])
  })

  it('become literals of their type', () => {
    const sql = 'SELECT {variables.s}, {variables.n}, {variables.b}, {variables.d}, {variables.nothing}'
    expect(
      bound(sql, {
        s: text("it's"),
        n: { type: 'number', value: 1.5 },
        b: { type: 'boolean', value: true },
        d: { type: 'date', value: '2026-01-31' },
        nothing: null,
      }),
    ).toBe("SELECT 'it''s', 1.5, true, DATE '2026-01-31', NULL")
  })

  it('are put in once: what a value holds is not read again', () => {
    expect(bound('SELECT {variables.a}', { a: text('{variables.b} $& $1') })).toBe("SELECT '{variables.b} $& $1'")
  })

  it('keep a minus away from a minus', () => {
    expect(bound('SELECT 3 -{variables.n}', { n: { type: 'number', value: -2 } })).toBe('SELECT 3 -(-2)')
  })

  it('are lists in one pair of parentheses, and an empty list meets nothing', () => {
    const list = [text('a'), text('b')] as VariableValue
    expect(bound('x IN {variables.l}', { l: list })).toBe("x IN ('a', 'b')")
    expect(bound('x IN ( {variables.l} )', { l: list })).toBe("x IN ( 'a', 'b' )")
    expect(bound('x IN {variables.l}', { l: [] })).toBe('x IN (NULL)')
    expect(bound('x in\n{variables.l} OR y = {variables.l} OR z IN ({variables.l})', { l: null })).toBe('x in\n(NULL) OR y = NULL OR z IN (NULL)')
  })

  it.each(["SELECT '{variables.a}'", 'SELECT 1 -- {variables.a}', 'SELECT "{variables.a}"', 'SELECT /* {variables.a} */ 1', 'SELECT $$ {variables.a} $$'])(
    'are refused where they are no value: %s',
    (sql) => {
      expect(() => bound(sql, { a: text("x' OR 1=1 --") })).toThrow(/in quotes or in a comment/)
    },
  )

  it('must have a value', () => {
    expect(() => bound('SELECT {variables.a}', {})).toThrow('Variable a is missing from query')
  })
})

describe('values of many letters', () => {
  it('make no query without end', () => {
    expect(() => bound('SELECT {variables.a}, '.repeat(200), { a: text('x'.repeat(10_000)) })).toThrow('more than 1000000 letters')
  })
})
