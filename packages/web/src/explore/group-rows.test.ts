import { expect, it } from 'vitest'
import { groupsOfRows, rowsOfGroups } from './group-rows.ts'

it('shows a line for each way in which the values of a group are found, and reads them back as one group', () => {
  const groups = [
    {
      name: 'EMEA',
      values: [
        { matchType: 'exact' as const, value: 'DE' },
        { matchType: 'startsWith' as const, value: 'EU-' },
        { matchType: 'exact' as const, value: 'FR' },
      ],
    },
    { name: 'Americas', values: [{ matchType: 'includes' as const, value: 'america' }] },
  ]
  const rows = rowsOfGroups(groups)
  expect(rows).toEqual([
    { name: 'EMEA', matchType: 'exact', values: ['DE', 'FR'] },
    { name: 'EMEA', matchType: 'startsWith', values: ['EU-'] },
    { name: 'Americas', matchType: 'includes', values: ['america'] },
  ])
  expect(rowsOfGroups(groupsOfRows(rows))).toEqual(rows)
  expect(groupsOfRows(rows).map(({ name }) => name)).toEqual(['EMEA', 'Americas'])
})

it('leaves out lines without a name or without values', () => {
  expect(
    groupsOfRows([
      { name: ' ', matchType: 'exact', values: ['DE'] },
      { name: 'APAC', matchType: 'exact', values: [] },
      { name: ' Nordics ', matchType: 'exact', values: ['SE'] },
    ]),
  ).toEqual([{ name: 'Nordics', values: [{ matchType: 'exact', value: 'SE' }] }])
})
