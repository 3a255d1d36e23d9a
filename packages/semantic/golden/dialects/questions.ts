import type { FilterOperator, FilterSettings, TimeInterval } from '../../src/types/field.ts'
import type { MetricQuery, SortField } from '../../src/types/metric-query.ts'
import { and, rule } from '../compile.ts'

/** One question to the shop. Its rows are compared in order when it is sorted, else as a set. */
export type Question = { name: string; query: Partial<MetricQuery>; startOfWeek?: number; fiscalYearStart?: number }

const by = (fieldId: string, more: Partial<SortField> = {}): SortField => ({ fieldId, descending: false, ...more })
const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

const aggregates: Question[] = [
  {
    name: 'aggregates over everything',
    query: {
      metrics: ['count', 'buyers', 'statuses', 'first_status', 'revenue', 'average', 'smallest', 'largest', 'distinct_revenue', 'distinct_average'].map(
        (name) => `orders_${name}`,
      ),
    },
  },
  { name: 'percentiles over everything', query: { metrics: ['orders_median', 'orders_p90', 'orders_p25'] } },
  {
    name: 'percentiles per status',
    query: { dimensions: ['orders_status'], metrics: ['orders_median', 'orders_p90', 'orders_count'], sorts: [by('orders_status')] },
  },
  {
    name: 'average of whole numbers',
    query: { dimensions: ['orders_status'], metrics: ['orders_average_units', 'orders_units_sold'], sorts: [by('orders_status')] },
  },
  {
    name: 'aggregates of no rows',
    query: {
      metrics: ['orders_count', 'orders_revenue', 'orders_average', 'orders_largest', 'orders_median', 'orders_first_day', 'orders_buyers'],
      filters: { dimensions: and(rule('orders_id', 'equals', [-1])) },
    },
  },
  { name: 'extremes of time', query: { metrics: ['orders_first_day', 'orders_last_at'] } },
  {
    name: 'metrics with filters of their own',
    query: { dimensions: ['customers_region'], metrics: ['orders_paid_revenue', 'orders_gift_count', 'orders_this_month'], sorts: [by('customers_region')] },
  },
  {
    name: 'formula over metrics',
    query: { dimensions: ['orders_status'], metrics: ['orders_average_order_value'], sorts: [by('orders_status', { nullsFirst: true })] },
  },
  { name: 'dimensions only', query: { dimensions: ['customers_region', 'orders_size'], sorts: [by('customers_region'), by('orders_size')] } },
  { name: 'nothing but a limit of no rows', query: { dimensions: ['orders_status'], limit: 0 } },
  { name: 'limit', query: { dimensions: ['orders_id'], sorts: [by('orders_id', { descending: true })], limit: 3 } },
]

