import { describe, expect, it } from 'vitest'
import type { InputCell, InputDefinition } from '../cells/input-cell.ts'
import { inputsOfUrl } from './given-inputs.ts'
import type { InputValue } from './input-value.ts'
import { readUrlInputs, withoutUrlInputs, writeUrlInputs } from './url-inputs.ts'

const options = { values: [{ value: 'West "North"' }, { value: 99 }, { value: true }] }
const definitions: Record<string, InputDefinition> = {
  checkbox: { type: 'checkbox', default: true },
  dropdown: { type: 'dropdown', default: null, options },
  multi: { type: 'multi_select', default: [], options },
  number: { type: 'number', default: null },
  slider: { type: 'slider', default: 5, min: 0, max: 10 },
  text: { type: 'text', default: '' },
  date: { type: 'date', default: null },
  datetime: { type: 'datetime', default: null },
  range: { type: 'date_range', default: { from: null, to: null } },
  relative: { type: 'relative_date', default: null },
}
const inputs = Object.entries(definitions).map(([name, definition]) => ({ name, definition }))
const cells = inputs.map(({ name, definition }): InputCell => ({ kind: 'input', id: name, name, input: definition }))
const read = (search: string): Record<string, InputValue> => Object.fromEntries(inputsOfUrl(cells, readUrlInputs(search)))

describe('values in an address', () => {
  it.each<[string, InputValue]>([
    ['checkbox', false],
    ['dropdown', 'West "North"'],
    ['dropdown', 99],
    ['dropdown', true],
    ['dropdown', null],
    ['multi', []],
    ['multi', ['West "North"', 99]],
    ['number', -1.5e-7],
    ['number', null],
    ['slider', 10],
    ['text', ''],
    ['text', 'a & b = "c" + #d %20 \n\t ünï €'],
    ['text', '=1'],
    ['date', '2026-02-28'],
    ['datetime', '2026-02-28 23:59:59'],
    ['datetime', '2026-02-28 10:00:00 Europe/Berlin'],
    ['range', { from: '2026-01-01', to: null }],
    ['range', { from: null, to: null }],
    ['relative', '1 day ago Asia/Tokyo'],
  ])('of %s come back as they were: %j', (name, value) => {
    expect(read(writeUrlInputs(inputs, { [name]: value }))[name]).toEqual(value)
  })

  it('of all inputs stand in one address', () => {
    const values = { number: 3, text: 'x', range: { from: '2026-01-01', to: '2026-01-31' }, checkbox: false }
    expect(read(`tab=t&${writeUrlInputs(inputs, values)}`)).toMatchObject(values)
  })

  it('are those of inputs alone, of a name the first, and no more than an app can have use for', () => {
    expect(readUrlInputs('?_number=1&_number=2&number=3&__x=4&_=5&_1a=6&_constructor=7')).toEqual({ number: '1', constructor: '7' })
    expect(read('?_number=1&_slider=11&_date=2026-02-28&_text=loose&_nobody=1')).toEqual({ number: 1 })
    expect(Object.keys(readUrlInputs(Array.from({ length: 300 }, (_, at) => `_a${at}=1`).join('&')))).toHaveLength(200)
  })

  it('are taken out of it, and the rest stays', () => {
    expect(withoutUrlInputs('?_number=1&tab=t&_text=%22x%22')).toBe('?tab=t')
    expect(withoutUrlInputs('?_number=1')).toBe('')
  })

  it('are never files, nor buttons that somebody pressed', () => {
    const more = [
      { name: 'file', definition: { type: 'file' } as const },
      { name: 'go', definition: { type: 'run_button' } as const },
    ]
    expect(writeUrlInputs(more, { file: 'upload', go: true })).toBe('')
  })
})
