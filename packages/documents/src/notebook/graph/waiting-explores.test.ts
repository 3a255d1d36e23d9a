import type { Explore } from '@atrium/semantic'
import { expect, it } from 'vitest'
import type { NotebookDocument } from '../notebook-document.ts'
import { notebookGraph } from './notebook-graph.ts'
import { withWaitingExplores } from './waiting-explores.ts'

const query = { dimensions: [], metrics: ['orders_count'], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
const cells = [
  { kind: 'explore', id: 'above', name: 'above', exploreName: 'orders', query },
  { kind: 'writeback', id: 'writes', of: 'above', table: 'shop.Orders', mode: 'append' },
  { kind: 'explore', id: 'below', name: 'below', exploreName: 'orders', query },
  { kind: 'explore', id: 'other', name: 'other', exploreName: 'old_orders', query },
] as unknown as NotebookDocument['cells']
const exploreOf = (name: string, sqlTable: string): Explore => ({ name, tables: { [name]: { sqlTable } } }) as unknown as Explore
const modelOf = (...explores: Explore[]): Map<string, Explore> => new Map(explores.map((explore) => [explore.name, explore]))

it('finds once for each notebook and model which explores wait for what is written above them', () => {
  const said = notebookGraph({ cells })
  const model = modelOf(exploreOf('orders', '"SHOP"."orders"'), exploreOf('old_orders', 'old_orders'))
  const graph = withWaitingExplores(said, model)
  expect([...graph.waitsFor]).toEqual([['below', new Set(['writes'])]])
  expect(withWaitingExplores(said, model)).toBe(graph)
  expect([...withWaitingExplores(said, modelOf(exploreOf('orders', 'sales'))).waitsFor]).toEqual([])
})

it('leaves the graph of a notebook alone that writes nothing', () => {
  const said = notebookGraph({ cells: cells.filter(({ kind }) => kind !== 'writeback') })
  expect(withWaitingExplores(said, modelOf(exploreOf('orders', 'orders')))).toBe(said)
})