const filterCases: [field: string, operator: FilterOperator, values?: unknown[], settings?: FilterSettings][] = [
  ['status', 'isNull'],
  ['status', 'notNull'],
  ['status', 'equals', ['paid', "a'b%c_d"]],
  ['status', 'equals', ['back\\slash']],
  ['status', 'notEquals', ['paid', '']],
  ['status', 'include', ['B%C_']],
  ['status', 'include', ['\\', 'ähn']],
  ['status', 'include', ['_']],
  ['status', 'doesNotInclude', ['PAI']],
  ['status', 'startsWith', ['a', 'back\\']],
  ['status', 'endsWith', ['_d', 'en']],
  ['amount', 'isNull'],
  ['amount', 'notNull'],
  ['amount', 'equals', [33, 90.5]],
  ['amount', 'notEquals', [33]],
  ['amount', 'lessThan', [5]],
  ['amount', 'lessThanOrEqual', [5]],
  ['amount', 'greaterThan', [90.5]],
  ['amount', 'greaterThanOrEqual', [90.5]],
  ['amount', 'inBetween', [10, 60.25]],
  ['amount', 'notInBetween', [10, 60.25]],
  ['is_gift', 'isNull'],
  ['is_gift', 'notNull'],
  ['is_gift', 'equals', [true]],
  ['is_gift', 'notEquals', [true]],
  ['ordered_on', 'isNull'],
  ['ordered_on', 'notNull'],
  ['ordered_on', 'equals', ['2024-03-10', '2024-02-29']],
  ['ordered_on', 'notEquals', ['2024-03-10']],
  ['ordered_on', 'lessThan', ['2024-02-01']],
  ['ordered_on', 'lessThanOrEqual', ['2024-02-01']],
  ['ordered_on', 'greaterThan', ['2024-10-27']],
  ['ordered_on', 'greaterThanOrEqual', ['2024-10-27']],
  ['ordered_on', 'inBetween', ['2024-02-01', '2024-03-10']],
  ['ordered_on', 'notInBetween', ['2024-02-01', '2024-03-10']],
  ['ordered_on', 'inThePast', [2], { unitOfTime: 'weeks' }],
  ['ordered_on', 'notInThePast', [1], { unitOfTime: 'months', completed: true }],
  ['ordered_on', 'inTheNext', [30], { unitOfTime: 'days' }],
  ['ordered_on', 'inTheCurrent', [], { unitOfTime: 'quarters' }],
  ['ordered_on', 'notInTheCurrent', [], { unitOfTime: 'years' }],
  ['ordered_on_month', 'equals', ['2024-03-01']],
  ['ordered_on_week', 'notEquals', ['2024-03-04']],
  ['created_at', 'isNull'],
  ['created_at', 'notNull'],
  ['created_at', 'equals', ['2024-03-10T06:30:00Z']],
  ['created_at', 'notEquals', ['2024-03-10T06:30:00Z', '2024-01-15T12:00:00Z']],
  ['created_at', 'lessThan', ['2024-01-31T18:30:15']],
  ['created_at', 'greaterThanOrEqual', ['2024-10-27T01:30:00Z']],
  ['created_at', 'inBetween', ['2024-02-01', '2024-03-10T06:30:00Z']],
  ['created_at', 'notInBetween', ['2024-02-01', '2024-03-10T06:30:00Z']],
  ['created_at', 'inThePast', [36], { unitOfTime: 'hours' }],
  ['created_at', 'inTheNext', [1], { unitOfTime: 'months', completed: true }],
  ['created_at_day', 'equals', ['2024-03-10', '2024-01-31']],
  ['created_at_month', 'greaterThan', ['2024-03-01']],
  ['created_at_hour', 'equals', ['2024-03-10T06:00:00Z']],
  ['local_at', 'greaterThan', ['2024-03-10T03:30:00']],
  ['local_at', 'lessThanOrEqual', ['2024-11-03T05:30:00Z']],
  ['local_at_day', 'equals', ['2024-01-31']],
  ['utc_at_year', 'notEquals', ['2024-01-01']],
  ['utc_at', 'inTheCurrent', [], { unitOfTime: 'weeks' }],
]

const filters = filterCases.map(([field, operator, values = [], settings]): Question => {
  const shown = values.map((value) => JSON.stringify(value)).join(', ')
  const unit = settings === undefined ? '' : ` ${settings.completed === true ? 'completed ' : ''}${settings.unitOfTime}`
  return {
    name: `filter: ${field} ${operator} ${shown}${unit}`.trim(),
    query: {
      dimensions: ['orders_id'],
      sorts: [by('orders_id')],
      timezone: 'America/New_York',
      filters: { dimensions: and(rule(`orders_${field}`, operator, values, settings)) },
    },
  }
})

