import { describe, expect, it } from 'vitest'
import type { InputDefinition } from '../cells/input-cell.ts'
import { foundDefault } from './found-default.ts'
import type { InputValue } from './input-value.ts'

const options = { values: [{ value: 'West' }, { value: 'East' }, { value: 7 }] }
const definitions = {
  text: { type: 'text', default: '' },
  number: { type: 'number', default: null },
  slider: { type: 'slider', default: 1, min: 0, max: 10 },
  dropdown: { type: 'dropdown', default: null, options },
  ofResult: { type: 'dropdown', default: null, options: { of: 'regions' } },
  multi: { type: 'multi_select', default: [], options },
  checkbox: { type: 'checkbox', default: false },
  date: { type: 'date', default: null },
  datetime: { type: 'datetime', default: null },
  range: { type: 'date_range', default: { from: null, to: null } },
  relative: { type: 'relative_date', default: null },
} satisfies Record<string, InputDefinition>

describe('a default that was found elsewhere', () => {
  it.each<[keyof typeof definitions, unknown[], InputValue | undefined]>([
    ['text', ['West', 'East'], 'West'],
    ['text', [12], '12'],
    ['text', [], undefined],
    ['text', [null], undefined],
    ['number', ['12.5'], 12.5],
    ['number', [3], 3],
    ['number', ['many'], undefined],
    ['number', [' '], undefined],
    ['slider', ['10'], 10],
    ['slider', ['11'], undefined],
    ['dropdown', ['West'], 'West'],
    ['dropdown', ['7'], 7],
    ['dropdown', ['North'], undefined],
    ['ofResult', ['North'], 'North'],
    ['multi', ['7', 'North', 'West', 'West'], [7, 'West']],
    ['multi', ['North'], undefined],
    ['multi', [], undefined],
    ['checkbox', ['true'], true],
    ['checkbox', [false], false],
    ['checkbox', ['yes'], undefined],
    ['date', ['2026-02-28'], '2026-02-28'],
    ['date', ['2026-02-28T10:00:00'], '2026-02-28'],
    ['date', ['2026-02-28 10:00:00.123'], '2026-02-28'],
    ['date', ['2026-02-30'], undefined],
    ['date', ['28.02.2026'], undefined],
    ['datetime', ['2026-02-28'], '2026-02-28 00:00:00'],
    ['datetime', ['2026-02-28T10:20:30.5Z'], '2026-02-28 10:20:30'],
    ['datetime', ['2026-02-28 10:20:30 Europe/Berlin'], '2026-02-28 10:20:30 Europe/Berlin'],
    ['datetime', ['2026-02-28T10:20:30+05:00'], undefined],
    ['range', ['2026-01-01', '2026-01-31'], { from: '2026-01-01', to: '2026-01-31' }],
    ['range', ['2026-01-01/2026-01-31'], { from: '2026-01-01', to: '2026-01-31' }],
    ['range', ['2026-01-01'], { from: '2026-01-01', to: null }],
    ['range', [null, '2026-01-31'], { from: null, to: '2026-01-31' }],
    ['range', ['2026-02-01', '2026-01-31'], undefined],
    ['range', ['2026-02-01', 'later'], undefined],
    ['range', [null, null], undefined],
    ['relative', ['3 months ago'], '3 months ago'],
    ['relative', ['lately'], undefined],
  ])('of %s from %j is %j', (name, found, expected) => {
    expect(foundDefault(definitions[name], found)).toEqual(expected)
  })
})
