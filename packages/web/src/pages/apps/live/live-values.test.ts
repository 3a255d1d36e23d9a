import type { ViewerCell } from '@atrium/documents'
import { expect, it } from 'vitest'
import type { LiveState } from './live-store.ts'
import { mayWrite, pressesButton, valuesForOthers, valuesFromOthers } from './live-values.ts'

const cell = (name: string, definition: NonNullable<ViewerCell['input']>['definition']): ViewerCell => ({
  id: name,
  kind: 'input',
  title: name,
  input: { name, definition },
})
const cells = [
  cell('year', { type: 'number', default: 2026, min: 2000 }),
  cell('days', { type: 'date_range', default: { from: null, to: null } }),
  cell('table', { type: 'file' }),
  cell('go', { type: 'run_button' }),
]

const now = { year: 2020, days: { from: '2026-01-01', to: null }, table: 'a file' }
const from = (inputs: object, { pressed = [] as string[], own = new Set<string>() } = {}) =>
  valuesFromOthers(cells, { now, inputs: { ...inputs }, pressed, own })

it('files stay with whoever chose them', () => {
  expect(valuesForOthers(cells, { table: 'result of a file', year: 1 })).toEqual({ year: 1 })
})

it('what others give counts, but for what was given here meanwhile and what is the same already', () => {
  expect(from({ year: 2024, days: { to: null, from: '2026-01-01' } })).toEqual({ year: 2024 })
  expect(from({ year: 2024 }, { own: new Set(['year']) })).toEqual({ days: { from: null, to: null } })
})

it('a live session of an older version gives inputs what they still take, and none that are gone', () => {
  const days = { from: '2025-01-01', to: null }
  expect(from({ year: 1999, days, region: 'West' }, { pressed: ['go', 'gone'] })).toEqual({ year: 2026, days, go: true })
})

it('a button among what is given is a press, be it with other values', () => {
  expect(pressesButton(cells, { year: 2024, go: true })).toBe(true)
  expect(pressesButton(cells, { year: 2024 })).toBe(false)
})

it('the host of a live session writes tables, guests and those of whom nobody knows who they are do not', () => {
  const person = (id: string) => ({ id: `window of ${id}`, userUuid: id, name: id, tab: null, element: null, focus: null, follows: null })
  const host = { userUuid: 'ada', firstName: 'Ada', lastName: '' }
  const live = { uuid: 'l', appUuid: 'a', host, isLocked: false, inputs: {}, inputVersion: 1 }
  const state: LiveState = { status: 'open', you: 'window of ada', people: [person('ada'), person('bob')], live }
  expect(mayWrite(state)).toBe(true)
  expect(mayWrite({ ...state, you: 'window of bob' })).toBe(false)
  expect(mayWrite({ ...state, people: [] })).toBe(false)
  expect(mayWrite({ ...state, people: [], live: { ...live, host: null } })).toBe(false)
  expect(mayWrite({ status: 'connecting', you: null, people: [], live: null })).toBe(false)
  expect(mayWrite({ ...state, status: 'over', people: [] })).toBe(true)
})
