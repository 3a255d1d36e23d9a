import { describe, expect, it } from 'vitest'
import { explore, join, query, table } from '../../golden/build-explore.ts'
import { and, compile, rule, testNow } from '../../golden/compile.ts'
import { shopExplore } from '../../golden/shop.ts'
import { duckdb } from '../dialects/duckdb.ts'
import { QueryError, type QueryErrorCode } from '../types/compiled-query.ts'
import type { CustomBinDimension, MetricQuery, ValueGroup } from '../types/metric-query.ts'
import { defaultSorts } from './default-sorts.ts'
import { fieldValuesQuery } from './field-values-query.ts'
import { sortsInGrain } from './sorts-in-grain.ts'
import { totalsQuery } from './totals-query.ts'
import { withGranularity } from './with-granularity.ts'

const shop = shopExplore()

const group: ValueGroup = { name: 'Paid', values: [{ matchType: 'exact', value: 'paid' }] }
const grouped = { id: 'g', name: 'Groups', table: 'orders', type: 'bin' as const, dimensionId: 'orders_status', binType: 'custom_group' as const }
const groupCases: [string, Partial<CustomBinDimension>, string][] = [
  ['groups of numbers', { dimensionId: 'orders_id', customGroups: [group] }, 'not text'],
  ['no groups', { customGroups: [] }, 'at least one group'],
  ['a group without a name', { customGroups: [{ ...group, name: ' ' }] }, 'without a name'],
  ['a group without values', { customGroups: [group, { name: 'Void', values: [] }] }, 'no value in the group Void'],
  ['groups matched in an unknown way', { customGroups: [{ name: 'Paid', values: [{ matchType: 'regex' as never, value: 'p' }] }] }, '"regex"'],
]

