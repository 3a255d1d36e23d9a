import { expect, it } from 'vitest'
import { emptyNotebook, type NotebookCell, type NotebookDocument } from '../notebook-document.ts'
import { mergeNotebooks } from './merge-notebooks.ts'
import { resolveMerge } from './resolve-merge.ts'

const text = (id: string, markdown: string): NotebookCell => ({ kind: 'text', id, markdown })
const given = (...cells: NotebookCell[]): NotebookDocument => ({ ...emptyNotebook(), cells })
const base = given(text('a', 'one'), text('b', 'two'), text('c', 'three'))
const resolved = (mine: NotebookDocument, theirs: NotebookDocument) => {
  const merged = mergeNotebooks(base, mine, theirs)
  const told = ({ cells }: NotebookDocument): string => cells.map((cell) => `${cell.id}: ${cell.kind === 'text' ? cell.markdown : cell.kind}`).join(', ')
  return { count: merged.conflicts.length, mine: told(resolveMerge(merged, () => true)), theirs: told(resolveMerge(merged, () => false)) }
}

it('a text that both changed is that of whoever was chosen; the rest is of both', () => {
  const mine = given(text('a', 'mine'), text('b', 'two'), text('c', 'three, by me'))
  const theirs = given(text('a', 'theirs'), text('b', 'two, by them'), text('c', 'three'))
  expect(resolved(mine, theirs)).toEqual({
    count: 1,
    mine: 'a: mine, b: two, by them, c: three, by me',
    theirs: 'a: theirs, b: two, by them, c: three, by me',
  })
})

it('a cell that one changed and the other removed is there, or not', () => {
  const changed = given(text('a', 'one'), text('b', 'changed'), text('c', 'three'))
  const removed = given(text('a', 'one'), text('c', 'three'))
  expect(resolved(changed, removed)).toEqual({ count: 1, mine: 'a: one, b: changed, c: three', theirs: 'a: one, c: three' })
  expect(resolved(removed, changed)).toEqual({ count: 1, mine: 'a: one, c: three', theirs: 'a: one, b: changed, c: three' })
})

it('cells that both put elsewhere stand as whoever was chosen has them, with what the other added', () => {
  const mine = given(text('c', 'three'), text('a', 'one'), text('b', 'two'))
  const theirs = given(text('b', 'two'), text('new', 'new'), text('a', 'one'), text('c', 'three'))
  const { count, mine: first, theirs: second } = resolved(mine, theirs)
  expect(count).toBe(1)
  expect(first.replaceAll(/: \w+/g, '')).toBe('c, new, a, b')
  expect(second.replaceAll(/: \w+/g, '')).toBe('b, new, a, c')
})

it('settings that both changed, and a cell that became another kind', () => {
  const other: NotebookCell = { kind: 'section', id: 'a', title: 'Mine' }
  const mine: NotebookDocument = { ...given(other, text('b', 'two'), text('c', 'three')), settings: { timezone: 'Europe/Berlin' } }
  const theirs: NotebookDocument = { ...given(text('a', 'theirs'), text('b', 'two'), text('c', 'three')), settings: { timezone: 'Asia/Tokyo' } }
  const merged = mergeNotebooks(base, mine, theirs)
  expect(resolveMerge(merged, () => true)).toEqual(mine)
  expect(resolveMerge(merged, () => false)).toEqual(theirs)
  expect(resolveMerge(merged, ({ part }) => part === 'cell')).toEqual({ ...mine, settings: { timezone: 'Asia/Tokyo' } })
})