const groupsOfFilters: Question[] = [
  {
    name: 'filter: a tree of rules over two tables',
    query: {
      dimensions: ['orders_id', 'customers_name'],
      sorts: [by('orders_id')],
      filters: {
        dimensions: and(rule('orders_amount', 'greaterThan', [10]), {
          id: 'or',
          or: [rule('customers_region', 'equals', ['north']), rule('orders_status', 'isNull'), and(rule('orders_is_gift', 'equals', [true]), rule('customers_region', 'isNull'))],
        }),
      },
    },
  },
  {
    name: 'filter on a metric',
    query: {
      dimensions: ['orders_status'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_status')],
      filters: { metrics: and(rule('orders_count', 'greaterThan', [1]), rule('orders_average_units', 'notNull')) },
    },
  },
  {
    name: 'filter on the latest moment of a group',
    query: {
      dimensions: ['customers_region'],
      metrics: ['orders_last_at', 'orders_first_day'],
      sorts: [by('customers_region')],
      filters: { metrics: and(rule('orders_last_at', 'greaterThan', ['2024-10-01T00:00:00Z'])) },
    },
  },
]

const allIntervals: TimeInterval[] = [
  'RAW', 'MILLISECOND', 'SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'YEAR_NUM', 'QUARTER_NUM', 'MONTH_NUM', 'WEEK_NUM',
  'DAY_OF_MONTH_NUM', 'DAY_OF_WEEK_INDEX', 'DAY_OF_YEAR_NUM', 'HOUR_OF_DAY_NUM', 'MINUTE_OF_HOUR_NUM', 'DAY_OF_WEEK_NAME', 'MONTH_NAME', 'QUARTER_NAME',
] // prettier-ignore

const intervals = allIntervals.map((interval): Question => {
  const field = `orders_created_at_${interval.toLowerCase()}`
  return {
    name: `interval: ${interval} of a moment in New York`,
    query: { dimensions: ['orders_id', field], sorts: [by('orders_id')], timezone: 'America/New_York' },
  }
})

const ofDates: Question[] = [
  {
    name: 'interval: all of a date',
    query: {
      dimensions: ['orders_id', ...allIntervals.slice(5).filter((interval) => !/HOUR/.test(interval)).map((interval) => `orders_ordered_on_${interval.toLowerCase()}`)],
      sorts: [by('orders_id')],
      timezone: 'Pacific/Apia',
    },
  },
  ...[0, 1, 3, 6].map((startOfWeek): Question => ({
    name: `interval: weeks that begin on day ${startOfWeek}`,
    query: {
      dimensions: ['orders_id', 'orders_ordered_on_week', 'orders_created_at_week', 'orders_utc_at_week'],
      sorts: [by('orders_id')],
      timezone: 'Europe/Berlin',
    },
    startOfWeek,
  })),
  ...[1, 2, 4, 10, 12].map((fiscalYearStart): Question => ({
    name: `interval: fiscal years that begin with month ${fiscalYearStart}`,
    query: {
      dimensions: [
        'orders_id',
        ...['fiscal_quarter', 'fiscal_year', 'fiscal_quarter_num', 'fiscal_year_num'].flatMap((interval) => [`orders_ordered_on_${interval}`, `orders_created_at_${interval}`]),
      ],
      sorts: [by('orders_id')],
      timezone: 'America/New_York',
    },
    fiscalYearStart,
  })),
  {
    name: 'interval: revenue of a fiscal year beside the one before',
    query: {
      dimensions: ['orders_ordered_on_fiscal_quarter'],
      metrics: ['orders_revenue'],
      filters: { dimensions: and(rule('orders_ordered_on', 'inTheCurrent', [], { unitOfTime: 'fiscalYears' })) },
      comparisons: [{ fieldId: 'orders_ordered_on', to: 'previous_period' }],
      sorts: [by('orders_ordered_on_fiscal_quarter')],
    },
    fiscalYearStart: 2,
  },
  {
    name: 'interval: orders of one fiscal year',
    query: {
      dimensions: ['orders_id'],
      filters: { dimensions: and(rule('orders_created_at_fiscal_year', 'equals', ['2024-05-01'])) },
      sorts: [by('orders_id')],
      timezone: 'Europe/Berlin',
    },
    fiscalYearStart: 4,
  },
  {
    name: 'interval: revenue per month',
    query: { dimensions: ['orders_utc_at_month'], metrics: ['orders_revenue'], sorts: [by('orders_utc_at_month', { descending: true })] },
  },
  {
    name: 'interval: months in the order of the year',
    query: { dimensions: ['orders_ordered_on_month_name'], metrics: ['orders_count'], sorts: [by('orders_ordered_on_month_name')] },
  },
  {
    name: 'interval: weekdays from Sunday',
    query: { dimensions: ['orders_utc_at_day_of_week_name'], metrics: ['orders_count'], sorts: [by('orders_utc_at_day_of_week_name', { descending: true, nullsFirst: true })] },
    startOfWeek: 6,
  },
]

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'].flatMap((timezone): Question[] => [
  ...(['created_at', 'local_at', 'utc_at'] as const).map((column): Question => ({
    name: `zone: ${column} in ${timezone}`,
    query: {
      dimensions: ['orders_id', ...['hour', 'day', 'week', 'hour_of_day_num', 'day_of_week_name'].map((interval) => `orders_${column}_${interval}`)],
      sorts: [by('orders_id')],
      timezone,
    },
  })),
  {
    name: `zone: days and hours counted in ${timezone}`,
    query: { dimensions: ['orders_created_at_day'], metrics: ['orders_count', 'orders_revenue'], sorts: [by('orders_created_at_day')], timezone },
  },
])