function failure(run: () => unknown): { code: QueryErrorCode; message: string; suggestions: readonly string[] } {
  try {
    run()
  } catch (error) {
    if (error instanceof QueryError) return { code: error.code, message: error.message, suggestions: error.suggestions }
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a question that cannot be answered is refused', () => {
  const cases: [string, Partial<MetricQuery>, QueryErrorCode, string][] = [
    ['an unknown dimension', { dimensions: ['orders_statu'] }, 'unknown_field', 'Tried to reference dimension with unknown field id: orders_statu'],
    ['an unknown metric', { metrics: ['orders_x'] }, 'unknown_field', 'Tried to reference metric with unknown field id: orders_x'],
    ['a metric among the dimensions', { dimensions: ['orders_revenue'] }, 'unknown_field', 'dimension with unknown field id: orders_revenue'],
    ['an unknown filter field', { dimensions: ['orders_id'], filters: { dimensions: and(rule('nope', 'isNull')) } }, 'unknown_field', 'nope'],
    [
      'an unknown metric filter',
      { dimensions: ['orders_id'], filters: { metrics: and(rule('nope', 'isNull')) } },
      'unknown_field',
      'metric with unknown field id: nope',
    ],
    ['an unknown calculation filter', { dimensions: ['orders_id'], filters: { tableCalculations: and(rule('nope', 'isNull')) } }, 'unknown_field', 'nope'],
    ['nothing selected', {}, 'invalid_query', 'Select at least one'],
    [
      'a sort on what is not selected',
      { dimensions: ['orders_id'], sorts: [{ fieldId: 'orders_status', descending: true }] },
      'invalid_query',
      'orders_status',
    ],
    ['a limit that is no number of rows', { dimensions: ['orders_id'], limit: 1.5 }, 'invalid_query', 'limit'],
    [
      'a calculation over what is not selected',
      { dimensions: ['orders_id'], tableCalculations: [{ name: 'a', displayName: 'A', sql: '${orders.amount}' }] },
      'invalid_query',
      '${orders.amount}',
    ],
    [
      'a calculation with a taken name',
      { dimensions: ['orders_id'], tableCalculations: [{ name: 'orders_status', displayName: 'A', sql: '1' }] },
      'invalid_query',
      'orders_status is taken',
    ],
    [
      'calculations in a circle',
      {
        dimensions: ['orders_id'],
        tableCalculations: [
          { name: 'a', displayName: 'A', sql: '${b}' },
          { name: 'b', displayName: 'B', sql: '${a}' },
        ],
      },
      'invalid_query',
      'a → b → a',
    ],
    ['a filter group without a list', { dimensions: ['orders_id'], filters: { dimensions: { id: 'x' } as never } }, 'invalid_query', 'filter group'],
    [
      'bins of text',
      {
        dimensions: ['b'],
        customDimensions: [{ id: 'b', name: 'b', table: 'orders', type: 'bin', dimensionId: 'orders_status', binType: 'fixed_width', binWidth: 1 }],
      },
      'invalid_query',
      'not a number',
    ],
    [
      'bins without width',
      { dimensions: ['b'], customDimensions: [{ id: 'b', name: 'b', table: 'orders', type: 'bin', dimensionId: 'orders_id', binType: 'fixed_width' }] },
      'invalid_query',
      'bin width',
    ],
    ...groupCases.map(([name, part, message]): [string, Partial<MetricQuery>, QueryErrorCode, string] => [
      name,
      { dimensions: ['g'], customDimensions: [{ ...grouped, ...part }] },
      'invalid_query',
      message,
    ]),
    [
      'a custom metric with a taken name',
      { metrics: ['orders_count'], additionalMetrics: [{ table: 'orders', name: 'count', type: 'sum', sql: '1' }] },
      'invalid_query',
      'orders_count is taken',
    ],
    [
      'an aggregate of an aggregate',
      { metrics: ['orders_twice'], additionalMetrics: [{ table: 'orders', name: 'twice', type: 'sum', sql: '${revenue}' }] },
      'invalid_query',
      'cannot aggregate',
    ],
    [
      'a metric that refers to itself',
      { metrics: ['orders_me'], additionalMetrics: [{ table: 'orders', name: 'me', type: 'number', sql: '${me} + 1' }] },
      'invalid_query',
      'orders_me → orders_me',
    ],
    [
      'a reference to nothing',
      { metrics: ['orders_odd'], additionalMetrics: [{ table: 'orders', name: 'odd', type: 'sum', sql: '${nothing}' }] },
      'unknown_field',
      'orders_nothing',
    ],
    [
      'a percentile out of range',
      { metrics: ['orders_p'], additionalMetrics: [{ table: 'orders', name: 'p', type: 'percentile', sql: '1', percentile: 101 }] },
      'invalid_query',
      '0 to 100',
    ],
  ]
  it.each(cases)('%s', (_, parts, code, message) => {
    const failed = failure(() => compile(shop, parts))
    expect(failed.code).toBe(code)
    expect(failed.message).toContain(message)
  })
  it('naming the nearest fields', () => {
    expect(failure(() => compile(shop, { dimensions: ['orders_statu'] })).suggestions[0]).toBe('orders_status')
    expect(failure(() => compile(shop, { metrics: ['orders_revenu'] })).suggestions[0]).toBe('orders_revenue')
  })
  it('however deep its filters are nested', () => {
    let group = and(rule('orders_id', 'isNull'))
    for (let depth = 0; depth < 5000; depth += 1) group = and(group)
    expect(failure(() => compile(shop, { dimensions: ['orders_id'], filters: { dimensions: group } })).code).toBe('invalid_query')
  })
})

