import * as fc from 'fast-check'
import { filterOperators } from '../../query/filter-schema.ts'
import { NotebookDocument } from '../notebook-document.ts'

/** Words that YAML, JSON, Jupyter or templates read as something else when they stand alone. */
const traps = [
  'yes',
  'null',
  '~',
  '0x1F',
  ': ',
  ' #',
  '- a',
  '%%sql',
  '%%sql x',
  '"',
  "'",
  '\\',
  '\n',
  'a\n\nb\n',
  '\n  a',
  'a  ',
  'a  \nb',
  '\t',
  '\r\n',
  '|',
  '>',
  '{{ a }}',
  '{% if a %}',
  '日本',
  '😀',
  '2024-01-01',
  '\u2028',
]
const text = fc.oneof(
  fc.constantFrom(...traps),
  fc.string({ maxLength: 12 }),
  fc.array(fc.constantFrom(...traps, 'select', ' '), { maxLength: 5 }).map((parts) => parts.join('')),
)
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/)
const filled = text.filter((one) => one !== '')
const maybe = <V>(key: string, value: fc.Arbitrary<V>): fc.Arbitrary<Record<string, V>> =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }))
const scalar = fc.oneof(text, fc.integer(), fc.boolean())
const base = fc
  .tuple(maybe('title', text), maybe('isManual', fc.boolean()), maybe('isCollapsed', fc.boolean()))
  .map((parts) => Object.assign({}, ...parts) as object)

const options = fc.oneof(
  fc.record({
    values: fc.array(
      fc.tuple(fc.record({ value: scalar }), maybe('label', text)).map(([a, b]) => ({ ...a, ...b })),
      { maxLength: 3 },
    ),
  }),
  fc.record({ of: name, column: filled }),
)
const defaultFrom = fc.oneof(fc.record({ attribute: name }), fc.record({ of: name, column: filled, endColumn: filled }, { requiredKeys: ['of'] }))
const input = fc.oneof(
  fc.record({ type: fc.constant('text'), default: text, defaultFrom }),
  fc.record({ type: fc.constant('text'), default: text }),
  fc.record({ type: fc.constant('slider'), default: fc.integer(), min: fc.integer(), max: fc.integer() }),
  fc.record({ type: fc.constant('dropdown'), default: fc.option(scalar), options }),
  fc.record({ type: fc.constant('multi_select'), default: fc.array(scalar, { maxLength: 3 }), options }),
  fc.record({ type: fc.constant('checkbox'), default: fc.boolean() }),
  fc.constant({ type: 'run_button' }),
  fc.record({ type: fc.constant('date'), default: fc.constantFrom(null, '2026-02-28') }),
  fc.constant({ type: 'date_range', default: { from: null, to: '2026-02-28' } }),
  fc.constant({ type: 'file' }),
  fc.record({ type: fc.constant('number'), default: fc.option(fc.integer()), min: fc.integer(), step: fc.constant(0.5) }),
  fc.record({ type: fc.constantFrom('datetime', 'relative_date'), default: fc.option(text) }),
)
const rule = fc.record({
  column: filled,
  operator: fc.constantFrom(...filterOperators),
  values: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }),
})

const content: fc.Arbitrary<object> = fc.oneof(
  fc.record({ kind: fc.constant('text'), markdown: text }),
  fc.record({ kind: fc.constant('sql'), name, sql: text, on: fc.constantFrom('warehouse', 'results') }),
  fc.record({ kind: fc.constant('code'), language: fc.constantFrom('python', 'typescript'), code: text }),
  fc.record({ kind: fc.constant('explore'), name, exploreName: filled, query: fc.record({ dimensions: fc.array(filled, { maxLength: 2 }), limit: fc.nat() }) }),
  fc.record({ kind: fc.constant('filter'), name, of: name, match: fc.constantFrom('all', 'any'), rules: fc.array(rule, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('input'), name, input }),
  fc.record({ kind: fc.constant('chart'), of: name, config: fc.record({ type: fc.constantFrom('table', 'line', 'pie'), own: scalar }) }),
  fc.record({ kind: fc.constant('table'), of: name, sorts: fc.array(fc.record({ column: filled, descending: fc.boolean() }), { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('pivot'),
    of: name,
    rows: fc.array(filled, { maxLength: 2 }),
    columns: fc.constant([]),
    values: fc.constant([{ column: 'x', aggregation: 'sum' }]),
  }),
  fc.record({ kind: fc.constant('single_value'), of: name, column: filled, row: fc.integer({ min: -5, max: 5 }) }),
  fc.record({ kind: fc.constant('writeback'), of: name, table: fc.constant('main.t'), mode: fc.constantFrom('append', 'replace') }),
  fc.record({
    kind: fc.constant('component'),
    componentId: fc.constant('0190a6c1-0000-7000-8000-000000000000'),
    version: fc.constantFrom(null, 3),
    inputs: fc.dictionary(name, fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 2 })), { maxKeys: 2 }),
    results: fc.dictionary(name, name, { maxKeys: 2 }),
  }),
)

/** Notebooks of all kinds of cells with awkward texts, as the schema gives them. */
export const anyNotebooks: fc.Arbitrary<NotebookDocument> = fc
  .record({
    type: fc.constantFrom('app', 'component'),
    parts: fc.array(fc.tuple(base, content, fc.boolean()), { maxLength: 8 }),
    isFullWidth: fc.option(fc.boolean(), { nil: undefined }),
    settings: fc
      .tuple(
        maybe('timezone', filled),
        maybe('rerunsOnInput', fc.boolean()),
        maybe('runsOnOpen', fc.boolean()),
        maybe('refreshAfterSeconds', fc.constantFrom(null, 60)),
        maybe('usesCachedSql', fc.boolean()),
      )
      .map((settings) => Object.assign({}, ...settings) as object),
    flags: fc.tuple(maybe('hideTitle', fc.boolean()), maybe('showsSource', fc.boolean()), maybe('tabUuid', fc.constant('t'))),
  })
  .map(({ type, parts, isFullWidth, settings, flags }) =>
    NotebookDocument.parse({
      type,
      cells: [
        { kind: 'section', id: 'section', title: 'S' },
        ...parts.map(([shared, own, inside], place) => ({ ...own, ...shared, id: `c${place}`, ...(inside ? { sectionId: 'section' } : {}) })),
      ],
      app: {
        tabs: [{ uuid: 't', name: 'T', order: 0 }],
        elements: parts.map((_, place) => ({ uuid: `e${place}`, cellId: `c${place}`, x: place, y: 0, w: 1, h: 2, ...Object.assign({}, ...flags) })),
        ...(isFullWidth === undefined ? {} : { isFullWidth }),
      },
      settings,
    }),
  )
