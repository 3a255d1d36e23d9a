import { describe, expect, it } from 'vitest'
import { groupExplores } from './group-explores.ts'

const explores = [
  { name: 'orders', label: 'Orders', tags: ['core'], groupLabel: 'Shop', description: 'One row per order' },
  { name: 'flights', label: 'Flights', tags: [] },
  { name: 'customers', label: 'Customers', tags: [], groupLabel: 'Shop' },
]

describe('the list of explores', () => {
  it('is grouped, without a group last, and sorted by label', () => {
    expect(groupExplores(explores, '').map(({ label, explores: members }) => [label, members.map(({ name }) => name)])).toEqual([
      ['Shop', ['customers', 'orders']],
      [null, ['flights']],
    ])
  })
  it('finds every word in label, description, tags and group', () => {
    expect(groupExplores(explores, 'row CORE').flatMap((group) => group.explores.map(({ name }) => name))).toEqual(['orders'])
    expect(groupExplores(explores, 'nothing')).toEqual([])
  })
})