describe('row and column rules', () => {
  const guarded = explore(
    [
      table('orders', {
        primaryKey: ['id'],
        sqlWhere: '"orders".region IN (${ld.attr.region}) AND "orders".owner = ${lightdash.user.email}',
        uncompiledSqlWhere: '${TABLE}.region IN (${ld.attr.region}) AND ${TABLE}.owner = ${lightdash.user.email}',
        dimensions: {
          id: 'number',
          status: 'string',
          amount: { type: 'number', requiredAttributes: { is_admin: ['true', 'yes'] } },
          mine: { type: 'string', sql: '${TABLE}.col = ${lightdash.attributes.region}' },
        },
        metrics: { total: ['sum', '${amount}'], count: ['count', '${TABLE}.id'] },
        requiredFilters: [{ id: 'r', target: { fieldRef: 'status' }, operator: 'equals', values: ['open'] }],
      }),
      table('customers', { primaryKey: ['id'], dimensions: { id: 'number' }, requiredAttributes: { team: 'sales' } }),
      table('notes', { primaryKey: ['id'], dimensions: { id: 'number', order_id: 'number' } }),
    ],
    [
      join('customers', '${orders.id} = ${customers.id}', { relationship: 'one-to-one' }),
      join('notes', '${orders.id} = ${notes.order_id} AND ${notes.id} = ${ld.attr.note}', { relationship: 'one-to-many' }),
    ],
  )
  const policy = { userAttributes: { region: ["no'rth", '${ld.attr.secret}'], is_admin: [] as string[], secret: ['s'] }, email: 'ada@example.com' }

  it('write values as literals, comma-joined, never read again, the whole in parentheses', () => {
    const { sql, policiesApplied } = compile(guarded, { metrics: ['orders_count'] }, { policy })
    expect(sql).toContain(`WHERE (("orders".region IN ('no''rth', '\${ld.attr.secret}') AND "orders".owner = 'ada@example.com'))`)
    expect(policiesApplied).toEqual(['user attribute region', 'user e-mail', 'orders.sql_filter'])
  })
  it('refuse who lacks an attribute or a verified address', () => {
    const filter = guarded.tables['orders']?.uncompiledSqlWhere
    expect(failure(() => compile(guarded, { metrics: ['orders_count'] }))).toMatchObject({
      code: 'missing_attribute',
      message: `Missing user attribute "region" on sql_filter: "${filter}"`,
    })
    expect(failure(() => compile(guarded, { metrics: ['orders_count'] }, { policy: { userAttributes: { region: [] } } })).message).toBe(
      `Invalid or missing user attribute "region" on sql_filter: "${filter}"`,
    )
    expect(failure(() => compile(guarded, { metrics: ['orders_count'] }, { policy: { userAttributes: { region: ['a'] } } })).code).toBe('missing_attribute')
    expect(failure(() => compile(guarded, { dimensions: ['notes_id'] }, { policy })).message).toContain('Missing user attribute "note" on sql_on')
    expect(
      failure(() => compile(guarded, { metrics: ['orders_count'] }, { policy: { ...policy, userAttributes: { ...policy.userAttributes, region: ['a\0'] } } }))
        .code,
    ).toBe('missing_attribute')
    expect(
      failure(() =>
        compile(guarded, { metrics: ['orders_count'] }, { policy: { userAttributes: Object.create({ region: ['a'] }) as Record<string, string[]> } }),
      ).code,
    ).toBe('missing_attribute')
  })
  it('guard fields, also under metrics and filters, and tables', () => {
    const text = 'Invalid or missing user attribute "is_admin,true,yes" on dimension: "orders_amount"'
    expect(failure(() => compile(guarded, { dimensions: ['orders_amount'] }, { policy }))).toMatchObject({ code: 'missing_attribute', message: text })
    expect(failure(() => compile(guarded, { metrics: ['orders_total'] }, { policy })).message).toBe(text)
    expect(
      failure(() => compile(guarded, { metrics: ['orders_count'], filters: { dimensions: and(rule('orders_amount', 'greaterThan', [1])) } }, { policy }))
        .message,
    ).toBe(text)
    expect(failure(() => compile(guarded, { dimensions: ['customers_id'] }, { policy })).message).toBe(
      'Invalid or missing user attribute "team,sales" on table: "customers"',
    )
    const admin = { ...policy, userAttributes: { ...policy.userAttributes, is_admin: ['yes'] } }
    expect(compile(guarded, { dimensions: ['orders_amount'] }, { policy: admin }).sql).toContain('"orders".amount')
  })
  it('may read a table that the caller may not ask for', () => {
    const through = explore(
      [
        table('orders', {
          sqlWhere: '"customers".region = ${ld.attr.region}',
          uncompiledSqlWhere: '${customers.region} = ${ld.attr.region}',
          dimensions: { id: 'number', customer_id: 'number' },
        }),
        table('customers', { primaryKey: ['id'], dimensions: { id: 'number', region: 'string' }, requiredAttributes: { team: 'sales' } }),
      ],
      [join('customers', '${orders.customer_id} = ${customers.id}')],
    )
    const north = { userAttributes: { region: ['north'] } }
    expect(compile(through, { dimensions: ['orders_id'] }, { policy: north }).sql).toContain('LEFT OUTER JOIN "main"."customers"')
    expect(failure(() => compile(through, { dimensions: ['customers_region'] }, { policy: north })).code).toBe('missing_attribute')
  })
  it('are in dimension SQL too', () => {
    const one = { ...policy, userAttributes: { ...policy.userAttributes, region: ['x'] } }
    expect(compile(guarded, { dimensions: ['orders_mine'] }, { policy: one }).sql).toContain(`("orders".col = 'x') AS "orders_mine"`)
  })
  it('follow into field values and totals', () => {
    const options = { dialect: duckdb, now: testNow, timezone: 'UTC', startOfWeek: null, policy }
    const values = fieldValuesQuery(guarded, 'orders_status', { search: "50%'", limit: 10 }, options).sql
    expect(values).toContain(`LIKE LOWER('%50\\%''%') ESCAPE '\\'`)
    expect(values).toContain("'ada@example.com'")
    expect(failure(() => fieldValuesQuery(guarded, 'orders_count', { search: '', limit: 10 }, options)).code).toBe('invalid_query')
    expect(failure(() => fieldValuesQuery(guarded, 'orders_nope', { search: '', limit: 10 }, options)).code).toBe('unknown_field')
    expect(compile(guarded, totalsQuery(query({ metrics: ['orders_count'] }), { itemOf: () => undefined }), { policy }).sql).toContain("'ada@example.com'")
  })
  it('required filters hold unless the question filters that field itself', () => {
    const required = compile(guarded, { metrics: ['orders_count'] }, { policy })
    expect(required.sql).toContain(`("orders".status) IN ('open')`)
    expect(required.effectiveQuery.filters.dimensions).toMatchObject({ and: [{ target: { fieldId: 'orders_status' }, required: true }] })
    const own = compile(guarded, { metrics: ['orders_count'], filters: { dimensions: and(rule('orders_status', 'equals', ['done'])) } }, { policy }).sql
    expect(own).not.toContain("'open'")
  })
})

