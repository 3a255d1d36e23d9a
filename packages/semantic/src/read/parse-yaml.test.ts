import { describe, expect, it } from 'vitest'
import { placesIn } from '../problems/place.ts'
import type { Node } from './node.ts'
import { parseYaml } from './parse-yaml.ts'

const parse = (text: string) => parseYaml(text, placesIn('a.yml', text))
const codes = (text: string): string[] => parse(text).findings.map(({ code, at }) => `${code} ${at.line}:${at.column}`)

function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plain)
  return new Map([...node.entries.values()].map(({ key, value }) => [key, plain(value)]))
}

describe('YAML', () => {
  it('is read by the core schema', () => {
    expect(plain(parse('a: 1\nb: [true, yes, ~, 0x10, 2024-01-01]\nc: {d: "1"}').root)).toEqual(
      new Map<string, unknown>([
        ['a', 1],
        ['b', [true, 'yes', null, 16, '2024-01-01']],
        ['c', new Map([['d', '1']])],
      ]),
    )
  })

  it.each([
    ['a: 1\n\tb: 2\n', ['yaml.tab 2:1']],
    ['a: 1\nb: 2\na: 3\n', ['yaml.duplicate_key 3:1']],
    ['a: "open\n', ['yaml.syntax 2:1']],
    ['a: 1\n---\nb: 2\n', ['yaml.syntax 2:1']],
    ['a: !secret x\n', ['yaml.tag 1:4']],
    ['a: *nowhere\n', ['yaml.alias 1:4']],
    ['c:\n  <<: text\n', ['yaml.merge_key 2:7']],
    ['? [a, b]\n: 1\n', ['yaml.key 1:3']],
  ])('%j has the problems %j', (text, expected) => expect(codes(text).slice(0, 1)).toEqual(expected))

  it.each([
    ['a: [x]#b\nc: 1\n', 'a: [x] #b\nc: 1\n'],
    ['a: {x: y}#b\nc: 1\n', 'a: {x: y} #b\nc: 1\n'],
    ['a: "x"#b\nc: 1\n', 'a: "x" #b\nc: 1\n'],
  ])('reads %j as dbt does, with a comment, and says so', (text, spaced) => {
    const { root, findings } = parse(text)
    expect(plain(root)).toEqual(plain(parse(spaced).root))
    expect(findings).toMatchObject([{ code: 'yaml.comment', severity: 'warning', at: { line: 1, column: text.indexOf('#') + 1 } }])
  })

  it.each([
    ['base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n', 'base: {x: 1, y: 2}\nc: {y: 3, x: 1}\n'],
    ['a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {z: 3, <<: [*a, *b]}\n', 'a: {x: 1}\nb: {x: 2, y: 2}\nc: {z: 3, x: 1, y: 2}\n'],
  ])('reads the merge keys of %j as %j', (text, written) => {
    const { root, findings } = parse(text)
    expect([plain(root), findings]).toEqual([plain(parse(written).root), []])
  })

  it('takes the last of a key that stands twice', () => {
    const { root, findings } = parse('a: 1\nb: 2\na: 3\n')
    expect([plain(root), findings.map(({ severity }) => severity)]).toEqual([new Map([['a', 3], ['b', 2]]), ['warning']]) // prettier-ignore
  })

  it('reads # within a word as a part of it', () => {
    const { root, findings } = parse('a: x#b\n')
    expect([plain(root), findings]).toEqual([new Map([['a', 'x#b']]), []])
  })

  it('shares what aliases stand for', () => {
    const { root, findings } = parse('a: &x {deep: [1, 2]}\nb: *x\n')
    expect(findings).toEqual([])
    expect(plain(root)).toEqual(plain(parse('a: {deep: [1, 2]}\nb: {deep: [1, 2]}\n').root))
  })

  it('refuses aliases that stand for too much, in little time and memory', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level}: &l${level} [${Array.from({ length: 10 }, () => (level === 0 ? 'x' : `*l${level - 1}`)).join(', ')}]`,
    )
    expect(codes(levels.join('\n'))).toContainEqual(expect.stringContaining('yaml.aliases'))
  })

  it('refuses a few aliases of a long text as well: it would be written out as often', () => {
    const long = 'x'.repeat(100_000)
    const of = (times: number): string => `a: &a ${long}\nb: [${Array.from({ length: times }, () => '*a').join(', ')}]\n`
    expect(codes(of(9))).toEqual([])
    expect(codes(of(11))).toContainEqual(expect.stringContaining('yaml.aliases'))
    // Also through an anchor around others, and where a key is what is long.
    expect(codes(`a: &a {${long}: 1}\nb: &b [*a, *a, *a, *a]\nc: [*b, *b]\n`)).toContainEqual(expect.stringContaining('yaml.aliases'))
  })

  it('refuses an alias inside of what it stands for', () => {
    expect(codes('a: &a [1, *a]\n')).toEqual([expect.stringContaining('yaml.alias')])
  })

  it('refuses text that is nested too deeply instead of failing', () => {
    expect(codes('['.repeat(100_000)).length).toBeGreaterThan(0)
  })

  it('keeps __proto__ as a key like any other', () => {
    const { root } = parse('__proto__: {polluted: true}\n')
    expect(plain(root)).toEqual(new Map([['__proto__', new Map([['polluted', true]])]]))
    expect(Object.keys({})).toEqual([])
  })

  it('reads an empty file as nothing', () => expect(parse('# nothing\n')).toEqual({ root: undefined, findings: [] }))
})