const sorts = [
  by('orders_status'),
  by('orders_status', { descending: true }),
  by('orders_status', { nullsFirst: true }),
  by('orders_status', { nullsFirst: false }),
  by('orders_status', { descending: true, nullsFirst: true }),
  by('orders_status', { descending: true, nullsFirst: false }),
].map((sort): Question => ({
  name: `sort: status ${sort.descending ? 'descending' : 'ascending'}${sort.nullsFirst === undefined ? '' : sort.nullsFirst ? ', nulls first' : ', nulls last'}`,
  query: { dimensions: ['orders_status', 'orders_id'], sorts: [sort, by('orders_id')] },
}))
sorts.push(
  {
    name: 'sort: by a metric that is null for one group',
    query: { dimensions: ['orders_status'], metrics: ['orders_revenue'], sorts: [by('orders_revenue', { descending: true }), by('orders_status')] },
  },
  {
    name: 'sort: by a metric that is not shown',
    query: { dimensions: ['orders_id'], sorts: [by('orders_largest', { nullsFirst: true }), by('orders_id')] },
  },
)

const bin = (id: string, rest: Record<string, unknown>) => ({ id, name: id, table: 'orders', type: 'bin', dimensionId: 'orders_amount', ...rest }) as never
const bins: Question[] = [
  ['width', bin('bins', { binType: 'fixed_width', binWidth: 25 })] as const,
  ['fractional width', bin('bins', { binType: 'fixed_width', binWidth: 12.5 })] as const,
  ['width, of whole numbers', bin('bins', { binType: 'fixed_width', binWidth: 4, dimensionId: 'orders_units' })] as const,
  ['number', bin('bins', { binType: 'fixed_number', binNumber: 5 })] as const,
  ['number, of whole numbers', bin('bins', { binType: 'fixed_number', binNumber: 3, dimensionId: 'orders_units' })] as const,
  [
    'groups of values',
    bin('bins', {
      binType: 'custom_group',
      dimensionId: 'orders_status',
      customGroups: [
        { name: "O'Neill", values: [{ matchType: 'exact', value: 'paid' }, { matchType: 'exact', value: "a'b%c_d" }, { matchType: 'startsWith', value: 'vo' }] },
        { name: '100%', values: [{ matchType: 'includes', value: 'PE' }, { matchType: 'endsWith', value: '\\slash' }] },
      ],
      otherLabel: 'Rest',
    }),
  ] as const,
  ['ranges', bin('bins', { binType: 'custom_range', customRange: [{ to: 0 }, { from: 0, to: 50 }, { from: 50 }] })] as const,
].map(([name, dimension]): Question => ({
  name: `bins: ${name}`,
  query: { customDimensions: [dimension], dimensions: ['bins'], metrics: ['orders_count'], sorts: [by('bins')] },
}))

