import { describe, expect, it } from 'vitest'
import { compileProject } from '../compile/compile-project.ts'
import { duckdb } from '../dialects/duckdb.ts'
import { isExploreError } from '../types/explore.ts'
import { generateModel, isAdditive } from './generate-model.ts'

const compiled = (text: string, catalog: Record<string, Record<string, string>>) => {
  const { explores, problems } = compileProject({ files: [{ path: 'a.yml', text }], dialect: duckdb, catalog })
  const [explore] = explores
  if (explore === undefined || isExploreError(explore)) throw new Error(JSON.stringify(problems))
  return { explore, problems, table: explore.tables[explore.baseTable] }
}

describe('a generated model', () => {
  it('compiles without problems, with a sum for what can be added up', () => {
    const columns = [
      { name: 'order_id', type: 'BIGINT' },
      { name: 'ordered_on', type: 'DATE' },
      { name: 'amount', type: 'DECIMAL(18,2)', label: 'Umsatz: netto' },
      { name: 'unit_price', type: 'DOUBLE' },
      { name: 'paid', type: 'BOOLEAN' },
    ]
    const { explore, problems, table } = compiled(generateModel({ name: 'sales', columns }), {
      sales: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    })
    expect(problems).toEqual([])
    expect(explore.label).toBe('Sales')
    expect(Object.values(table?.dimensions ?? {}).flatMap(({ name, type, timeInterval }) => (timeInterval === undefined ? [`${name} ${type}`] : []))).toEqual([
      'order_id number',
      'ordered_on date',
      'amount number',
      'unit_price number',
      'paid boolean',
    ])
    expect(Object.values(table?.metrics ?? {}).map(({ name, label, type, compiledSql }) => [name, label, type, compiledSql])).toEqual([
      ['total_amount', 'Total Umsatz: netto', 'sum', 'SUM("sales".amount)'],
      ['row_count', 'Rows', 'count', 'COUNT(*)'],
    ])
  })

  it('stands on a table of another name, and gives way to columns of the same name', () => {
    const columns = ['row_count', 'total_amount', 'amount'].map((name) => ({ name, type: 'INTEGER' }))
    const { problems, table } = compiled(generateModel({ name: 'a', table: 'My "odd" table', columns }), {
      'my "odd" table': { row_count: 'INTEGER', total_amount: 'INTEGER', amount: 'INTEGER' },
    })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(table?.sqlTable).toBe('"My ""odd"" table"')
    expect(Object.keys(table?.metrics ?? {})).toEqual(['total_row_count', 'total_total_amount', 'total_amount_2', 'row_count_2'])
  })

  it.each([
    ['amount', true],
    ['Betrag', true],
    ['order_id', false],
    ['orderId', false],
    ['Jahr', false],
    ['unit_price', false],
    ['width', true],
  ])('%s is additive: %s', (name, expected) => expect(isAdditive(name)).toBe(expected))
})