describe('what comes with the SQL', () => {
  it('columns in the order of the SQL, hidden ones marked, and items by id', () => {
    const { columns, fields, timeDependent } = compile(shop, {
      dimensions: ['orders_created_at_month', 'orders_utc_at_minute'],
      metrics: ['orders_last_at', 'orders_revenue'],
      filters: { metrics: and(rule('orders_count', 'greaterThan', [1])) },
      tableCalculations: [{ name: 'twice', displayName: 'Twice', sql: '2 * ${orders.revenue}' }],
    })
    expect(columns).toEqual([
      { fieldId: 'orders_created_at_month', type: 'date', hidden: false, currentPeriod: '2024-02-01' },
      { fieldId: 'orders_utc_at_minute', type: 'timestamp', hidden: false },
      { fieldId: 'orders_last_at', type: 'timestamp', hidden: false },
      { fieldId: 'orders_revenue', type: 'number', hidden: false },
      { fieldId: 'orders_count', type: 'number', hidden: true },
      { fieldId: 'twice', type: 'number', hidden: false },
    ])
    expect(Object.keys(fields)).toEqual(columns.map((column) => column.fieldId))
    expect(timeDependent).toBe(false)
  })
  it('whether it holds a moment made from now', () => {
    const relative = and(rule('orders_created_at', 'inThePast', [1]))
    expect(compile(shop, { dimensions: ['orders_id'], filters: { dimensions: relative } }).timeDependent).toBe(true)
  })
  it('joins only what is needed, in declared order, with what is always joined', () => {
    const { sql } = compile(shop, { dimensions: ['orders_status'] })
    expect(sql).not.toContain('JOIN')
    const always = { ...shop, joinedTables: shop.joinedTables.map((one) => (one.table === 'customers' ? { ...one, always: true } : one)) }
    expect(compile(always, { dimensions: ['orders_status'] }).sql).toContain('LEFT OUTER JOIN "main"."customers"')
  })
  it('the same SQL for the same question', () => {
    const ask = (): string => compile(shop, { dimensions: ['items_product'], metrics: ['orders_revenue', 'payments_total'] }).sql
    expect(ask()).toBe(ask())
  })
})

