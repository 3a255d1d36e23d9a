import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyStep, stepBetween } from '../../draft/document-step.ts'
import { notebookGraph } from '../graph/notebook-graph.ts'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { linkedNotebooks, notebookOf, sqlCellOf } from '../testing/arbitrary-notebook.ts'
import { cellLabels } from '../words/cell-labels.ts'
import { tellChange } from '../words/tell.ts'
import { mergeLines } from './merge-lines.ts'
import { mergeNotebooks } from './merge-notebooks.ts'
import { notebookChanges } from './notebook-changes.ts'
import { applyNotebookEdit, type NotebookEdit } from './notebook-edit.ts'
import { renameName } from './rename-name.ts'

const ids = ({ cells }: NotebookDocument): string[] => cells.map(({ id }) => id)
const element = (uuid: string, cellId: string, tabUuid?: string) => ({ uuid, cellId, x: 0, y: 0, w: 6, h: 4, ...(tabUuid === undefined ? {} : { tabUuid }) })
const text = (id: string, markdown: string, more: object = {}): NotebookCell => ({ kind: 'text', id, markdown, ...more })
const edited = (document: NotebookDocument, ...edits: NotebookEdit[]): NotebookDocument => applyNotebookEdit(document, { type: 'all', edits })

describe('edits of a notebook', () => {
  const document: NotebookDocument = {
    ...notebookOf(text('a', 'A'), { kind: 'section', id: 's', title: 'S' }, text('b', 'B', { sectionId: 's' }), text('c', 'C')),
    app: {
      tabs: [
        { uuid: 't1', name: 'One', order: 0 },
        { uuid: 't2', name: 'Two', order: 1 },
      ],
      elements: [element('e1', 'a'), element('e2', 'b', 't2')],
    },
  }

  it('add, move and remove cells where they were asked to', () => {
    expect(ids(edited(document, { type: 'add-cells', cells: [text('d', 'D'), text('a', 'again')], after: 'a' }))).toEqual(['a', 'd', 's', 'b', 'c'])
    expect(ids(edited(document, { type: 'add-cells', cells: [text('d', 'D')], after: null }))).toEqual(['d', 'a', 's', 'b', 'c'])
    expect(ids(edited(document, { type: 'add-cells', cells: [text('d', 'D')], after: 'gone' }))).toEqual(['a', 's', 'b', 'c', 'd'])
    const moved = edited(document, { type: 'move-cells', ids: ['c', 'a'], after: 'b', sectionId: 's' })
    expect(ids(moved)).toEqual(['s', 'b', 'a', 'c'])
    expect(moved.cells.map((cell) => (cell.kind === 'section' ? null : (cell.sectionId ?? null)))).toEqual([null, 's', 's', 's'])
    const removed = edited(document, { type: 'remove-cells', ids: ['s', 'a', 'gone'] })
    expect(removed.cells).toEqual([text('b', 'B'), text('c', 'C')])
    expect(removed.app.elements.map(({ uuid }) => uuid)).toEqual(['e2'])
  })

  it('take what stood on a tab that goes out of the app', () => {
    const after = edited(document, { type: 'set-tabs', tabs: [{ uuid: 't1', name: 'First', order: 7 }] })
    expect(after.app).toEqual({ tabs: [{ uuid: 't1', name: 'First', order: 0 }], elements: [element('e1', 'a')] })
  })

  it('are taken back by the step between the states', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: false }), fc.nat(), ({ document: before }, seed) => {
        const pick = (salt: number): string => before.cells[(seed + salt) % before.cells.length]?.id ?? ''
        const after = edited(
          before,
          { type: 'rename', cellId: pick(0), name: 'renamed' },
          { type: 'move-cells', ids: [pick(1)], after: pick(2) },
          { type: 'remove-cells', ids: [pick(3)] },
          { type: 'add-cells', cells: [text('new', 'x')], after: pick(4) },
          { type: 'add-elements', elements: [element('e', pick(5))] },
        )
        expect(applyStep(after, stepBetween(after, before))).toEqual(before)
        expect(applyStep(before, stepBetween(before, after))).toEqual(after)
      }),
    )
  })
})

