import { describe, expect, it } from 'vitest'
import { editSqlTabs, emptySqlTabs, readSqlTabs } from './sql-tabs.ts'

const two = {
  tabs: [
    { id: 'a', name: '', sql: 'select 1' },
    { id: 'b', name: '', sql: '' },
  ],
  active: 'b',
}

describe('SQL tabs', () => {
  it('show the neighbour of the one that is closed, and never run out', () => {
    expect(editSqlTabs(two, { type: 'close', id: 'b', emptyId: 'x' })).toMatchObject({ active: 'a' })
    expect(editSqlTabs(two, { type: 'close', id: 'a', emptyId: 'x' })).toMatchObject({ active: 'b' })
    expect(editSqlTabs(emptySqlTabs('a'), { type: 'close', id: 'a', emptyId: 'x' })).toEqual(emptySqlTabs('x'))
  })

  it('come back as they were kept, and never from damaged text', () => {
    expect(readSqlTabs(JSON.stringify(two))).toEqual(two)
    expect(readSqlTabs(JSON.stringify({ ...two, active: 'gone' }))).toMatchObject({ active: 'a' })
    expect(readSqlTabs('{')).toBeNull()
    expect(readSqlTabs('{"tabs":[]}')).toBeNull()
    expect(readSqlTabs(null)).toBeNull()
  })
})
