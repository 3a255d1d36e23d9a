import type { EndpointVariable, VariableType } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { bindValues } from './bind-values.ts'

const id = 'c4c8d0f6-15b5-4175-bb9f-73af6486549d'
const variable = (type: VariableType, more: Partial<EndpointVariable> = {}): EndpointVariable => ({ id, name: 'v', type, ...more })
const bound = (definition: EndpointVariable, given: Parameters<typeof bindValues>[1], shared: unknown = null): unknown =>
  bindValues([definition], given, new Map([[id, shared as string]])).get('v')

describe('values of variables', () => {
  it.each([
    ['string', 'x', { type: 'string', value: 'x' }],
    ['string', 5, { type: 'string', value: '5' }],
    ['number', '5', { type: 'number', value: 5 }],
    ['number', -1.5, { type: 'number', value: -1.5 }],
    ['boolean', 'TRUE', { type: 'boolean', value: true }],
    ['boolean', false, { type: 'boolean', value: false }],
    ['date', '2024-02-29', { type: 'date', value: '2024-02-29' }],
    ['list', 'a', { type: 'string', value: 'a' }],
    [
      'list',
      ['a', 1],
      [
        { type: 'string', value: 'a' },
        { type: 'number', value: 1 },
      ],
    ],
    ['number', null, null],
  ] as const)('%s takes %j', (type, given, expected) => {
    expect(bound(variable(type), { v: given as never })).toEqual(expected)
  })

  it.each([
    ['number', 'five'],
    ['number', '9007199254740993'],
    ['number', '0x10'],
    ['number', ' 5 '],
    ['number', ''],
    ['number', true],
    ['boolean', 'yes'],
    ['date', '2023-02-29'],
    ['date', "2024-01-01' OR 1=1"],
    ['string', ['a']],
    ['string', 'a\0'],
  ] as const)('%s refuses %j and says what it takes', (type, given) => {
    expect(() => bound(variable(type), { v: given as never })).toThrow(/^Variable v takes/)
  })

  it('are those of the caller, else of the query, else of the project', () => {
    expect(bound(variable('string', { value: 'own' }), { v: 'given' }, 'shared')).toMatchObject({ value: 'given' })
    expect(bound(variable('string', { value: 'own' }), {}, 'shared')).toMatchObject({ value: 'own' })
    expect(bound(variable('string'), {}, 'shared')).toMatchObject({ value: 'shared' })
    expect(bound(variable('string', { isNull: true }), {}, 'shared')).toBeNull()
    expect(() => bound(variable('string'), {})).toThrow("Required variable(s) 'v' not provided")
  })

  it('are refused under a name that nobody knows', () => {
    expect(() => bound(variable('string'), { w: 'x', constructor: 'y' })).toThrow('Unknown variable(s): w, constructor. This endpoint has: v.')
  })
})
