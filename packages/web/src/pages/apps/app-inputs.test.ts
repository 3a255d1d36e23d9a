import type { ViewerCell } from '@atrium/documents'
import { expect, it } from 'vitest'
import { defaultsOf, haveValues, inputsOfApp, savedValues } from './app-inputs.ts'

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
  cell('go', { type: 'run_button' }),
  { id: 't', kind: 'text', title: null, markdown: '' },
])

it('buttons have no value that lasts', () => {
  expect(defaultsOf(inputs)).toEqual({ year: 2026, share: 5, region: null })
})

it('what was saved counts as far as inputs still take it', () => {
  expect(savedValues(inputs, { year: 1999, share: 11, region: 'West', gone: 1, constructor: 2 })).toEqual({ year: 1999, share: 5, region: 'West' })
})

it('values are the same however they are held', () => {
  expect(haveValues({ year: 2026, share: 5 }, defaultsOf(inputs))).toBe(true)
  expect(haveValues({ year: 2025, share: 5 }, defaultsOf(inputs))).toBe(false)
  expect(haveValues({ range: { to: null, from: 'a' } }, { range: { from: 'a', to: null } })).toBe(true)
  expect(haveValues({ range: { from: 'a', to: null } }, { range: { from: 'a', to: 'b' } })).toBe(false)
})
