import { expect, it } from 'vitest'
import { query } from '../../golden/build-explore.ts'
import { freeSqlOf } from './free-sql.ts'

it('lists SQL that came with the question, as a statement that an engine can parse', () => {
  const found = freeSqlOf(
    query({
      customDimensions: [{ id: 'd', name: 'd', table: 't', type: 'sql', sql: 'upper(${t.name})', dimensionType: 'string' }],
      additionalMetrics: [
        { table: 't', name: 'plain', type: 'sum', sql: '${TABLE}.amount' },
        { table: 't', name: 'field', type: 'sum', sql: '${amount}' },
        { table: 't', name: 'free', type: 'sum', sql: '(select max(secret) from others)' },
      ],
      tableCalculations: [{ name: 'c', displayName: 'C', sql: '${t.a} / 2' }],
    }),
  )
  expect(found).toEqual([
    { kind: 'custom dimension', name: 'd', probe: 'SELECT (\nupper(x)\n)' },
    { kind: 'custom metric', name: 't_free', probe: 'SELECT (\n(select max(secret) from others)\n)' },
    { kind: 'table calculation', name: 'c', probe: 'SELECT (\nx / 2\n)' },
  ])
})
