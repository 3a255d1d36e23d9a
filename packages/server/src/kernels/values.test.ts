import { describe, expect, it } from 'vitest'
import { decodeValue, encodeValue } from './values.ts'

const through = (value: unknown): unknown => decodeValue(JSON.parse(JSON.stringify(encodeValue(value))))

describe('values of cells', () => {
  it.each([
    [null],
    [true],
    ['text'],
    [1.5],
    [Number.NaN],
    [Number.NEGATIVE_INFINITY],
    [2n ** 80n],
    [new Date(5)],
    [[1, [2, { a: null }]]],
    [{ $: 'date', v: 'a key of their own' }],
    [{ ['__proto__']: 1, constructor: 2 }],
  ])('come out as they went in: %s', (value) => expect(through(value)).toEqual(value))

  it('turn into what is nearest: undefined into null, sets and typed arrays into lists', () => {
    expect(through({ a: undefined, b: new Set([1]), c: Float64Array.of(1.5) })).toEqual({ a: null, b: [1], c: [1.5] })
  })

  it.each([[{ $: 'file', v: 1 }], [{ $: 'integer', v: '1; drop' }], [{ $: 'number', v: '1' }], [{ $: 'date', v: 'x' }], [{ $: 'object', v: 1 }]])(
    'that nobody wrote are refused: %j',
    (json) => expect(() => decodeValue(json)).toThrow('no value'),
  )

  it('never reach a prototype', () => {
    const value = decodeValue(JSON.parse('{"__proto__":{"polluted":1}}'))
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(Object.keys(value as object)).toEqual(['__proto__'])
  })
})
