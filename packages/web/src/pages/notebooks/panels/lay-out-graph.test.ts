import { emptyNotebook, notebookGraph, type NotebookCell } from '@atrium/documents'
import { expect, it } from 'vitest'
import { layOutGraph } from './lay-out-graph.ts'

const sql = (name: string, text: string): NotebookCell => ({ kind: 'sql', id: name, name, sql: text, on: 'results' })
const placesOf = (...cells: NotebookCell[]): string[] =>
  layOutGraph(notebookGraph({ ...emptyNotebook(), cells })).map(({ id, row, column }) => `${id} ${row}.${column}`)

it('every cell stands below all that it reads, under those that it reads', () => {
  expect(
    placesOf(
      sql('a', 'select 1'),
      sql('b', 'select 2'),
      sql('of_b', 'select * from b'),
      sql('of_a', 'select * from a'),
      sql('both', 'select * from of_a, of_b, a'),
      sql('alone', 'select 3'),
    ),
  ).toEqual(['a 0.0', 'b 0.1', 'of_b 1.1', 'of_a 1.0', 'both 2.0'])
})

it('a cell stands below what it only waits for', () => {
  const explore = { kind: 'explore', id: 'e', name: 'e', exploreName: 'orders', query: { dimensions: [], metrics: [], filters: {}, sorts: [], limit: 1 } }
  const cells = [sql('a', 'select 1'), { kind: 'writeback', id: 'w', of: 'a', table: 't', mode: 'append' }, explore] as unknown as NotebookCell[]
  const graph = notebookGraph({ ...emptyNotebook(), cells })
  expect(layOutGraph(graph).map(({ id }) => id)).toEqual(['a', 'w'])
  const waiting = { ...graph, waitsFor: new Map([['e', new Set(['w'])]]) }
  expect(layOutGraph(waiting).map(({ id, row, column }) => `${id} ${row}.${column}`)).toEqual(['a 0.0', 'w 1.0', 'e 2.0'])
})

it('what is much wider than high goes on in the next row, and what reads it stands below all of it', () => {
  const many = Array.from({ length: 300 }, (_, place) => sql(`n${place}`, place < 100 ? 'select 1' : `select * from n${place % 100}`))
  const places = layOutGraph(notebookGraph({ ...emptyNotebook(), cells: many }))
  const rowOf = new Map(places.map(({ id, row }) => [id, row]))
  expect(Math.max(...places.map(({ column }) => column))).toBeLessThan(15)
  expect(new Set(places.map(({ row, column }) => `${row}.${column}`)).size).toBe(300)
  for (let place = 100; place < 300; place++) expect(rowOf.get(`n${place}`)).toBeGreaterThan(rowOf.get(`n${place % 100}`) ?? 0)
})

it('a circle is drawn too', () => {
  expect(placesOf(sql('a', 'select * from b'), sql('b', 'select * from a'))).toHaveLength(2)
})
