import { applyNotebookEdit, emptyNotebook, type NotebookCell, type NotebookDocument, type NotebookEdit } from '@atrium/documents'
import { expect, it } from 'vitest'
import { copiesOf, droppedAt, movedBy, placeBehind, selectionAfter, shownCells } from './cell-edits.ts'

const text = (id: string, sectionId?: string): NotebookCell => ({ kind: 'text', id, markdown: '', ...(sectionId === undefined ? {} : { sectionId }) })
const section = (id: string, isCollapsed = false): NotebookCell => ({ kind: 'section', id, title: id, ...(isCollapsed ? { isCollapsed } : {}) })
const given = (...cells: NotebookCell[]): NotebookDocument => ({ ...emptyNotebook(), cells })
const after = (document: NotebookDocument, edit: NotebookEdit | null): string | null =>
  edit === null
    ? null
    : applyNotebookEdit(document, edit)
        .cells.map((cell) => cell.id + (cell.kind !== 'section' && cell.sectionId !== undefined ? `(${cell.sectionId})` : ''))
        .join(' ')

it('a cell moves by one place, and not beyond the page', () => {
  const document = given(text('a'), text('b'), text('c'))
  const moved = (step: -1 | 1, ...ids: string[]) => after(document, movedBy(step, ids, document))
  expect([moved(1, 'a'), moved(-1, 'c'), moved(-1, 'b'), moved(1, 'b')]).toEqual(['b a c', 'a c b', 'b a c', 'a c b'])
  expect([moved(-1, 'a'), moved(1, 'c'), moved(1, 'gone'), moved(1, 'b', 'c')]).toEqual([null, null, null, null])
  expect(moved(1, 'a', 'b')).toBe('c a b')
})

it('several cells are dropped together, in their order', () => {
  const document = given(text('a'), text('b'), text('c'), text('d'))
  const dropped = (ids: string[], cellId: string, isBefore: boolean) => after(document, droppedAt(ids, { cellId, isBefore }, document))
  expect(dropped(['a', 'c'], 'd', false)).toBe('b d a c')
  expect(dropped(['c', 'd'], 'a', true)).toBe('c d a b')
  expect(dropped(['b'], 'c', true)).toBe('a b c d')
  expect(dropped(['a', 'b'], 'b', true)).toBeNull()
})

it('a cell lies in the section that it is put into, and a section takes its cells along', () => {
  const document = given(text('a'), section('s'), text('b', 's'), text('c'))
  const dropped = (ids: string[], cellId: string, isBefore: boolean) => after(document, droppedAt(ids, { cellId, isBefore }, document))
  expect(dropped(['a'], 's', false)).toBe('s a(s) b(s) c')
  expect(dropped(['c'], 'b', true)).toBe('a s c(s) b(s)')
  expect(dropped(['b'], 's', true)).toBe('a b s c')
  expect(dropped(['s'], 'c', false)).toBe('a c s b(s)')
})

it('copies have names and ids of their own, and read each other', () => {
  const source: NotebookCell[] = [
    { kind: 'sql', id: 'a', name: 'orders', sql: 'select 1', on: 'warehouse' },
    { kind: 'sql', id: 'b', name: 'total', sql: 'select * from orders', on: 'results', sectionId: 'gone' },
  ]
  let count = 0
  const copies = copiesOf(source, given(...source), () => `copy_${++count}`)
  expect(copies).toEqual([
    { kind: 'sql', id: 'copy_1', name: 'orders_1', sql: 'select 1', on: 'warehouse' },
    { kind: 'sql', id: 'copy_2', name: 'total_1', sql: 'select * from orders_1', on: 'results' },
  ])
  // In a notebook that does not have their names they keep them.
  expect(copiesOf(source, given(), () => `copy_${++count}`).map((cell) => 'name' in cell && cell.name)).toEqual(['orders', 'total'])
})

it('cells of folded sections are not shown, and counted at the section', () => {
  const shown = shownCells(given(text('a'), section('s', true), text('b', 's'), text('c', 's'), section('t'), text('d', 't')))
  expect(shown.map(({ cell, place, hidden }) => `${cell.id} ${place} ${hidden}`)).toEqual(['a 0 0', 's 1 2', 't 4 0', 'd 5 0'])
})

it('cells are selected one by one, or all from one to another', () => {
  const ids = ['a', 'b', 'c', 'd']
  const next = (selected: string[], id: string, how: 'only' | 'toggle' | 'range', from: string | null) => [
    ...selectionAfter(new Set(selected), { id, how, from, ids }),
  ]
  expect(next([], 'c', 'toggle', 'a')).toEqual(['a', 'c'])
  expect(next(['a', 'c'], 'c', 'toggle', 'c')).toEqual(['a'])
  expect(next([], 'b', 'range', 'd')).toEqual(['b', 'c', 'd'])
  expect(next(['b', 'c'], 'a', 'only', 'b')).toEqual([])
})

it('a cell that is added lies in the section of the one before it, and behind a section that hides its cells', () => {
  const document = given(text('a'), section('s'), text('b', 's'), section('folded', true), text('c', 'folded'), text('d', 'folded'))
  const place = (id: string | null) => placeBehind(id, document)
  expect(place(null)).toEqual({ after: null, sectionId: undefined })
  expect(place('s')).toEqual({ after: 's', sectionId: 's' })
  expect(place('b')).toEqual({ after: 'b', sectionId: 's' })
  expect([place('folded'), place('c'), place('d')]).toEqual(Array.from({ length: 3 }, () => ({ after: 'd', sectionId: undefined })))
})
