import { describe, expect, it } from 'vitest'
import { endpointTestSchema } from '@atrium/documents'
import type { TestedAnswer } from '../../../api/endpoint-tests.ts'
import { canBeExpected, expectationKinds, newExpectation, readRows, rowsText, typedValue, withBounds } from './new-expectation.ts'

const answer: TestedAnswer = {
  columns: [
    { name: 'region', type: 'string' },
    { name: 'orders', type: 'number' },
  ],
  rows: [
    ['north', 3],
    [null, { of: 'nobody' }],
  ],
  rowCount: 2,
  isWhole: true,
}

describe('an expectation to begin with', () => {
  it('is one that can be saved, where an answer is known', () => {
    for (const kind of expectationKinds) {
      const made = newExpectation(kind, answer)
      const filled = made.kind === 'accepted_values' ? { ...made, values: ['north'] } : made
      expect(endpointTestSchema.safeParse({ name: 'a', expect: [filled] }).error?.message, kind).toBeUndefined()
    }
  })

  it('takes what is answered now as expected rows, unless it is more than a test holds', () => {
    expect(newExpectation('rows', answer)).toEqual({
      kind: 'rows',
      columns: ['region', 'orders'],
      rows: [
        ['north', 3],
        [null, '{"of":"nobody"}'],
      ],
    })
    expect(canBeExpected({ ...answer, rowCount: 3 })).toBe(false)
    expect(canBeExpected({ ...answer, isWhole: false })).toBe(false)
    expect(newExpectation('total', answer)).toMatchObject({ column: 'orders' })
  })
})

describe('what was typed', () => {
  it('is a number where the column has numbers', () => {
    expect([typedValue('1.5', 'number'), typedValue('1.5', 'string'), typedValue('true', 'boolean'), typedValue('x', 'number')]).toEqual([
      1.5,
      '1.5',
      true,
      'x',
    ])
  })

  it('is rows, a list on each line, or the line that is none', () => {
    const rows = [
      ['a', 1, null],
      ['b"', 2.5, true],
    ]
    expect(readRows(rowsText(rows), 3)).toEqual({ rows })
    expect(readRows('["a"]\n\nb', 1)).toEqual({ wrongLine: 3 })
    expect(readRows('["a", 1]', 1)).toEqual({ wrongLine: 1 })
  })
})

describe('bounds that are typed', () => {
  const bounds = (least: string, most: string) => withBounds({ kind: 'between', column: 'orders', least: 7, most: 9 }, { least, most })

  it('are numbers, also on the way to their decimals', () => {
    expect(bounds('1.', '2.5')).toEqual({ kind: 'between', column: 'orders', least: 1, most: 2.5 })
    expect(bounds('-', '')).toEqual({ kind: 'between', column: 'orders', least: '-' })
  })

  it('are texts where they are days, and none where nothing is typed', () => {
    expect(bounds('2026-01-31', '2026')).toEqual({ kind: 'between', column: 'orders', least: '2026-01-31', most: '2026' })
    expect(bounds('', '')).toEqual({ kind: 'between', column: 'orders' })
  })
})