describe('another name', () => {
  const document = notebookOf(
    sqlCellOf('a', 'select 1 as orders', { name: 'orders', on: 'warehouse' }),
    sqlCellOf(
      'b',
      'select orders.orders, "orders".x, main.orders.y, \'orders\' -- orders\nfrom Orders join "orders" o using (x) {% if year %}where y > {{ year }}{% endif %}',
      { on: 'warehouse' },
    ),
    sqlCellOf('c', 'with orders as (select 1) select * from orders', { on: 'warehouse' }),
    { kind: 'code', id: 'py', language: 'python', code: 'def f(orders): return orders\ntotal = f(orders) + self.orders + year' },
    { kind: 'code', id: 'ts', language: 'typescript', code: 'export const both = { orders, x: orders }' },
    { kind: 'filter', id: 'f', name: 'chosen', of: 'orders', match: 'all', rules: [{ column: 'orders', operator: 'equals', values: ['{{ year }}', 'year'] }] },
    { kind: 'input', id: 'y', name: 'year', input: { type: 'dropdown', default: null, options: { of: 'orders' } } },
    text('t', 'In {{ year }} {{ "year" }}'),
    { kind: 'single_value', id: 'v', of: 'chosen', column: 'x', comparison: { of: 'orders', column: 'x', as: 'value' } },
  )

  it('is written wherever the result is read, and nowhere else', () => {
    const { document: renamed, unsure } = renameName(document, { cellId: 'a', name: 'sales' })
    const [, b, c, py, ts, f, y, , v] = renamed.cells
    expect(b).toMatchObject({
      sql: "select sales.orders, sales.x, main.orders.y, 'orders' -- orders\nfrom sales join sales o using (x) {% if year %}where y > {{ year }}{% endif %}",
    })
    expect(c).toBe(document.cells[2])
    expect(py).toMatchObject({ code: 'def f(orders): return orders\ntotal = f(sales) + self.orders + year' })
    expect(ts).toMatchObject({ code: 'export const both = { orders: sales, x: sales }' })
    expect(f).toMatchObject({ of: 'sales', rules: [{ column: 'orders' }] })
    expect(y).toMatchObject({ name: 'year', input: { options: { of: 'sales' } } })
    expect(v).toMatchObject({ of: 'chosen', comparison: { of: 'sales' } })
    expect(unsure).toEqual([])
  })

  it('of an input is written in templates, filters and code', () => {
    const { document: renamed } = renameName(document, { cellId: 'y', name: 'season' })
    expect(renamed.cells[1]).toMatchObject({ sql: expect.stringContaining('{% if season %}where y > {{ season }}') })
    expect(renamed.cells[3]).toMatchObject({ code: expect.stringContaining('self.orders + season') })
    expect(renamed.cells[5]).toMatchObject({ rules: [{ values: ['{{ season }}', 'year'] }] })
    expect(renamed.cells[7]).toMatchObject({ markdown: 'In {{ season }} {{ "year" }}' })
  })

  it('of a range of dates is written in both of its ends', () => {
    const range = notebookOf(
      { kind: 'input', id: 'i', name: 'span', input: { type: 'date_range', default: { from: null, to: null } } },
      sqlCellOf('a', 'select {{ span_start }}, {{ span_end }}', { on: 'warehouse' }),
    )
    expect(renameName(range, { cellId: 'i', name: 'week' }).document.cells[1]).toMatchObject({ sql: 'select {{ week_start }}, {{ week_end }}' })
  })

  it('that would mean something else in a cell tells which', () => {
    const shadowed = notebookOf(sqlCellOf('a', 'select 1'), sqlCellOf('b', 'with t as (select 1) select * from a, t'))
    expect(renameName(shadowed, { cellId: 'a', name: 't' }).unsure).toEqual(['b'])
  })

  it('leaves who reads whom as it was', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: false }), fc.nat(), ({ document: before }, seed) => {
        const cell = before.cells[seed % before.cells.length]
        const { document: after, unsure } = renameName(before, { cellId: cell?.id ?? '', name: 'quite_new' })
        expect(unsure).toEqual([])
        const [was, is] = [notebookGraph(before), notebookGraph(after)]
        for (const [id, reads] of was.reads) expect([...(is.reads.get(id)?.keys() ?? [])].toSorted()).toEqual([...reads.keys()].toSorted())
      }),
    )
  })
})

