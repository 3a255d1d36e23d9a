import * as fc from 'fast-check'
import { ChartDocument } from '../../chart/chart-document.ts'
import { DashboardDocument } from '../../dashboard/dashboard-document.ts'
import { SqlChartDocument } from '../../sql-chart/sql-chart-document.ts'
import { variableTypes } from '../../endpoint/endpoint-document.ts'
import { anyNotebooks } from '../../notebook/testing/arbitrary-cells.ts'
import type { ContentFile } from '../content-file.ts'
import { byName, type EndpointFileVariable } from '../endpoint-file.ts'

/** Words that YAML, JSON or JavaScript read as something else when they are not in quotes. */
const traps = [
  'yes',
  'No',
  'null',
  '~',
  '0x1F',
  '0o17',
  '1e3',
  '.5',
  '1_000',
  '+1',
  '.inf',
  '-',
  '?',
  ': ',
  ' #',
  '*a',
  '&a',
  '!x',
  '%',
  '@',
  '`',
  "it's",
  '"',
  '\\',
]
const more = [
  '2024-01-01',
  '{a}',
  '[a]',
  '- a',
  'a: b',
  'a #b',
  '\t',
  '\n',
  'a\n\nb\n',
  '\n  a',
  'a  ',
  '\u00a0',
  '\u2028',
  '\u0085',
  '日本',
  '😀',
  'constructor',
]

/** No store can hold a NUL character: files with one are refused. */
const text = fc
  .oneof(fc.constantFrom(...traps, ...more), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 8 }))
  .filter((any) => !any.includes('\0'))
const key = text.filter((one) => one !== '__proto__' && one !== '<<')
const plain = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one)),
  fc.boolean(),
  fc.constant(null),
)
const name = text.map((one) => one.trim()).filter((one) => one !== '')
const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/)
const head = {
  slug,
  name,
  description: fc.oneof(
    fc.constant(null),
    text.filter((one) => one !== ''),
  ),
}
const rest = fc.dictionary(
  key.map((one) => `x ${one}`),
  fc.oneof(plain, fc.array(plain, { maxLength: 3 }), fc.dictionary(key, plain, { maxKeys: 3 })),
  { maxKeys: 2 },
)

const rule = fc.record({
  id: text,
  target: fc.record({ fieldId: name.map((one) => one.slice(0, 50)) }),
  operator: fc.constantFrom('equals', 'inThePast', 'notNull'),
  values: fc.array(plain, { maxLength: 3 }),
})
const group = fc.oneof(fc.record({ id: text, and: fc.array(rule, { maxLength: 2 }) }), fc.record({ id: text, or: fc.array(rule, { maxLength: 2 }) }))

