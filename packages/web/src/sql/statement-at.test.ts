import { describe, expect, it } from 'vitest'
import { lineAt, statementAt, statementsOf } from './statement-at.ts'

describe('statements', () => {
  it('end at semicolons outside of quotes and comments', () => {
    const sql = `select ';' as a, "x;y" -- no; not here\nfrom t /* ; */;\n\nselect 2;`
    expect(statementsOf(sql).map(({ text }) => text)).toEqual([`select ';' as a, "x;y" -- no; not here\nfrom t /* ; */`, 'select 2'])
  })

  it('are found by the cursor', () => {
    const sql = 'select 1;\nselect 2;\n'
    expect(statementAt(sql, 3)?.text).toBe('select 1')
    expect(statementAt(sql, 12)?.text).toBe('select 2')
    expect(statementAt(sql, sql.length)?.text).toBe('select 2')
    expect(statementAt('  ', 1)).toBeNull()
  })

  it('know their line', () => {
    const sql = 'select 1;\n\nselect 2'
    expect(lineAt(sql, statementAt(sql, 14)?.from ?? 0)).toBe(3)
  })
})
