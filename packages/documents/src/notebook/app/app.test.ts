import { describe, expect, it } from 'vitest'
import { compactTiles } from '../../dashboard/arrange-tiles.ts'
import { applyNotebookEdit } from '../edit/notebook-edit.ts'
import { notebookGraph } from '../graph/notebook-graph.ts'
import type { AppElement, NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { notebookOf, sqlCellOf } from '../testing/arbitrary-notebook.ts'
import { layOut, showCell } from './add-elements.ts'
import { elementsOfTab } from './elements-of-tab.ts'
import { addAppTab, moveToAppTab, orderAppTabs, removeAppTab, renameAppTab } from './tab-edits.ts'
import { viewerApp } from './viewer-app.ts'

const counter = (): (() => string) => {
  let number = 0
  return () => `e${++number}`
}
const region: NotebookCell = {
  kind: 'input',
  id: 'in',
  name: 'region',
  input: { type: 'dropdown', default: null, options: { of: 'secret_rows', column: 'secret' } },
}
const chart = (id: string): NotebookCell => ({ kind: 'chart', id, of: 'rows', config: { type: 'line', fieldConfig: { y: [] } } })
const document = notebookOf(
  { kind: 'text', id: 'intro', markdown: '# Sales\n\nBy region' },
  sqlCellOf('rows', 'select * from sales where region = {{ region }}', { on: 'warehouse' }),
  chart('one'),
  chart('two'),
  chart('three'),
  sqlCellOf('last', 'select count(*) from rows'),
  { kind: 'writeback', id: 'out', of: 'rows', table: 'kept', mode: 'replace' },
  region,
)
const graph = notebookGraph(document)
const laidOut = applyNotebookEdit(document, layOut(document, graph, { tabUuid: null, newUuid: counter() }))

describe('a layout made from the cells', () => {
  it('has inputs first, charts beside each other, and of results those that nobody goes on with', () => {
    expect(laidOut.app.elements.map(({ cellId, x, y, w, h }) => [cellId, x, y, w, h])).toEqual([
      ['in', 0, 0, 9, 2],
      ['intro', 0, 2, 36, 2],
      ['one', 0, 4, 18, 7],
      ['two', 18, 4, 18, 7],
      ['three', 0, 11, 36, 7],
      ['last', 0, 18, 36, 7],
    ])
    // It stands as it is: nothing falls and nothing lies on another.
    expect(compactTiles(laidOut.app.elements)).toEqual(laidOut.app.elements)
  })

  it('keeps what was said of cells that stay', () => {
    const said = { ...laidOut.app.elements[2]!, x: 3, hideTitle: true }
    const arranged = applyNotebookEdit(laidOut, { type: 'set-element', element: said })
    const again = applyNotebookEdit(arranged, layOut(arranged, graph, { tabUuid: null, newUuid: counter() }))
    expect(again.app.elements.find(({ cellId }) => cellId === 'one')).toEqual({ ...laidOut.app.elements[2], hideTitle: true })
  })

  it('takes a further cell where there is room', () => {
    const more: NotebookCell = { kind: 'input', id: 'more', name: 'year', input: { type: 'number', default: null } }
    const shown = applyNotebookEdit(laidOut, showCell(laidOut, more, { tabUuid: null, newUuid: () => 'new' }))
    expect(shown.app.elements.at(-1)).toEqual({ uuid: 'new', cellId: 'more', x: 9, y: 0, w: 9, h: 2 })
  })
})

describe('tabs', () => {
  const on = (app: NotebookDocument['app'], tab: string | null): string =>
    elementsOfTab(app, tab)
      .map(({ uuid }) => uuid)
      .join('')
  const element = (uuid: string, tabUuid?: string): AppElement => ({
    uuid,
    cellId: 'one',
    x: 0,
    y: 0,
    w: 9,
    h: 2,
    ...(tabUuid === undefined ? {} : { tabUuid }),
  })
  const plain: NotebookDocument = { ...document, app: { elements: [element('a'), element('b')], tabs: [] } }
  const first = applyNotebookEdit(plain, addAppTab(plain.app, { uuid: 't1', name: 'One' }))
  const two = applyNotebookEdit(first, addAppTab(first.app, { uuid: 't2', name: 'Two' }))

  it('take over what an app without tabs shows', () => {
    expect(on(two.app, 't1')).toBe('ab')
    expect(on(two.app, 't2')).toBe('')
    expect(on(applyNotebookEdit(two, moveToAppTab(two.app.elements[0]!, 't2')).app, 't2')).toBe('a')
    expect(applyNotebookEdit(two, renameAppTab(two.app, 't2', 'Other')).app.tabs.map(({ name }) => name)).toEqual(['One', 'Other'])
  })

  it('keep their cells in another order, also those that name no tab', () => {
    const loose = { ...two, app: { ...two.app, elements: [element('a'), element('b', 'gone')] } }
    const { app } = applyNotebookEdit(loose, orderAppTabs(loose.app, ['t2', 't1']))
    expect(app.tabs.map(({ uuid, order }) => [uuid, order])).toEqual([
      ['t2', 0],
      ['t1', 1],
    ])
    expect(on(app, 't1')).toBe('ab')
  })

  it('go with what stands on them; the last one leaves it', () => {
    const loose = { ...two, app: { ...two.app, elements: [element('a'), element('b', 't2')] } }
    const without = applyNotebookEdit(loose, removeAppTab(loose.app, 't1'))
    expect(without.app).toEqual({ elements: [element('b', 't2')], tabs: [{ uuid: 't2', name: 'Two', order: 0 }] })
    expect(applyNotebookEdit(without, removeAppTab(without.app, 't2')).app).toEqual({ elements: [element('b')], tabs: [] })
  })
})

describe('what readers of an app know', () => {
  const secret: NotebookCell[] = [{ kind: 'text', id: 'greeting', markdown: 'Hello {{ user_email }}' }, ...laidOut.cells]
  const shown = [...laidOut.app.elements, { uuid: 'g', cellId: 'greeting', x: 0, y: 90, w: 9, h: 2 }, { uuid: 'x', cellId: 'nobody', x: 0, y: 99, w: 9, h: 2 }]

  it('is nothing of how it comes about', () => {
    const app = viewerApp({ ...laidOut, cells: secret, app: { ...laidOut.app, elements: shown } })
    expect(JSON.stringify(app)).not.toMatch(/select|secret|user_email|"of":"rows"|kept/)
    expect(app.cells.find(({ id }) => id === 'in')).toEqual({
      id: 'in',
      kind: 'input',
      title: 'region',
      input: { name: 'region', definition: { type: 'dropdown', default: null, options: { of: 'offered' } } },
    })
    expect(app.cells.find(({ id }) => id === 'intro')).toMatchObject({ markdown: '# Sales\n\nBy region' })
    expect(app.elements.map(({ uuid }) => uuid)).not.toContain('x')
    expect(app.settings).toEqual({ rerunsOnInput: true, runsOnOpen: false })
  })

  it('is the source of a cell where the app shows it, and of no other', () => {
    const elements = shown.map((element) => (element.cellId === 'last' || element.cellId === 'one' ? { ...element, showsSource: true } : element))
    const { cells } = viewerApp({ ...laidOut, app: { ...laidOut.app, elements } })
    expect(cells.flatMap(({ source }) => (source === undefined ? [] : [source]))).toEqual([{ language: 'sql', text: 'select count(*) from rows' }])
  })
})
