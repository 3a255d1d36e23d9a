import type { Insight } from '../../../src/types/insight.ts'
import type { Question } from './question.ts'

const year = { from: '2024-01-01', to: '2024-12-31' }
const [any, open, paid] = [{ event: null }, { event: 'open' }, { event: 'paid' }]
const amount = { id: 'amount', target: { fieldId: 'amount' }, operator: 'greaterThan' as const, values: [0] }
const asked = (name: string, insight: Insight): Question => ({ name: `insight: ${name}`, insight, query: {} })

/** The orders as events of their customers. */
export const insights: readonly Question[] = [
  asked('trends by month of parts', {
    kind: 'trends',
    range: year,
    interval: 'month',
    series: [
      { ...any, math: 'total' },
      { ...any, math: 'people' },
      { ...any, math: 'distinct', property: 'status' },
      { ...any, math: 'median', property: 'amount' },
      { ...open, math: 'sum', property: 'amount' },
    ],
    breakdown: { properties: ['is_gift', 'person.region'], limit: 2 },
  }),
  asked('trends by hour, beside an earlier year', {
    kind: 'trends',
    range: { from: '2024-10-27', to: '2024-10-27' },
    interval: 'hour',
    series: [{ ...any, math: 'total' }],
    compare: '-1y',
    filters: { id: 'f', or: [amount, { id: 's', target: { fieldId: 'status' }, operator: 'isNull' }] },
  }),
  asked('people active in a week', {
    kind: 'trends',
    range: { from: '2024-03-08', to: '2024-04-08' },
    interval: 'week',
    series: [
      { ...any, math: 'weekly_people' },
      { ...any, math: 'p90', property: 'amount' },
    ],
  }),
  asked('a funnel with times', { kind: 'funnel', range: year, interval: 'day', steps: [any, open, any], order: 'ordered', window: { count: 60, unit: 'day' }, shown: { kind: 'steps' } }),
  asked('a strict funnel that some leave, in parts', {
    kind: 'funnel',
    range: year,
    interval: 'day',
    steps: [any, any],
    order: 'strict',
    window: { count: 3, unit: 'month' },
    exclusions: [{ ...open, fromStep: 0, toStep: 1 }],
    breakdown: { properties: ['amount'], limit: 3 },
    shown: { kind: 'steps' },
  }),
  asked('a funnel in any order', { kind: 'funnel', range: year, interval: 'day', steps: [open, paid], order: 'unordered', window: { count: 50, unit: 'week' }, shown: { kind: 'steps' } }),
  asked('a funnel in parts by its last step', {
    kind: 'funnel',
    range: year,
    interval: 'day',
    steps: [any, any, open],
    order: 'ordered',
    window: { count: 60, unit: 'day' },
    breakdown: { properties: ['status'], limit: 3 },
    attribution: { by: 'last' },
    shown: { kind: 'steps' },
  }),
  asked('a funnel in any order in parts by a step', {
    kind: 'funnel',
    range: year,
    interval: 'day',
    steps: [open, paid],
    order: 'unordered',
    window: { count: 50, unit: 'week' },
    breakdown: { properties: ['status'], limit: 3 },
    attribution: { by: 'step', step: 1 },
    shown: { kind: 'steps' },
  }),
  asked('how long a funnel takes', {
    kind: 'funnel',
    range: year,
    interval: 'day',
    steps: [any, any],
    order: 'ordered',
    window: { count: 1, unit: 'month' },
    shown: { kind: 'times', fromStep: 0, toStep: 1, bins: 3 },
  }),
  asked('rates of a funnel by quarter', {
    kind: 'funnel',
    range: year,
    interval: 'quarter',
    steps: [any, any],
    order: 'ordered',
    window: { count: 30, unit: 'day' },
    shown: { kind: 'rates', fromStep: 0, toStep: 1 },
  }),
  asked('retention by month, the first time', { kind: 'retention', range: year, period: 'month', periods: 12, target: any, returning: any, who: 'first_time' }),
  asked('retention by week, each time', {
    kind: 'retention',
    range: { from: '2024-01-29', to: '2024-04-07' },
    period: 'week',
    periods: 10,
    target: open,
    returning: any,
    who: 'recurring',
    breakdown: { properties: ['is_gift'], limit: 1 },
  }),
  asked('stickiness', { kind: 'stickiness', range: year, interval: 'month', series: [any, paid], compare: 'previous' }),
  asked('a lifecycle by month', { kind: 'lifecycle', range: year, interval: 'month', series: any }),
  asked('a lifecycle by hour', { kind: 'lifecycle', range: { from: '2024-10-27T00:00:00Z', to: '2024-10-27T04:00:00Z' }, interval: 'hour', series: any }),
  asked('paths', { kind: 'paths', range: { from: 'all', to: '2024-12-31' }, steps: 5, edges: 20 }),
  asked('paths from a step to a step', { kind: 'paths', range: { from: 'all', to: '2024-12-31' }, property: 'size', from: 'small', to: 'large', leftOut: ['void'], steps: 5, edges: 20, least: 1 }),
]