describe('the notebooks of two people', () => {
  const base: NotebookDocument = {
    ...notebookOf(text('a', 'A'), text('b', 'one\ntwo\nthree\nfour\nfive'), sqlCellOf('c', 'select 1')),
    app: { tabs: [], elements: [element('e', 'a')] },
    settings: { usesCachedSql: true },
  }
  const set = (cell: NotebookCell): NotebookEdit => ({ type: 'set-cell', cell })

  it('become one, setting by setting and line by line', () => {
    const mine = edited(
      base,
      set(text('b', 'one\nTWO\nthree\nfour\nfive', { title: 'B' })),
      { type: 'add-cells', cells: [text('m', 'M')], after: 'a' },
      { type: 'set-settings', settings: { usesCachedSql: true, timezone: 'Europe/Berlin' } },
    )
    const theirs = edited(
      base,
      set(text('b', 'one\ntwo\nthree\nfour\nFIVE')),
      { type: 'remove-cells', ids: ['a'] },
      { type: 'add-cells', cells: [text('t', 'T')], after: 'c' },
      { type: 'set-settings', settings: { usesCachedSql: false } },
    )
    const { document, conflicts } = mergeNotebooks(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(ids(document)).toEqual(['m', 'b', 'c', 't'])
    expect(document.cells[1]).toEqual(text('b', 'one\nTWO\nthree\nfour\nFIVE', { title: 'B' }))
    expect(document.app.elements).toEqual([])
    expect(document.settings).toEqual({ usesCachedSql: false, timezone: 'Europe/Berlin' })
  })

  it('tell what cannot be both, and lose nothing', () => {
    const mine = edited(base, set(sqlCellOf('c', 'select 2')), { type: 'remove-cells', ids: ['a'] }, { type: 'move-cells', ids: ['c'], after: null })
    const theirs = edited(base, set(sqlCellOf('c', 'select 3')), set(text('a', 'changed')))
    const { document, conflicts } = mergeNotebooks(base, mine, theirs)
    expect(ids(document)).toEqual(['a', 'c', 'b'])
    expect(document.cells[1]).toMatchObject({ sql: 'select 3' })
    expect(conflicts).toEqual([
      { part: 'cell', id: 'a', key: null, mine: undefined, theirs: text('a', 'changed') },
      { part: 'cell', id: 'c', key: 'sql', mine: 'select 2', theirs: 'select 3' },
    ])
    const clash = mergeNotebooks(
      base,
      edited(base, { type: 'move-cells', ids: ['c'], after: null }),
      edited(base, { type: 'move-cells', ids: ['a'], after: 'c' }),
    )
    expect(clash.conflicts).toMatchObject([{ part: 'order', key: 'cell' }])
    expect(ids(clash.document)).toEqual(['b', 'c', 'a'])
  })

  it('keep both when they changed different cells, in whatever way', () => {
    type Change = { at: number; how: 'rewrite' | 'title' | 'remove' | 'insert' | 'kind' }
    const change = fc.record({ at: fc.nat(), how: fc.constantFrom<Change['how']>('rewrite', 'title', 'remove', 'insert', 'kind') })
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: false }), fc.array(change, { maxLength: 8 }), ({ document }, changes) => {
        const apply = (state: NotebookDocument, { at, how }: Change, who: string): NotebookDocument => {
          const id = document.cells[at % document.cells.length]?.id ?? ''
          const cell = state.cells.find((one) => one.id === id)
          if (cell === undefined) return state
          if (how === 'remove') return edited(state, { type: 'remove-cells', ids: [id] })
          if (how === 'insert') return edited(state, { type: 'add-cells', cells: [text(`${who}-${id}`, 'new')], after: id })
          if (how === 'title') return edited(state, set({ ...cell, title: who }))
          return edited(state, set(how === 'kind' ? text(id, who) : sqlCellOf(id, `select '${who}'`)))
        }
        // Even places are mine, odd ones theirs.
        const isMine = ({ at }: Change): boolean => (at % document.cells.length) % 2 === 0
        const only = (own: (one: Change) => boolean, who: string, from = document): NotebookDocument =>
          changes.filter(own).reduce((state, one) => apply(state, one, who), from)
        const [mine, theirs] = [only(isMine, 'mine'), only((one) => !isMine(one), 'theirs')]
        const { document: merged, conflicts } = mergeNotebooks(document, mine, theirs)
        const together = only(isMine, 'mine', theirs)
        expect(conflicts).toEqual([])
        expect(new Map(merged.cells.map((cell) => [cell.id, cell]))).toEqual(new Map(together.cells.map((cell) => [cell.id, cell])))
      }),
    )
  })

  it('are the one that was changed when only one was, and the same when both did the same', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: false }), linkedNotebooks({ isAcyclic: false }), ({ document: one }, { document: other }) => {
        expect(mergeNotebooks(one, other, one)).toEqual({ document: other, conflicts: [] })
        expect(mergeNotebooks(one, one, other)).toEqual({ document: other, conflicts: [] })
        expect(mergeNotebooks(one, other, other)).toEqual({ document: other, conflicts: [] })
      }),
    )
  })

  it('have texts merged where the lines are apart, and not where they touch', () => {
    const lines = 'a\nb\nc\nd\ne'
    expect(mergeLines(lines, 'A\nb\nc\nd\ne', 'a\nb\nc\nd\nE\nf')).toBe('A\nb\nc\nd\nE\nf')
    expect(mergeLines(lines, 'b\nc\nd\ne', 'a\nb\nc\ne')).toBe('b\nc\ne')
    expect(mergeLines(lines, 'a\nX\nc\nd\ne', 'a\nX\nc\nd\ne')).toBe('a\nX\nc\nd\ne')
    expect(mergeLines(lines, 'a\nX\nc\nd\ne', 'a\nY\nc\nd\ne')).toBeNull()
    expect(mergeLines(lines, 'a\nX\nc\nd\ne', 'a\nb\nY\nd\ne')).toBeNull()
  })
})

