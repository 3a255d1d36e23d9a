import { expect, it } from 'vitest'
import type { NotebookCell } from '../notebook-document.ts'
import { showsNothing } from './shows-nothing.ts'

const cells: NotebookCell[] = [
  { kind: 'section', id: 'heading', title: 'Sales' },
  { kind: 'text', id: 'blank', markdown: ' \n' },
  { kind: 'sql', id: 'begun', name: 'begun', sql: '', on: 'warehouse' },
  { kind: 'text', id: 'said', markdown: 'Hello' },
]
const shows = (...cellIds: string[]): boolean =>
  !showsNothing({ cells, app: { elements: cellIds.map((cellId, y) => ({ uuid: `e-${cellId}`, cellId, x: 0, y, w: 12, h: 2 })), tabs: [] } })

it('an app without elements, with headings alone, with empty cells or with cells that are gone shows nothing', () => {
  expect([shows(), shows('heading'), shows('heading', 'blank', 'begun'), shows('gone')]).toEqual([false, false, false, false])
  expect(shows('heading', 'blank', 'said')).toBe(true)
})
