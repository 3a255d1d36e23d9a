import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDiff } from './line-diff.ts'

describe('lineDiff', () => {
  it('shows what changed with the lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n'
    expect(lineDiff(before, before.replace('e', 'E').replace('j\n', ''))).toEqual(['@@ -2 +2 @@', ' b', ' c', ' d', '-e', '+E', ' f', ' g', ' h', ' i', '-j'])
  })

  it.each([
    ['a\n', 'a\n', []],
    ['', 'a\n', ['@@ -1 +1 @@', '+a']],
    ['a\n', '', ['@@ -1 +1 @@', '-a']],
  ])('of %j and %j is %j', (before, after, expected) => expect(lineDiff(before, after)).toEqual(expected))

  it('begins a new part where something is left out', () => {
    const lines = Array.from({ length: 30 }, (_, line) => `line ${line}`)
    const after = lines.map((line, at) => (at === 2 || at === 25 ? `${line}!` : line))
    expect(lineDiff(lines.join('\n'), after.join('\n')).filter((line) => line.startsWith('@@'))).toEqual(['@@ -1 +1 @@', '@@ -23 +23 @@'])
  })

  it('takes nothing away and adds nothing that is not in the texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const signs = (sign: string, diff: readonly string[]): number => diff.filter((line) => line.startsWith(sign) && !line.startsWith('@@')).length
        const diff = lineDiff(before, after)
        const count = (of: string): number => of.split('\n').length - 1
        expect(signs('+', diff) - signs('-', diff)).toBe(count(after) - count(before))
        expect(diff.length === 0).toBe(before === after)
      }),
    )
  })

  it('shows very long texts as wholly different instead of taking minutes', () => {
    const long = (word: string): string => Array.from({ length: 5000 }, (_, line) => `${word} ${line}`).join('\n')
    expect(lineDiff(long('a'), long('b'))).toHaveLength(10_001)
  })
})
