import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { placesIn } from '../problems/place.ts'
import type { Node } from './node.ts'
import { explainedYaml } from './parse-yaml.ts'
import { plainYaml } from './plain-yaml.ts'

/** Where a value that is not there stands is a matter of taste: at its key here, behind it there. */
const comparable = (node: Node | undefined): unknown => {
  if (node === undefined) return undefined
  if (node.kind === 'scalar') return node.value === null ? 'nothing' : node
  if (node.kind === 'list') return { ...node, items: node.items.map(comparable) }
  return { ...node, entries: [...node.entries.values()].map(({ key, keyOffset, value }) => [key, keyOffset, comparable(value)]) }
}
const explained = (text: string) => explainedYaml(text, placesIn('a.yml', text))

const demo = path.join(process.cwd(), 'examples', 'demo', 'models')
const files = readdirSync(demo, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yml'))

describe('the fast reader', () => {
  it('knows the files of the demo', () => expect(files.length).toBeGreaterThan(5))

  it.each(files)('reads %s like the slow one, offsets included', (file) => {
    const text = readFileSync(path.join(demo, file), 'utf8')
    const plain = plainYaml(text)
    expect(plain).not.toBeNull()
    expect(comparable(plain?.root)).toEqual(comparable(explained(text).root))
  })

  it.each([
    'a: 1\nb: -2.5e3\nc: 0x1F\nd: 0o17\ne: .inf\nf: 1_000\ng: 12:30\nh: 2024-01-01\ni: 12345678901234567890\nj: +7\nk: 010',
    'a: true\nb: True\nc: yes\nd: off\ne: null\nf: ~\ng:\nh: NULL\ni: nULL',
    `a: 'it''s'\nb: "tab\\t \\u00e9"\nc: plain # comment\nd: 'x' # c`,
    'sql: |\n  select 1\n  from t\nfolded: >-\n  one\n  two\n\n  three\nlast: |+\n  x\n\n',
    '- a\n- - b\n  - c\n-\n  d: e\n-',
    'flow: {a: [1, {b: c}], "q": , e}\nempty: {}\nnone: []',
    'a: &x {deep: [1, 2]}\nb: *x\nc: [*x, *x]',
    'long: one\n  two\n  three\nquoted: "one\n  two"',
    '',
    '# only a comment\n',
    '---\na: 1\n',
    'just text',
    '"ключ": ∅ 日本\n',
    'a: b\r\nc:\r\n  - d\r\n',
  ])('reads %j like the slow one', (text) => {
    const plain = plainYaml(text)
    expect(plain).not.toBeNull()
    expect(comparable(plain?.root)).toEqual(comparable(explained(text).root))
  })

  it.each([
    'a: 1\na: 2\n',
    'a: !!str 1\n',
    '!x a: 1\n',
    'a: *nowhere\n',
    'b: &b {x: 1}\nc:\n  <<: *b\n',
    '? [a]\n: 1\n',
    'a: 1\n---\nb: 2\n',
    'a: "open\n',
    'a: [x]#b\n',
    'a: "x"#b\n',
    '%YAML 1.1\n---\na: yes\n',
    'a:\n\tb: 1\n',
    '['.repeat(10_000),
    'a: &a [1, *a]\n',
  ])('leaves %j to the slow one', (text) => expect(plainYaml(text)).toBeNull())
})
