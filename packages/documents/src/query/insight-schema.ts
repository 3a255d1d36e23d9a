import { funnelOrders, insightIntervals, lifecycleStates, trendMaths, type Insight } from '@atrium/semantic'
import { z } from 'zod'
import { filterGroupSchema } from './filter-schema.ts'

const name = z.string().min(1).max(400)
const range = z.object({ from: z.string().max(60).optional(), to: z.string().max(60).optional() })
const eventChoice = z.object({ event: name.nullable(), label: z.string().max(400).optional(), filters: filterGroupSchema.optional() })
const breakdown = z.object({ properties: z.array(name).min(1).max(3), limit: z.number().int().min(1).max(200), hidesOther: z.boolean().optional() })
const interval = z.enum(insightIntervals)
const compare = z.string().max(20).optional()
const asked = { model: name.optional(), range, filters: filterGroupSchema.optional() }
const step = z.number().int().min(0).max(20)

const trends = z.object({
  kind: z.literal('trends'),
  ...asked,
  interval,
  series: z
    .array(eventChoice.extend({ math: z.enum(trendMaths), property: name.optional() }))
    .min(1)
    .max(26),
  breakdown: breakdown.optional(),
  formulas: z
    .array(z.object({ formula: z.string().min(1).max(1000), label: z.string().max(400).optional() }))
    .max(10)
    .optional(),
  compare,
  shown: z.enum(['total', 'cumulative']).optional(),
})

const funnel = z.object({
  kind: z.literal('funnel'),
  ...asked,
  interval,
  steps: z.array(eventChoice).min(2).max(20),
  order: z.enum(funnelOrders),
  window: z.object({ count: z.number().int().min(1).max(10_000), unit: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month']) }),
  exclusions: z
    .array(eventChoice.extend({ fromStep: step, toStep: step }))
    .max(10)
    .optional(),
  breakdown: breakdown.optional(),
  attribution: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('first') }),
      z.object({ by: z.literal('last') }),
      z.object({ by: z.literal('all') }),
      z.object({ by: z.literal('step'), step }),
    ])
    .optional(),
  shown: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('steps') }),
    z.object({ kind: z.literal('times'), fromStep: step, toStep: step, bins: z.number().int().min(1).max(90).optional() }),
    z.object({ kind: z.literal('rates'), fromStep: step, toStep: step }),
  ]),
})

const retention = z.object({
  kind: z.literal('retention'),
  ...asked,
  period: interval,
  periods: z.number().int().min(1).max(120),
  target: eventChoice,
  returning: eventChoice,
  who: z.enum(['first_time', 'recurring']),
  breakdown: breakdown.optional(),
})

const stickiness = z.object({
  kind: z.literal('stickiness'),
  ...asked,
  interval,
  series: z.array(eventChoice).min(1).max(26),
  compare,
  shown: z.literal('cumulative').optional(),
})
const lifecycle = z.object({ kind: z.literal('lifecycle'), ...asked, interval, series: eventChoice, states: z.array(z.enum(lifecycleStates)).optional() })

const paths = z.object({
  kind: z.literal('paths'),
  ...asked,
  property: name.optional(),
  events: z.array(name).max(100).optional(),
  leftOut: z.array(name).max(100).optional(),
  from: name.optional(),
  to: name.optional(),
  steps: z.number().int().min(2).max(20),
  edges: z.number().int().min(1).max(1000),
  least: z.number().int().min(1).optional(),
  most: z.number().int().min(1).optional(),
})

/** A question about what people did. */
export const insightSchema = z.discriminatedUnion('kind', [trends, funnel, retention, stickiness, lifecycle, paths]) as unknown as z.ZodType<Insight>
