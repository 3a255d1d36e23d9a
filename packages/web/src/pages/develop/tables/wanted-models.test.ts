import { expect, it } from 'vitest'
import { readWanted, writeWanted } from './wanted-models.ts'

it('tables and joins are read as they were written, whatever their names hold', () => {
  const wanted = { tables: ['orders', 'a,b & "c"', '数'], withoutJoins: ['["orders",["buyer"],"customers",["id"]]'] }
  expect(readWanted(`?${writeWanted(wanted)}`)).toEqual(wanted)
  expect(writeWanted({ tables: [], withoutJoins: [] })).toBe('')
})

it.each(['', '?tables=orders', '?tables={"a":1}', '?tables=[1,null]', '?tables=%5B'])('an address that says nothing picks nothing: %s', (search) => {
  expect(readWanted(search)).toEqual({ tables: [], withoutJoins: [] })
})