describe('questions made from questions', () => {
  it('totals keep the conditions on rows and drop what speaks of groups', () => {
    const filters = { dimensions: and(rule('orders_id', 'notNull')), metrics: and(rule('orders_count', 'greaterThan', [1])) }
    const totals = totalsQuery(
      query({ dimensions: ['orders_status'], metrics: ['orders_revenue'], filters, sorts: [{ fieldId: 'orders_status', descending: true }] }),
      { itemOf: () => undefined },
    )
    expect(totals).toMatchObject({ dimensions: [], sorts: [], tableCalculations: [], limit: 1, filters: { dimensions: filters.dimensions } })
    expect(totals.filters).not.toHaveProperty('metrics')
  })
  it('date zoom cuts every date interval anew, with its sorts and references', () => {
    const zoomed = withGranularity(
      shop,
      query({
        dimensions: ['orders_created_at_day', 'orders_created_at_month', 'orders_created_at_month_name', 'orders_ordered_on_week', 'orders_status'],
        sorts: [{ fieldId: 'orders_created_at_day', descending: true }],
        tableCalculations: [{ name: 'c', displayName: 'C', sql: 'max(${orders.created_at_day}) over ()' }],
      }),
      'Quarter',
    )
    expect(zoomed.dimensions).toEqual(['orders_created_at_quarter', 'orders_created_at_month_name', 'orders_ordered_on_quarter', 'orders_status'])
    expect(zoomed.sorts).toEqual([{ fieldId: 'orders_created_at_quarter', descending: true }])
    expect(zoomed.tableCalculations[0]?.sql).toBe('max(${orders.created_at_quarter}) over ()')
    expect(withGranularity(shop, query({ dimensions: ['orders_ordered_on_day'] }), 'HOUR').dimensions).toEqual(['orders_ordered_on_day'])
    expect(failure(() => withGranularity(shop, query({}), 'fortnight')).code).toBe('invalid_query')
  })
  it('an order by dates follows their grain, whichever it was chosen in', () => {
    const by = (fieldId: string, descending = false) => ({ fieldId, descending })
    const dimensions = ['orders_status', 'orders_created_at_week', 'orders_created_at_month_name']
    const sorts = [by('orders_revenue', true), by('orders_created_at_month', true), by('orders_created_at_day')]
    // Of one date there is one order: the first that was asked for.
    expect(sortsInGrain(shop, { dimensions, sorts })).toEqual([by('orders_revenue', true), by('orders_created_at_week', true)])
    const own = [by('orders_created_at_month_name'), by('orders_created_at_week'), by('orders_ordered_on_day'), by('gone')]
    expect(sortsInGrain(shop, { dimensions, sorts: own })).toEqual(own)
  })
  it('the order nobody chose is newest, largest, or alphabetical', () => {
    const { fields } = compile(shop, { dimensions: ['orders_status', 'orders_created_at_month'], metrics: ['orders_revenue'] })
    expect(defaultSorts({ dimensions: ['orders_status', 'orders_created_at_month'], metrics: ['orders_revenue'] }, fields)).toEqual([
      { fieldId: 'orders_created_at_month', descending: true },
    ])
    expect(defaultSorts({ dimensions: ['orders_status'], metrics: ['orders_revenue'] }, fields)).toEqual([{ fieldId: 'orders_revenue', descending: true }])
    expect(defaultSorts({ dimensions: ['orders_status'], metrics: [] }, fields)).toEqual([{ fieldId: 'orders_status', descending: false }])
  })
})
