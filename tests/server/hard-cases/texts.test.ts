import { array, constantFrom, sample } from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { awkward } from '../../../packages/semantic/golden/dialects/awkward.ts'
import { and, compile, rule } from '../../../packages/semantic/golden/compile.ts'
import { compileFiles, exploreNamed } from '../../../packages/semantic/golden/compile-models.ts'
import { duckdbSession, type DuckdbSession } from '../../../packages/semantic/golden/duckdb-session.ts'

/** Texts made of everything that ends literals, begins comments or stands for something, in every place where a request has a text. */

const piece = constantFrom(...awkward, 'a', 'B', ' ', '%%', '\\%', '\\_', '${', '}', '{% x %}', '$1', "E'", 'ld.attr.x', '${ld.parameters.x}', '${TABLE}', '\r')
const nasty = array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))
const [texts, needles] = [sample(nasty, { numRuns: 150, seed: 7 }), sample(nasty, { numRuns: 60, seed: 8 })]
const all = [...new Set([...texts, ...needles, ...awkward])]

const column = '- {name: text}'
const { explores } = (() => {
  const project = compileFiles({
    'texts.yml': `models:
  - name: texts
    meta: {parameters: {needle: {label: Needle}}}
    columns:
      ${column}
      - {name: chosen, meta: {dimension: {type: boolean, sql: "\${TABLE}.text = \${ld.parameters.texts.needle}"}}}
  - name: owned
    meta: {sql_filter: "\${TABLE}.text IN (\${ld.attr.needle})"}
    columns: [{name: text}]
`,
  })
  return { explores: { texts: exploreNamed(project, 'texts'), owned: exploreNamed(project, 'owned') } }
})()

let session: DuckdbSession
beforeAll(async () => {
  const rows = all.map((text) => `(decode(from_base64('${Buffer.from(text).toString('base64')}')))`)
  session = await duckdbSession(`create table texts as select * from (values ${rows.join(', ')}) t(text); create table owned as from texts`)
})
afterAll(() => session.close())

const found = async (sql: string, name: string): Promise<string[]> => (await session.rows(sql)).map((row) => String(row[name])).toSorted()
const matching = (holds: (text: string) => boolean): string[] => all.filter(holds).toSorted()
const lower = (text: string): string => text.toLowerCase()

const operators: [Parameters<typeof rule>[1], (text: string, needle: string) => boolean][] = [
  ['equals', (text, needle) => text === needle],
  ['notEquals', (text, needle) => text !== needle],
  ['startsWith', (text, needle) => text.startsWith(needle)],
  ['endsWith', (text, needle) => text.endsWith(needle)],
  ['include', (text, needle) => lower(text).includes(lower(needle))],
  ['doesNotInclude', (text, needle) => !lower(text).includes(lower(needle))],
]

it.each(operators)('a filter that %s means the text as it is', async (operator, holds) => {
  for (const needle of needles) {
    const filters = { dimensions: and(rule('texts_text', operator, [needle])) }
    const { sql } = compile(explores.texts, { dimensions: ['texts_text'], filters, limit: 5000 })
    expect([needle, await found(sql, 'texts_text')]).toEqual([needle, matching((text) => holds(text, needle))])
  }
})

it.each([
  ['exact', (text: string, needle: string) => text === needle],
  ['startsWith', (text: string, needle: string) => text.startsWith(needle)],
  ['endsWith', (text: string, needle: string) => text.endsWith(needle)],
  ['includes', (text: string, needle: string) => lower(text).includes(lower(needle))],
] as const)('a group of values that match by %s has its name and its values as they are', async (matchType, holds) => {
  for (const needle of needles) {
    const group = { name: `group ${needle}`, values: [{ matchType, value: needle }] }
    const grouped = {
      type: 'bin' as const,
      id: 'grouped',
      name: 'Grouped',
      table: 'texts',
      dimensionId: 'texts_text',
      binType: 'custom_group' as const,
      customGroups: [group],
    }
    const { sql } = compile(explores.texts, { dimensions: ['texts_text', 'grouped'], customDimensions: [grouped], limit: 5000 })
    const inGroup = (await session.rows(sql)).filter((row) => row['grouped'] === group.name).map((row) => String(row['texts_text']))
    expect([needle, inGroup.toSorted()]).toEqual([needle, matching((text) => holds(text, needle))])
  }
})

it('a value of a parameter and of an attribute is that value', async () => {
  for (const needle of needles) {
    const chosen = compile(explores.texts, {
      dimensions: ['texts_text'],
      filters: { dimensions: and(rule('texts_chosen', 'equals', [true])) },
      parameters: { 'texts.needle': needle },
    })
    expect([needle, await found(chosen.sql, 'texts_text')]).toEqual([needle, [needle]])
    const owned = compile(explores.owned, { dimensions: ['owned_text'] }, { policy: { userAttributes: { needle: [needle] } } })
    expect([needle, await found(owned.sql, 'owned_text')]).toEqual([needle, [needle]])
  }
})
