import type { FilterOperator, FilterSettings } from '../../../src/types/field.ts'
import { and, rule } from '../../compile.ts'
import { by, type Question } from './question.ts'

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

/** Every operator on every kind of field. */
export const filters = filterCases.map(([field, operator, values = [], settings]): Question => {
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

/** Rules together, and on metrics. */
export const groupsOfFilters: Question[] = [
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