const chart = fc
  .record({
    tableName: name,
    metricQuery: fc.record(
      {
        exploreName: text,
        dimensions: fc.array(
          name.map((one) => one.slice(0, 50)),
          { maxLength: 3 },
        ),
        filters: fc.record({ dimensions: group, metrics: group }, { requiredKeys: [] }),
        limit: fc.nat(),
        tableCalculations: fc.array(fc.record({ name, displayName: text, sql: text }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    chartConfig: fc.oneof(
      fc.record({ type: fc.constant('table'), config: fc.record({ columns: fc.dictionary(key, fc.record({ visible: fc.boolean(), name: text })) }) }),
      fc.record({ type: fc.constant('pie'), config: fc.record({ groupLabelOverrides: fc.dictionary(key, text), isDonut: fc.boolean() }) }),
      fc.record({ type: fc.constant('cartesian'), config: fc.record({ layout: rest, eChartsConfig: rest }) }),
    ),
  })
  .map((document) => ChartDocument.parse(document))

const tile = fc.oneof(
  fc.record({ type: fc.constant('saved_chart'), properties: fc.record({ savedChartUuid: fc.oneof(slug, fc.constant(null)), title: text }) }),
  fc.record({ type: fc.constant('sql_chart'), properties: fc.record({ savedSqlUuid: fc.oneof(slug, fc.constant(null)) }) }),
  fc.record({ type: fc.constant('markdown'), properties: fc.record({ content: text, title: text }) }),
)
const place = fc.record({ uuid: fc.uuid(), x: fc.nat(35), y: fc.nat(100), w: fc.integer({ min: 1, max: 36 }), h: fc.integer({ min: 1, max: 9 }) })
const dashboard = fc
  .record({
    tiles: fc.array(
      fc.tuple(tile, place, rest).map(([one, at, others]) => ({ ...others, ...one, ...at })),
      { maxLength: 4 },
    ),
    filters: fc.record({
      dimensions: fc.array(
        fc.tuple(rule, name).map(([one, tableName]) => ({ ...one, target: { ...one.target, tableName }, tileTargets: {} })),
        { maxLength: 2 },
      ),
    }),
    tabs: fc.array(fc.record({ uuid: fc.uuid(), name: name.map((one) => one.slice(0, 50)), order: fc.nat() }), { maxLength: 2 }),
  })
  .map((document) => DashboardDocument.parse(document))

const sqlChart = fc
  .record({ sql: text.map((one) => `select ${one}`), limit: fc.integer({ min: 1, max: 1000 }), config: fc.record({ type: fc.constantFrom('table', 'line') }) })
  .map((document) => SqlChartDocument.parse(document))

const endpointQuery = fc.oneof(
  fc.record({ kind: fc.constant('sql' as const), sql: text.map((one) => `select ${one}`.trimEnd()) }),
  fc.record({ kind: fc.constant('sql' as const), sql: fc.constant('select 1'), extras: rest }),
  chart.map(({ tableName, metricQuery }) => ({ kind: 'metric' as const, exploreName: tableName, query: { ...metricQuery, exploreName: tableName } })),
  rest.map((others) => ({ kind: 'insight' as const, insight: { ...others, kind: 'TrendsQuery' } })),
)
const variable = fc.record(
  {
    name: fc.stringMatching(/^[a-z_]\w{0,6}$/),
    type: fc.constantFrom(...variableTypes),
    default: fc.oneof(plain, fc.array(fc.oneof(text, fc.boolean()), { maxLength: 2 })),
  },
  { requiredKeys: ['name', 'type'] },
)
const expectation = fc.oneof(
  fc.record({ kind: fc.constant('row_count' as const), atLeast: fc.nat({ max: 10 }) }),
  fc.record({ kind: fc.constant('accepted_values' as const), column: fc.constant('region'), values: fc.array(text, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('rows' as const),
    columns: fc.constant<string[]>(['region', 'orders']),
    rows: fc.array(
      fc.tuple(fc.oneof(text, fc.constant(null)), fc.oneof(fc.integer(), fc.boolean())).map((row) => [...row]),
      { maxLength: 2 },
    ),
  }),
)
const tests = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,6}$/),
    variables: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.oneof(plain, fc.array(text, { maxLength: 2 })), { maxKeys: 2, noNullPrototype: true }),
    expect: fc.array(expectation, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 2, selector: ({ name }) => name },
)
const endpoint = fc.record({
  tests: fc.oneof(fc.constant(null), tests),
  query: endpointQuery,
  variables: fc.uniqueArray(variable, { maxLength: 3, selector: (one) => one.name }).map((all) => byName(all as EndpointFileVariable[])),
  isActive: fc.boolean(),
  tags: fc.array(
    text.filter((one) => one !== ''),
    { maxLength: 2 },
  ),
  freshnessSeconds: fc.oneof(fc.constant(null), fc.integer({ min: 1 })),
})

/** Content of any kind, with the texts that formats stumble over. */
export const arbitraryContent: fc.Arbitrary<ContentFile> = fc.oneof(
  fc.record({
    kind: fc.constant('chart' as const),
    ...head,
    place: fc.oneof(fc.record({ spaceSlug: slug }), fc.record({ dashboardSlug: slug })),
    document: chart,
  }),
  fc.record({ kind: fc.constant('dashboard' as const), ...head, spaceSlug: slug, document: dashboard }),
  fc.record({ kind: fc.constant('sql_chart' as const), ...head, spaceSlug: slug, document: sqlChart }),
  fc
    .record({
      name: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,9}$/),
      description: head.description,
      spaceSlug: fc.oneof(slug, fc.constant(null)),
      document: endpoint,
    })
    .map((one) => ({ kind: 'endpoint' as const, slug: one.name, ...one })),
  fc.record({ kind: fc.constant('space' as const), ...head, parentSlug: fc.constant(null), inheritsAccess: fc.constant(false), isPrivate: fc.boolean() }),
  fc.record({ kind: fc.constant('notebook' as const), ...head, spaceSlug: fc.oneof(slug, fc.constant(null)), document: anyNotebooks }),
  fc.record({ kind: fc.constant('space' as const), ...head, parentSlug: slug, inheritsAccess: fc.constant(true) }),
)