describe('changes in words', () => {
  const before: NotebookDocument = {
    ...notebookOf(text('a', 'A'), sqlCellOf('b', 'select 1\nfrom x', { name: 'orders' }), text('c', 'C'), text('d', 'D')),
    app: { tabs: [{ uuid: 't', name: 'One', order: 0 }], elements: [element('e', 'a'), element('f', 'c')] },
  }
  const after = edited(
    before,
    { type: 'rename', cellId: 'b', name: 'sales' },
    { type: 'set-cell', cell: sqlCellOf('b', 'select 2\nfrom x\nlimit 3', { name: 'sales', limit: 5 }) },
    { type: 'move-cells', ids: ['d'], after: null },
    { type: 'remove-cells', ids: ['c'] },
    { type: 'add-cells', cells: [text('n', 'N', { title: 'News' })], after: 'a' },
    { type: 'remove-elements', uuids: ['e'] },
    { type: 'add-elements', elements: [element('g', 'n')] },
    { type: 'set-tabs', tabs: [{ uuid: 't', name: 'First', order: 0 }] },
    { type: 'set-settings', settings: { timezone: 'UTC' } },
  )
  const told = (locale: string): string[] => {
    const labels = new Map([...cellLabels(before, locale), ...cellLabels(after, locale)])
    return notebookChanges(before, after).map((change) => tellChange(change, labels, locale))
  }

  it('say everything once, in both languages', () => {
    expect(told('en')).toEqual([
      'Added: News',
      'Removed: Text (cell 3)',
      '"orders" renamed to "sales"',
      'sales rewritten: 2 lines added, 1 line removed',
      'sales changed: most rows',
      'One cell moved',
      'News is now shown in the app',
      'Text (cell 2) is no longer shown in the app',
      'Tab "One" renamed to "First"',
      'Setting changed: time zone',
    ])
    expect(told('de')[3]).toBe('sales umgeschrieben: 2 Zeilen hinzugefügt, 1 Zeile entfernt')
    expect(notebookChanges(before, before)).toEqual([])
  })

  it('say what of a cell is another one now, and its title with the one of before', () => {
    const slider = (title: string, max: number): NotebookCell => ({
      kind: 'input',
      id: 'i',
      name: 'i',
      title,
      input: { type: 'slider', default: 1, min: 0, max },
    })
    const one = notebookOf(slider('Least', 10), { kind: 'table', id: 't', of: 'rows', pageSize: 10 })
    const other = notebookOf(slider('At least', 20), { kind: 'table', id: 't', of: 'rows', sorts: [{ column: 'n' }], isCollapsed: true })
    const saidIn = (locale: string): string[] => notebookChanges(one, other).map((change) => tellChange(change, cellLabels(other, locale), locale))
    expect(saidIn('en')).toEqual([
      'Title "Least" changed to "At least"',
      'At least changed: what is given',
      'Table (cell 2) changed: order of rows, rows of a page',
    ])
    expect(saidIn('de').at(-1)).toBe('Tabelle (Zelle 2) geändert: Reihenfolge der Zeilen, Zeilen einer Seite')
  })
})
