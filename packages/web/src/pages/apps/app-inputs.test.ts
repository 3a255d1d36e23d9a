import type { ViewerCell } from '@atrium/documents'
import { expect, it } from 'vitest'
import { defaultsOf, haveValues, inputsOfApp, lastingValues, savedValues, type CountingInputs } from './app-inputs.ts'

const cell = (name: string, definition: NonNullable<ViewerCell['input']>['definition']): ViewerCell => ({
  id: name,
  kind: 'input',
  title: name,
  input: { name, definition },
})
const inputs = inputsOfApp([
  cell('year', { type: 'number', default: 2026 }),
  cell('share', { type: 'slider', default: 5, min: 0, max: 10 }),
  cell('region', { type: 'dropdown', default: null, options: { of: 'offered' } }),
  cell('team', { type: 'text', default: 'all', defaultFrom: { attribute: 'own' } }),
  cell('go', { type: 'run_button' }),
  { id: 't', kind: 'text', title: null, markdown: '' },
])

it('buttons have no value that lasts', () => {
  expect(defaultsOf(inputs)).toEqual({ year: 2026, share: 5, region: null, team: 'all' })
})

it('what was saved counts as far as inputs still take it; defaults from elsewhere are found again', () => {
  const fixed = { year: 1999, share: 5, region: 'West' }
  expect(savedValues(inputs, { year: 1999, share: 11, region: 'West', gone: 1, constructor: 2 })).toEqual({ values: fixed, reset: ['team'] })
  expect(savedValues(inputs, { year: 1999, region: 'West', team: 'all' })).toEqual({ values: { ...fixed, team: 'all' }, reset: [] })
})

const counting = (values: CountingInputs['inputs'], ...following: string[]): CountingInputs => ({ inputs: values, following: new Set(following) })

it('values are the same however they are held', () => {
  const begun = savedValues(inputs)
  expect(haveValues(counting({ year: 2026, share: 5 }), begun)).toBe(true)
  expect(haveValues(counting({ year: 2025, share: 5 }), begun)).toBe(false)
  const range = (from: string, to: string | null) => ({ range: { from, to } })
  expect(haveValues(counting({ range: { to: null, from: 'a' } }), { values: range('a', null), reset: [] })).toBe(true)
  expect(haveValues(counting(range('a', null)), { values: range('a', 'b'), reset: [] })).toBe(false)
})

it('a value that was given is another one than a default that was found, be it the same', () => {
  const begun = savedValues(inputs)
  expect(haveValues(counting({ team: 'sales' }, 'team'), begun)).toBe(true)
  expect(haveValues(counting({ team: 'sales' }), begun)).toBe(false)
  expect(haveValues(counting({ team: 'sales' }, 'team'), { values: { team: 'sales' }, reset: [] })).toBe(false)
})

it('others are not given what was found for oneself', () => {
  expect(lastingValues(counting({ year: 2026, team: 'sales' }, 'team'))).toEqual({ year: 2026 })
})
