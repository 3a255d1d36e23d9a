import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines } from './diff-lines.ts'
import { documentLines } from './document-lines.ts'

const written = (before: readonly string[], after: readonly string[]): string =>
  diffLines(before, after)
    .map(({ mark, text }) => `${{ same: ' ', removed: '-', added: '+' }[mark]}${text}`)
    .join('|')

/** Length of the longest common subsequence, by the book. */
function common(a: readonly string[], b: readonly string[]): number {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      rows[i]![j] = a[i - 1] === b[j - 1] ? rows[i - 1]![j - 1]! + 1 : Math.max(rows[i - 1]![j]!, rows[i]![j - 1]!)
    }
  }
  return rows[a.length]![b.length]!
}

describe('texts line by line', () => {
  it('mark what was taken away and what was put in', () => {
    expect(written(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toBe(' a|-b|+x| c|+d')
    expect(written([], ['a'])).toBe('+a')
    expect(written(['a'], ['a'])).toBe(' a')
  })

  it('hold both texts, with as few marks as there can be', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        expect(lines.filter(({ mark }) => mark !== 'added').map((line) => line.text)).toEqual(before)
        expect(lines.filter(({ mark }) => mark !== 'removed').map((line) => line.text)).toEqual(after)
        expect(lines.filter(({ mark }) => mark === 'same')).toHaveLength(common(before, after))
      }),
    )
  })

  it('are told whole where they have next to nothing in common', () => {
    const many = (name: string): string[] => Array.from({ length: 4000 }, (_, index) => `${name} ${index}`)
    const lines = diffLines(['first', ...many('old')], ['first', ...many('new')])
    expect(lines.map(({ mark }) => mark).filter((mark, index, all) => mark !== all[index - 1])).toEqual(['same', 'removed', 'added'])
  })
})

describe('a document as lines', () => {
  it('reads like YAML', () => {
    const document = {
      name: 'Revenue',
      limit: 500,
      off: 'off',
      none: null,
      empty: [],
      gone: undefined,
      text: 'a\nb',
      tiles: [{ x: 0, at: { y: 1 } }, 'plain: no', [1]],
    }
    expect(documentLines(document).join('\n')).toBe(
      [
        'limit: 500',
        'name: Revenue',
        'none: null',
        '"off": "off"',
        'text: |',
        '  a',
        '  b',
        'tiles:',
        '  - at:',
        '      y: 1',
        '    x: 0',
        '  - "plain: no"',
        '  - - 1',
      ].join('\n'),
    )
  })
})
