import { expect, it } from 'vitest'
import { cellLabels, viewerCellLabels } from './cell-labels.ts'

it('no two cells are called the same: what has no title, and what others are called too, says its place', () => {
  const cells = [
    { kind: 'sql', id: 'a', name: 'sales', sql: '', on: 'warehouse' },
    { kind: 'text', id: 'b', title: 'sales', markdown: '' },
    { kind: 'chart', id: 'c', of: 'sales', chart: {} },
    { kind: 'chart', id: 'd', of: 'sales', chart: {}, title: 'By month' },
  ] as never
  expect([...cellLabels({ cells }).values()]).toEqual(['sales (cell 1)', 'sales (cell 2)', 'Chart (cell 3)', 'By month'])
})

it('no two cells are called the same where a title reads like the place of another', () => {
  const chart = (id: string, title: string | null) => ({ id, kind: 'chart', title }) as const
  const labels = viewerCellLabels([chart('a', 'Chart (cell 2)'), chart('b', null), chart('c', 'Sales'), chart('d', 'Sales'), chart('e', 'Sales (cell 3)')])
  expect([...labels.values()]).toEqual(['Chart (cell 2)', 'Chart (cell 2) (cell 2)', 'Sales (cell 3) (cell 3)', 'Sales (cell 4)', 'Sales (cell 3)'])
})

it('readers of an app are told places among the cells that they see', () => {
  const chart = (id: string, title: string | null) => ({ id, kind: 'chart', title }) as const
  const labels = viewerCellLabels([chart('a', null), chart('b', 'By month'), chart('c', null)], 'de')
  expect([...labels.values()]).toEqual(['Diagramm (Zelle 1)', 'By month', 'Diagramm (Zelle 3)'])
})