const fanOut: Question[] = [
  {
    name: 'fan-out: revenue beside items and payments',
    query: { dimensions: ['customers_region'], metrics: ['orders_revenue', 'order_items_quantity_sold', 'payments_paid'], sorts: [by('customers_region')] },
  },
  { name: 'fan-out: totals of three grains', query: { metrics: ['orders_revenue', 'order_items_quantity_sold', 'payments_paid', 'customers_total_credit'] } },
  {
    name: 'fan-out: orders once per product',
    query: { dimensions: ['order_items_product'], metrics: ['orders_revenue', 'orders_count'], sorts: [by('order_items_product')] },
  },
  {
    name: 'fan-out: customers counted once per month of their orders',
    query: {
      dimensions: ['orders_ordered_on_month'],
      metrics: ['customers_count', 'customers_total_credit', 'orders_revenue'],
      sorts: [by('orders_ordered_on_month')],
    },
  },
  {
    name: 'fan-out: medians of three tables',
    query: {
      dimensions: ['customers_region'],
      metrics: ['customers_median_credit', 'orders_median', 'payments_median_payment', 'orders_count'],
      sorts: [by('customers_region')],
    },
  },
  {
    name: 'fan-out: an aggregate of its own over repeated rows',
    query: { dimensions: ['order_items_product'], metrics: ['orders_spread', 'orders_revenue'], sorts: [by('order_items_product')] },
  },
  {
    name: 'fan-out: formula over two tables',
    query: { dimensions: ['customers_region'], metrics: ['orders_revenue_per_customer'], sorts: [by('customers_region')] },
  },
  {
    name: 'fan-out: filter on the repeated side',
    query: {
      dimensions: ['orders_status'],
      metrics: ['orders_revenue', 'payments_paid'],
      sorts: [by('orders_status')],
      filters: { dimensions: and(rule('order_items_product', 'equals', ['pen', 'pad'])) },
    },
  },
  {
    name: 'fan-out: groups that are dates and booleans, null among them',
    query: {
      dimensions: ['orders_ordered_on_month', 'orders_is_gift', 'orders_units', 'orders_created_at_hour'],
      metrics: ['orders_revenue', 'payments_paid', 'order_items_quantity_sold', 'orders_spread'],
      sorts: [by('orders_ordered_on_month'), by('orders_units'), by('orders_created_at_hour'), by('orders_revenue')],
      timezone: 'Asia/Kolkata',
    },
  },
]

const calculations: Question[] = [
  {
    name: 'table calculation: rank and running total',
    query: {
      dimensions: ['orders_id'],
      metrics: ['orders_revenue'],
      sorts: [by('place'), by('orders_id')],
      filters: { dimensions: and(rule('orders_amount', 'notNull')) },
      tableCalculations: [
        { name: 'place', displayName: 'Place', sql: 'RANK() OVER (ORDER BY ${orders.revenue} DESC)' },
        { name: 'running', displayName: 'Running', sql: 'SUM(${orders.revenue}) OVER (ORDER BY ${orders.id})' },
        { name: 'twice', displayName: 'Twice', sql: '${running} * 2' },
      ],
    },
  },
  {
    name: 'table calculation: filtered',
    query: {
      dimensions: ['orders_status'],
      metrics: ['orders_count'],
      sorts: [by('orders_status')],
      tableCalculations: [{ name: 'double', displayName: 'Double', sql: '${orders.count} * 2' }],
      filters: { tableCalculations: and(rule('double', 'greaterThanOrEqual', [8])) },
    },
  },
]

