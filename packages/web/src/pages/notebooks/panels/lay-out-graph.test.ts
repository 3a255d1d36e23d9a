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

it('a circle is drawn too', () => {
  expect(placesOf(sql('a', 'select * from b'), sql('b', 'select * from a'))).toHaveLength(2)
})
