import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DashboardDocument, DashboardTile } from './dashboard-document.ts'
import { applyStep, stepBetween } from '../draft/document-step.ts'
import { applyEdit, type DashboardEdit } from './dashboard-edit.ts'

const note = (uuid: string, content = 'text'): DashboardTile => ({ uuid, x: 0, y: 0, w: 12, h: 4, type: 'markdown', properties: { title: '', content } })
const none = { dimensions: [], metrics: [], tableCalculations: [] }
const document: DashboardDocument = {
  tiles: [note('a'), { ...note('b'), tabUuid: 't1' }, note('c')],
  filters: none,
  tabs: [
    { uuid: 't1', name: 'One', order: 0 },
    { uuid: 't2', name: 'Two', order: 1 },
  ],
}

const uuid = fc.constantFrom('a', 'b', 'c', 'd')
const tab = fc.constantFrom('t1', 't2', 't3')
const simple: fc.Arbitrary<DashboardEdit> = fc.oneof(
  uuid.map((id): DashboardEdit => ({ type: 'add-tile', tile: note(id) })),
  uuid.map((id): DashboardEdit => ({ type: 'remove-tile', uuid: id })),
  fc.tuple(uuid, fc.string()).map(([id, text]): DashboardEdit => ({ type: 'set-tile', tile: note(id, text) })),
  fc.tuple(uuid, fc.nat(30), fc.nat(50)).map(([id, x, y]): DashboardEdit => ({ type: 'place-tiles', places: [{ uuid: id, x, y, w: 6, h: 3 }] })),
  fc.tuple(uuid, fc.option(tab)).map(([id, tabUuid]): DashboardEdit => ({ type: 'move-to-tab', uuid: id, tabUuid })),
  fc.constant<DashboardEdit>({
    type: 'set-filters',
    filters: { ...none, dimensions: [{ id: 'f', target: { fieldId: 'x', tableName: 'y' }, operator: 'equals', values: [1] }] },
  }),
  fc.string().map((value): DashboardEdit => ({ type: 'set-parameters', parameters: { region: { parameterName: 'region', value } } })),
  fc.tuple(tab, fc.string({ minLength: 1 })).map(([id, name]): DashboardEdit => ({ type: 'add-tab', tab: { uuid: id, name, order: 0 } })),
  fc.tuple(tab, fc.string({ minLength: 1 })).map(([id, name]): DashboardEdit => ({ type: 'rename-tab', uuid: id, name })),
  tab.map((id): DashboardEdit => ({ type: 'remove-tab', uuid: id })),
  fc.shuffledSubarray(['t1', 't2', 't3']).map((uuids): DashboardEdit => ({ type: 'order-tabs', uuids })),
)

describe('edits of a dashboard', () => {
  it.each([
    ['', document],
    ['of tabs numbered elsewhere', { ...document, tabs: document.tabs.map((each, place) => ({ ...each, order: 7 - place })) }],
  ])('are taken back by the step back, alone and several together %s', (_, document) => {
    fc.assert(
      fc.property(fc.array(simple, { maxLength: 8 }), (edits) => {
        const edit: DashboardEdit = { type: 'all', edits }
        const after = applyEdit(document, edit)
        expect(applyStep(after, stepBetween(after, document))).toEqual(document)
      }),
    )
  })

  it('number tabs by their place', () => {
    expect(applyEdit(document, { type: 'order-tabs', uuids: ['t2', 't1'] }).tabs).toEqual([
      { uuid: 't2', name: 'Two', order: 0 },
      { uuid: 't1', name: 'One', order: 1 },
    ])
  })

  it('leave the given dashboard as it was', () => {
    const before = structuredClone(document)
    applyEdit(document, { type: 'remove-tile', uuid: 'a' })
    expect(document).toEqual(before)
  })
})
