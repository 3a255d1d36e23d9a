import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inputDefinition, type InputCell, type InputDefinition } from '../cells/input-cell.ts'
import { Day } from '../template/values.ts'
import { givenInputs, inputsOfUrl } from './given-inputs.ts'
import { acceptedValue, defaultValue, type InputValue } from './input-value.ts'
import { templateValues } from './template-values.ts'
import { readUrlValue, writeUrlValue } from './url-value.ts'

const dropdown: InputDefinition = { type: 'dropdown', default: 'b', options: { values: [{ value: 'b' }, { value: 99 }, { value: 'it"s' }] } }
const multi: InputDefinition = { type: 'multi_select', default: [], options: { values: [{ value: 'b' }, { value: 99 }] } }
const slider: InputDefinition = { type: 'slider', default: 5, min: 0, max: 10 }
const definitions: Record<string, InputDefinition> = {
  text: { type: 'text', default: 'x' },
  number: { type: 'number', default: 1 },
  slider,
  dropdown,
  multi,
  checkbox: { type: 'checkbox', default: false },
  button: { type: 'run_button' },
  date: { type: 'date', default: '2026-01-01' },
  datetime: { type: 'datetime', default: '2026-01-01 00:00:00' },
  range: { type: 'date_range', default: { from: null, to: null } },
  relative: { type: 'relative_date', default: '7 days ago' },
  file: { type: 'file' },
}
const cell = (name: string): InputCell => ({ kind: 'input', id: name, name, input: definitions[name] ?? slider })
const cells = Object.keys(definitions).map(cell)

describe('values in an address', () => {
  it.each<[string, string, InputValue | undefined]>([
    ['checkbox', 'true', true],
    ['checkbox', 'false', false],
    ['checkbox', 'True', undefined],
    ['checkbox', '1', undefined],
    ['checkbox', '"true"', undefined],
    ['button', 'true', true],
    ['dropdown', '99', 99],
    ['dropdown', '"b"', 'b'],
    ['dropdown', 'b', undefined],
    ['dropdown', '"99"', undefined],
    ['dropdown', '"c"', undefined],
    ['multi', '["b",99]', ['b', 99]],
    ['multi', '=["b",99]', ['b', 99]],
    ['multi', '["b","c"]', undefined],
    ['multi', '"b"', undefined],
    ['number', '123.456', 123.456],
    ['number', '-1e3', -1000],
    ['number', '"1"', undefined],
    ['number', 'text', undefined],
    ['slider', '10', 10],
    ['slider', '11', undefined],
    ['text', '"Hello World"', 'Hello World'],
    ['text', 'Hello', undefined],
    ['text', '"two\nlines\t"', 'two\nlines\t'],
    ['date', '"2026-02-28"', '2026-02-28'],
    ['date', '"2026-02-30"', undefined],
    ['date', '"28.02.2026"', undefined],
    ['date', '2026-02-28', undefined],
    ['datetime', '"2026-02-28 23:59:59"', '2026-02-28 23:59:59'],
    ['datetime', '"2026-02-28 10:00:00 Europe/Berlin"', '2026-02-28 10:00:00 Europe/Berlin'],
    ['datetime', '"2026-02-28 10:00:00 Mars/Olympus"', undefined],
    ['datetime', '"2026-02-28 24:00:00"', undefined],
    ['range', '["2026-01-01","2026-01-31"]', { from: '2026-01-01', to: '2026-01-31' }],
    ['range', '[null,"2026-01-31"]', { from: null, to: '2026-01-31' }],
    ['range', '["2026-02-01","2026-01-31"]', undefined],
    ['relative', '"5 months from now"', '5 months from now'],
    ['relative', '"1 day ago Asia/Tokyo"', '1 day ago Asia/Tokyo'],
    ['relative', '"2 weeks ago"', undefined],
    ['relative', '"-1 days ago"', undefined],
    ['relative', '5 months from now', undefined],
    ['file', '"0190"', undefined],
  ])('%s=%s', (name, text, expected) => {
    expect(readUrlValue(cell(name).input, text)).toEqual(expected)
  })

  it('that are wrong are ignored alone: the others still apply', () => {
    const values = inputsOfUrl(cells, { slider: '11', text: '"given"', nobody: '1', CHECKBOX: 'true', constructor: '1' })
    expect(values.has('slider')).toBe(false)
    expect(values.get('text')).toBe('given')
    expect(values.get('checkbox')).toBe(true)
    expect([...values.keys()]).toEqual(['text', 'checkbox'])
  })

  it('are written so that they read back as they were', () => {
    const day = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    const given: fc.Arbitrary<[InputDefinition, InputValue]> = fc.oneof(
      fc.tuple(fc.constant<InputDefinition>({ type: 'text', default: '' }), fc.string({ unit: 'grapheme', maxLength: 50 })),
      fc.tuple(
        fc.constant<InputDefinition>({ type: 'number', default: 0 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      ),
      fc.tuple(fc.constant(dropdown), fc.constantFrom('b', 99, 'it"s')),
      fc.tuple(fc.constant(multi), fc.array(fc.constantFrom('b', 99))),
      fc.tuple(fc.constant<InputDefinition>({ type: 'date', default: null }), fc.option(day)),
      fc.tuple(
        fc.constant<InputDefinition>({ type: 'date_range', default: { from: null, to: null } }),
        fc.tuple(fc.option(day), fc.option(day)).map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b })),
      ),
      fc.tuple(fc.constant<InputDefinition>({ type: 'checkbox', default: true }), fc.boolean()),
    )
    fc.assert(
      fc.property(given, ([input, value]) => {
        const text = writeUrlValue(input, value)
        expect(text).not.toBeNull()
        const back = new URLSearchParams(new URLSearchParams({ _x: text ?? '' }).toString()).get('_x')
        expect(readUrlValue(input, back ?? '')).toEqual(value)
      }),
    )
  })
})