const formula = (name: string, sql: string) => ({ name, displayName: name, sql })
const formulas: Question[] = [
  {
    name: 'formula: totals, order and shares',
    query: {
      dimensions: ['orders_id', 'customers_region'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      filters: { dimensions: and(rule('orders_amount', 'notNull')) },
      tableCalculations: [
        formula('total', '=SUM(orders_revenue)'),
        formula('share', '=ROUND(PERCENT_OF_TOTAL(orders_revenue), 4)'),
        formula('running', '=RUNNING_SUM(orders_revenue)'),
        formula('before', '=PREVIOUS(orders_revenue, 2)'),
        formula('place', '=RANK(orders_revenue)'),
        formula('half', '=orders_id / 2'),
      ],
    },
  },
  {
    name: 'formula: conditions, text and dates',
    query: {
      dimensions: ['orders_id', 'orders_status', 'orders_ordered_on_day'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('kind', '=IFS(orders_revenue > 100, "high", orders_revenue > 20, "middle", "low")'),
        formula('shout', '=UPPER(CONCAT(orders_status, "!"))'),
        formula('start', '=LEFT(orders_status, 2)'),
        formula('letters', '=LEN(orders_status)'),
        formula('numbered', '="no " & orders_id'),
        formula('year', '=YEAR(orders_ordered_on_day)'),
        formula('known', '=COALESCE(orders_revenue, 0)'),
      ],
    },
  },
  {
    name: 'formula: numbers',
    query: {
      dimensions: ['orders_id', 'orders_units'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('rest', '=ROUND(MOD(orders_revenue, 7), 4)'),
        formula('rest_of_negative', '=MOD(orders_units - 10, 3)'),
        formula('least', '=MIN(orders_revenue, orders_units, 30)'),
        formula('most', '=MAX(orders_revenue, 20)'),
        formula('logarithm', '=ROUND(LN(orders_revenue), 4)'),
        formula('root', '=ROUND(SQRT(orders_revenue) + EXP(1) + POWER(2, 3), 4)'),
        formula('whole', '=CEILING(orders_revenue) - FLOOR(orders_revenue) + SIGN(orders_units) + ABS(orders_units)'),
        formula('rounded', '=ROUND(orders_revenue * 10%)'),
      ],
    },
  },
  {
    name: 'formula: what holds',
    query: {
      dimensions: ['orders_id', 'orders_is_gift', 'orders_status'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('large', '=orders_revenue > 50'),
        formula('both', '=AND(orders_revenue > 20, NOT(ISBLANK(orders_status)))'),
        formula('either', '=OR(orders_is_gift, orders_revenue > 100)'),
        formula('gift', '=IF(orders_is_gift, "gift", "no gift")'),
        formula('same', '=(orders_revenue > 50) = orders_is_gift'),
        formula('known', '=COALESCE(orders_is_gift, FALSE)'),
        formula('chosen', '=IFS(orders_is_gift, TRUE, orders_revenue > 50, FALSE)'),
      ],
    },
  },
  {
    name: 'formula: rows beside each other',
    query: {
      dimensions: ['customers_region', 'orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_count'],
      sorts: [by('customers_region'), by('orders_ordered_on_month')],
      filters: { dimensions: and(rule('orders_ordered_on_day', 'notNull')) },
      tableCalculations: [
        formula('part', '=ROUND(PERCENT_OF_TOTAL(orders_count, customers_region), 4)'),
        formula('parts', '=SUM(orders_count, customers_region)'),
        formula('mean', '=ROUND(AVG(orders_revenue), 4)'),
        formula('least', '=MIN(orders_revenue, customers_region)'),
        formula('running', '=ROUND(RUNNING_AVG(orders_revenue), 4)'),
        formula('moving', '=MOVING_SUM(orders_count, 2)'),
        formula('after', '=NEXT(orders_count)'),
        formula('change', '=ROUND(PERCENT_CHANGE(orders_revenue), 4)'),
        formula('place', '=DENSE_RANK(orders_count, TRUE)'),
        formula('row', '=ROW()'),
      ],
    },
  },
  {
    name: 'formula: text',
    query: {
      dimensions: ['orders_id', 'orders_status'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('lower', '=LOWER(orders_status)'),
        formula('middle', '=MID(orders_status, 2, 2)'),
        formula('put', '=SUBSTITUTE(orders_status, "a", "_%_")'),
        formula('bare', '=TRIM("  " & orders_status & " ")'),
      ],
    },
  },
]

const own: Question[] = [
  {
    name: 'own: custom metric and custom SQL dimension',
    query: {
      customDimensions: [{ id: 'initial', name: 'Initial', table: 'customers', type: 'sql', sql: 'UPPER(${TABLE}.name)', dimensionType: 'string' }],
      additionalMetrics: [{ table: 'orders', name: 'big', type: 'count', sql: 'CASE WHEN ${TABLE}.amount > 50 THEN 1 END' }],
      dimensions: ['initial'],
      metrics: ['orders_big'],
      sorts: [by('initial')],
    },
  },
]

const comparisons: Question[] = [
  {
    name: 'comparison: each month with the month before',
    query: {
      dimensions: ['orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_count'],
      sorts: [by('orders_ordered_on_month')],
      comparisons: [{ fieldId: 'orders_ordered_on', to: 'previous_period' }],
    },
  },
  {
    name: 'comparison: days with those of the month before, in New York',
    query: {
      dimensions: ['orders_created_at_day'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_created_at_day')],
      timezone: 'America/New_York',
      comparisons: [{ fieldId: 'orders_created_at', to: { count: 1, unit: 'month' } }],
    },
  },
  {
    name: 'comparison: by status, a quarter and a year earlier',
    query: {
      dimensions: ['orders_status', 'orders_utc_at_quarter'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_utc_at_quarter'), by('orders_status')],
      comparisons: [
        { fieldId: 'orders_utc_at', to: 'previous_period' },
        { fieldId: 'orders_utc_at', to: 'previous_year' },
      ],
    },
  },
  {
    name: 'comparison: hours with those of a day and of a week before',
    query: {
      dimensions: ['orders_created_at_hour'],
      metrics: ['orders_count'],
      sorts: [by('orders_created_at_hour')],
      timezone: 'Asia/Kolkata',
      comparisons: [
        { fieldId: 'orders_created_at', to: { count: 1, unit: 'hour' } },
        { fieldId: 'orders_created_at', to: { count: 3, unit: 'week' } },
      ],
    },
  },
]

const overTime: Question[] = [
  {
    name: 'over time: so far, by month and status',
    query: {
      dimensions: ['orders_status', 'orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_revenue_so_far'],
      sorts: [by('orders_status'), by('orders_ordered_on_month')],
    },
  },
  {
    name: 'over time: of the year, by week, in Berlin, from February on',
    query: {
      dimensions: ['orders_created_at_week'],
      metrics: ['orders_revenue_of_year'],
      filters: { dimensions: and(rule('orders_created_at_day', 'inBetween', ['2024-02-01', '2024-03-31'])) },
      sorts: [by('orders_created_at_week')],
      timezone: 'Europe/Berlin',
    },
    startOfWeek: 6,
  },
  {
    name: 'over time: buyers of 30 days, by day of a month',
    query: {
      dimensions: ['orders_utc_at_day'],
      metrics: ['orders_buyers_of_30_days', 'orders_count'],
      filters: { dimensions: and(rule('orders_utc_at_month', 'equals', ['2024-03-01'])) },
      sorts: [by('orders_utc_at_day')],
    },
  },
  {
    name: 'over time: average so far at the beginning of each quarter, with items',
    query: {
      dimensions: ['orders_local_at_quarter'],
      metrics: ['orders_average_so_far', 'order_items_quantity_sold'],
      sorts: [by('orders_local_at_quarter')],
      timezone: 'America/New_York',
    },
  },
  { name: 'over time: so far, in all', query: { metrics: ['orders_revenue', 'orders_revenue_so_far', 'orders_buyers_of_30_days'] } },
  {
    name: 'over time: the month before, by region',
    query: {
      dimensions: ['customers_region', 'orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_revenue_month_before'],
      sorts: [by('customers_region'), by('orders_ordered_on_month')],
    },
  },
  {
    name: 'over time: the last amounts of each status and of all',
    query: { dimensions: ['orders_status'], metrics: ['orders_last_amount', 'orders_first_median', 'orders_revenue'], sorts: [by('orders_status')] },
  },
  { name: 'over time: the last amounts with items beside them', query: { dimensions: ['order_items_product'], metrics: ['orders_last_amount'], sorts: [by('order_items_product')] } },
  {
    name: 'over time: shares, parts of the row before and running totals',
    query: {
      dimensions: ['orders_status', 'orders_utc_at_quarter'],
      metrics: ['orders_share', 'orders_of_previous', 'orders_running'],
      filters: { metrics: and(rule('orders_running', 'greaterThan', [20])) },
      sorts: [by('orders_status'), by('orders_utc_at_quarter')],
    },
  },
  {
    name: 'over time: orders followed by another',
    query: { dimensions: ['orders_created_at_month'], metrics: ['orders_followed', 'orders_followed_in_time'], sorts: [by('orders_created_at_month')] },
  },
]

/** Every question, names unique. */
export const questions: readonly Question[] = [
  ...aggregates, ...filters, ...groupsOfFilters, ...intervals, ...ofDates, ...zones, ...sorts, ...bins, ...fanOut, ...calculations, ...formulas, ...own, ...comparisons, ...overTime,
] // prettier-ignore

const names = new Set(questions.map(({ name }) => slug(name)))
if (names.size !== questions.length) throw new Error('Two questions have the same name.')
