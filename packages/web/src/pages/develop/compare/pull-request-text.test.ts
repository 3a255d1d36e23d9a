import { describe, expect, it } from 'vitest'
import type { MetricChange, MetricChanges } from '../../../api/compare-models.ts'
import { i18next } from '../../../i18n/i18n.ts'
import { pullRequestText } from './pull-request-text.ts'
import { deltaText, ratioText } from './ratio-text.ts'
import { mostMetrics, type KnownTotal } from './use-totals.ts'

const told = (raw: number) => ({ raw, formatted: String(raw) })
const revenue: MetricChange = { explore: 'orders', fieldId: 'orders_revenue', label: 'Revenue | net', what: 'renamed', from: 'orders_amount' }
const total: KnownTotal = {
  change: revenue,
  total: { value: null, before: told(25), after: told(50), delta: told(25), ratio: 1 },
  error: null,
  isPending: false,
}
const nothing = { charts: [], dashboards: [], endpoints: [], hidden: 0, viewers: 0 }
const good = { problems: [], models: [], lost: { ...nothing, explores: [], fields: [] } }
const write = (parts: { changes?: Partial<MetricChanges>; totals?: KnownTotal[]; validation?: object } = {}): string =>
  pullRequestText(
    {
      path: 'orders.yml',
      changes: { metrics: [revenue], broken: [], ...nothing, ...parts.changes },
      totals: parts.totals ?? [total],
      validation: { ...good, ...parts.validation },
      asOf: 'Nov 22, 2026',
      locale: 'en',
    },
    i18next.t,
  )

describe('the text of a pull request', () => {
  it('has a table of the metrics with their values, whatever is in their names', () => {
    expect(write()).toContain('| Revenue \\| net (`orders_revenue`) | Renamed from orders_amount | 25 | 50 | +25 | +100% |')
    expect(write()).toContain('Values as of Nov 22, 2026')
    expect(write({ changes: { metrics: [] }, totals: [] })).toContain('No metric asks anything else with this text.')
    expect(write({ changes: { broken: ['payments'] } })).toContain('1 explore cannot be asked with this text, so its values cannot be compared: payments')
  })

  it('says why a value is not there, and names the metrics that it has no values of', () => {
    expect(write({ totals: [{ ...total, total: null, error: new Error('no such column') }] })).toContain('Cannot run: no such column')
    const many = Array.from({ length: mostMetrics + 1 }, (_, place): MetricChange => ({ ...revenue, fieldId: `orders_m${place}` }))
    expect(write({ changes: { metrics: many } })).toContain(`Also changed: \`orders_m${mostMetrics}\``)
  })

  it('names charts and dashboards so that nobody is mentioned by them, and counts those one may not see', () => {
    const text = write({ changes: { charts: [{ uuid: 'c', name: 'By @ada <b>' }], dashboards: [{ uuid: 'd', name: 'Morning' }], hidden: 2 } })
    expect(text).toContain('- Chart By \\@ada \\<b\\>\n- Dashboard Morning\n- ')
    expect(write()).toContain('None uses these metrics.')
  })

  it('tells what would be wrong, and that nothing would be', () => {
    expect(write()).toContain('Nothing would be wrong.')
    const problem = { code: 'x', severity: 'error', file: 'orders.yml', line: 3, column: 1, message: 'No column amout', hint: '' }
    const lost = { ...nothing, charts: [{ uuid: 'c', name: 'Amounts' }], explores: [], fields: ['orders_amount'] }
    const text = write({ validation: { problems: [problem], lost } })
    expect(text).toContain('- orders.yml:3 No column amout')
    expect(text).toContain('1 chart would not work any more: Amounts')
  })
})

describe('a difference', () => {
  it('has its sign, and a relation only where there is one', () => {
    expect([deltaText(told(3)), deltaText(told(-3)), deltaText(told(0)), deltaText(null)]).toEqual(['+3', '−3', '0', ''])
    expect([ratioText(0.125, 'en'), ratioText(-0.03, 'en'), ratioText(0, 'en'), ratioText(null, 'en')]).toEqual(['+12.5%', '−3%', '0%', ''])
  })
})
