import { describe, expect, it } from 'vitest'
import { readSqlHistory, withRun, type SqlRun } from './sql-history.ts'

const run = (sql: string): SqlRun => ({ at: '2026-01-01T00:00:00Z', sql, status: 'done', durationMs: 5, rows: 1 })

describe('history of SQL', () => {
  it('keeps the last hundred, newest first', () => {
    const history = Array.from({ length: 120 }, (_, index) => run(String(index))).reduce<SqlRun[]>(withRun, [])
    expect(history).toHaveLength(100)
    expect(history[0]?.sql).toBe('119')
  })

  it('survives being kept, and damage', () => {
    expect(readSqlHistory(JSON.stringify([run('a')]))).toEqual([run('a')])
    expect(readSqlHistory('[1')).toEqual([])
    expect(readSqlHistory(null)).toEqual([])
  })
})
