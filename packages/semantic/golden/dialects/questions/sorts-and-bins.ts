import { by, type Question } from './question.ts'

/** Where nulls stand, and sorts by what is not shown. */
export const sorts = [
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
/** Ranges of numbers and groups of values. */
export const bins: Question[] = [
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
