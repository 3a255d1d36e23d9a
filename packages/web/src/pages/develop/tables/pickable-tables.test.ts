import { expect, it } from 'vitest'
import { pickableTables, searchedTables, withoutModel } from './pickable-tables.ts'

const model = (name: string) => ({ name, label: name, file: `${name}.yml`, line: 1, explored: true })
const tables = pickableTables({
  models: [model('orders'), model('buyers'), model('Refunds')],
  tables: [
    { name: 'customers', models: ['buyers'] },
    { name: 'order_items', models: [] },
    { name: 'orders', models: ['orders'] },
    { name: 'refunds', models: [] },
    { name: 'visits', models: [] },
  ],
})

it('tables without a model come first, and all of them are picked at once', () => {
  expect(tables.map(({ name }) => name)).toEqual(['order_items', 'refunds', 'visits', 'customers', 'orders'])
  expect(withoutModel(tables).map(({ name }) => name)).toEqual(['order_items', 'visits'])
})

it('a table whose name a model has cannot be picked; one that a model of another name reads can', () => {
  expect(tables.flatMap(({ name, isTaken }) => (isTaken ? [name] : []))).toEqual(['refunds', 'orders'])
})

it('tables are searched by a part of their names', () => {
  expect(searchedTables(tables, ' ORDER').map(({ name }) => name)).toEqual(['order_items', 'orders'])
  expect(searchedTables(tables, '')).toHaveLength(5)
})