describe('values that a program sends', () => {
  it('are told with what was expected, all that is wrong at once', () => {
    const found = givenInputs(cells, { number: '5', slider: 11, multi: ['b', 'x'], date: '2026-13-01', slidr: 1, text: 'fine' })
    expect(found.values.get('text')).toBe('fine')
    expect(found.wrong).toEqual([
      { name: 'number', type: 'number', dataType: 'number', value: '5' },
      { name: 'slider', type: 'slider', dataType: 'number', value: 11 },
      { name: 'multi', type: 'multi_select', dataType: 'array', value: ['b', 'x'] },
      { name: 'date', type: 'date', dataType: 'date', value: '2026-13-01' },
    ])
    expect(found.unknown).toEqual([{ name: 'slidr', near: ['slider'] }])
  })

  it('may be anything where a result offers the values and none is known yet', () => {
    const ofResult: InputDefinition = { type: 'dropdown', default: null, options: { of: 'regions' } }
    const regions: InputCell = { kind: 'input', id: 'r', name: 'region', input: ofResult }
    expect(givenInputs([regions], { region: 'West' }).values.get('region')).toBe('West')
    expect(givenInputs([regions], { region: 'West' }, new Map([['region', ['East']]])).wrong).toHaveLength(1)
  })

  it('that every definition has by default are taken', () => {
    for (const input of Object.values(definitions))
      expect(acceptedValue(inputDefinition.parse(input), defaultValue(input)), input.type).toEqual(defaultValue(input))
  })
})

describe('names that no input has', () => {
  it('are all told, and what was meant is guessed of the first alone', () => {
    const given = Object.fromEntries(Array.from({ length: 20_000 }, (_, place) => [`chekbox${place}`, 1]))
    const { unknown, wrong } = givenInputs(cells, { chekbox: true, ['x'.repeat(1_000_000)]: 1, ...given })
    expect(wrong).toEqual([])
    expect(unknown).toHaveLength(20_002)
    expect(unknown[0]).toEqual({ name: 'chekbox', near: ['checkbox'] })
    expect(unknown.filter(({ near }) => near.length > 0).length).toBeLessThanOrEqual(20)
  })
})

describe('values as templates see them', () => {
  const at = { now: new Date('2026-03-01T00:30:00Z'), zone: 'UTC' }
  const seen = (name: string, value: InputValue): unknown => Object.fromEntries(templateValues([cell(name)], new Map([[name, value]]), at))

  it('are days, moments in UTC, and the day that a relative date means in its zone', () => {
    expect(seen('date', '2026-02-28')).toEqual({ date: new Day('2026-02-28') })
    expect(seen('datetime', '2026-07-01 10:00:00 Europe/Berlin')).toEqual({ datetime: '2026-07-01 08:00:00' })
    expect(seen('datetime', '2026-03-29 02:30:00 Europe/Berlin')).toEqual({ datetime: '2026-03-29 01:30:00' })
    expect(seen('relative', '1 month ago')).toEqual({ relative: new Day('2026-02-01') })
    expect(seen('relative', '1 month ago America/New_York')).toEqual({ relative: new Day('2026-01-28') })
    expect(seen('relative', '9999 years ago')).toEqual({ relative: null })
    expect(seen('range', { from: '2026-01-01', to: null })).toEqual({ range_start: new Day('2026-01-01'), range_end: null })
    expect(seen('file', 'upload')).toEqual({ file: 'upload' })
  })
})
