import { compileProject, duckdb, isExploreError, type Explore } from '@atrium/semantic'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelSpec } from './model-spec.ts'
import { writeSpec } from './write-spec.ts'

type Files = { path: string; text: string }[]

const compiled = (files: Files): Explore[] =>
  compileProject({ files, dialect: duckdb }).explores.map((explore) => {
    if (isExploreError(explore)) throw new Error(`${explore.name}: ${explore.errors[0]?.message}`)
    return explore
  })
const written = (explores: readonly Explore[], withRules = true): Files =>
  explores.map((explore) => writeSpec(modelSpec(explore, { connectionName: 'Shop', withRules })))

/** What an explore says, without where it was written and how its table is quoted. */
const meaning = (explore: Explore): unknown =>
  JSON.parse(
    JSON.stringify(explore, (key, value: unknown) =>
      ['isAdditionalDimension', 'source', 'ymlPath', 'index', 'lineageGraph', 'sqlTable', 'database', 'schema'].includes(key) ? undefined : value,
    ),
  )

/** Fields in all the ways in which model YAML writes them; what the format has no words for is among them. */
const dimensions = [
  '{name: amount, meta: {dimension: {type: number, format: usd, round: 2, groups: [money]}, metrics: {M: {type: sum, format_options: {type: currency, currency: EUR}}}}}',
  '{name: placed, meta: {dimension: {type: timestamp, timezone: Europe/Berlin, time_intervals: [RAW, DAY, MONTH]}}}',
  '{name: on_day, meta: {dimension: {type: date, time_intervals: OFF}}}',
  '{name: since, meta: {dimension: {type: date}}}',
  '{name: "Odd name", meta: {dimension: {name: odd, label: "2024", required_attributes: {role: [a, b]}}}}',
  '{name: state, description: "It is: \\"open\\"", meta: {dimension: {colors: {open: "#fff"}, hidden: true, urls: [{label: x, url: "https://e.example/${value}"}]}}}',
  '{name: price, meta: {dimension: {type: number}, additional_dimensions: {big: {type: boolean, sql: "${price} > 50 AND ${TABLE}.state <> \'a.b $5\'"}}}}',
  '{name: raw, meta: {dimension: {sql: "(SELECT max(x) FROM other o WHERE o.id = ${TABLE}.id)"}}}',
]
const metrics = [
  'rows: {type: count, sql: "1"}',
  'n: {type: count, sql: "${TABLE}.id"}',
  'share: {type: number, sql: "${n} / nullif(${rows}, 0)", format: percent}',
  'p90: {type: percentile, percentile: 90, sql: "${TABLE}.id"}',
  'once: {type: sum_distinct, sql: "${TABLE}.id", distinct_keys: [id]}',
  'open: {type: count_distinct, sql: "${id}", filters: [{id: "> 3"}], show_underlying_values: [id]}',
  'about: {type: count_distinct_approx, sql: "${TABLE}.\\"Id\\"", hidden: true, ai_hint: Guess}',
  'so_far: {type: number, sql: "${n}", cumulative: {time: day, window: 7 days}}',
]
const settings = [
  'primary_key: id',
  'primary_key: [id, day]',
  'sql_filter: "${TABLE}.region = ${ld.attr.region}"',
  'required_attributes: {team: sales}',
  'default_filters: [{id: "> 1"}]',
  'case_sensitive: false',
  'sql_from: "(SELECT * FROM a.b WHERE x = \'$y\')"',
  'sql_from: "db.s.t"',
  'joins: [{join: others, alias: buyer, label: Buyer, relationship: many-to-one, sql_on: "${things.id} = ${buyer.id}"}, {join: others, sql_on: "${others.id} = ${things.id}", type: inner}]',
]

const model = fc
  .record({
    fields: fc.subarray(dimensions),
    counted: fc.subarray(metrics),
    said: fc.subarray(settings),
    label: fc.stringMatching(/^[A-Za-z][A-Za-z: #'"$]{0,20}[a-z]$/),
  })
  .map(({ fields, counted, said, label }) => {
    // Of what excludes each other the first counts.
    const chosen = said.filter((line, place) => said.findIndex((other) => other.split(':')[0] === line.split(':')[0]) === place)
    const used = counted.filter(
      (line) => !/share|so_far/.test(line) || (counted.some((one) => one.startsWith('n:')) && counted.some((one) => one.startsWith('rows:'))),
    )
    return `models:
  - name: things
    meta:
      label: ${JSON.stringify(label)}
${chosen.map((line) => `      ${line}\n`).join('')}${used.length === 0 ? '' : `      metrics:\n${used.map((line) => `        ${line}\n`).join('')}`}    columns:
      - {name: id, meta: {dimension: {type: number}}}
      - {name: day, meta: {dimension: {type: date}}}
${fields.map((line) => `      - ${line}\n`).join('')}  - name: others
    meta: {primary_key: id}
    columns: [{name: id, meta: {metrics: {m: {type: max}}}}]
`
  })

describe('models as files of Hashboard', () => {
  it('are read again as the same models, and written again as the same files', () => {
    fc.assert(
      fc.property(model, (text) => {
        const before = compiled([{ path: 'models.yml', text }])
        const files = written(before)
        const after = compiled(files)
        expect(after.map(meaning)).toEqual(before.map(meaning))
        expect(written(after)).toEqual(files)
      }),
      { numRuns: 60 },
    )
  })

  it('say what was edited by hand, but keep who may see it', () => {
    const field = 'meta: {metrics: {m: {type: sum, label: M, tags: [t], format_options: {type: currency, currency: EUR}, required_attributes: {role: boss}}}}'
    const [file] = written(compiled([{ path: 'a.yml', text: `models:\n  - name: a\n    columns: [{name: x, ${field}}]\n` }]))
    const edited = (from: string, to: string) => {
      const { explores, reports } = compileProject({ files: [{ path: 'a.yml', text: file?.text.replace(from, to) ?? '' }], dialect: duckdb })
      return { metric: (explores as Explore[])[0]?.tables['a']?.metrics['m'], approximated: reports[0]?.approximated }
    }
    const renamed = edited('name: M', 'name: N')
    expect(renamed.metric).toMatchObject({ label: 'N', tags: ['t'], formatOptions: { currency: 'EUR' } })
    expect(renamed.approximated).toEqual([])
    const percent = edited('formatAsCurrency', 'formatAsPercent')
    expect(percent.metric).toMatchObject({ formatOptions: { type: 'percent' }, requiredAttributes: { role: 'boss' } })
    expect(percent.metric).not.toHaveProperty('tags')
    expect(percent.approximated).toMatchObject([{ what: 'measure a.m', why: expect.stringContaining('changed by hand') }])
  })

  it('leave out who may see what for readers who may not know', () => {
    const text =
      'models:\n  - name: a\n    meta: {sql_filter: "secret_rule", required_attributes: {team: secret_team}}\n    columns: [{name: x, meta: {dimension: {required_attributes: {role: secret_role}}}}]\n'
    expect(JSON.stringify(written(compiled([{ path: 'a.yml', text }]), false))).not.toContain('secret')
  })
})
