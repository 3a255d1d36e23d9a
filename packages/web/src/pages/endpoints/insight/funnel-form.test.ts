import { fromInsight } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { attributionOf, stepAttribution, withAttribution, withoutNode } from './funnel-form.ts'
import { nodesOf, partOf } from './insight-form.ts'

const funnel = (funnelsFilter: object, steps = ['a', 'b', 'c', 'd']) => ({ kind: 'FunnelsQuery', series: steps.map((event) => ({ event })), funnelsFilter })
const without = (place: number, filter: object) => partOf(withoutNode(funnel(filter), place), 'funnelsFilter')
const exclusion = (funnelFromStep: number, funnelToStep: number) => ({ event: 'x', mine: 1, funnelFromStep, funnelToStep })

describe('a funnel without one of its steps', () => {
  it('has the others, in any kind of insight', () => {
    expect(nodesOf(withoutNode(funnel({}), 1)).map(({ event }) => event)).toEqual(['a', 'c', 'd'])
    expect(withoutNode({ kind: 'TrendsQuery', series: [{ event: 'a' }, { event: 'b' }] }, 0)).toEqual({ kind: 'TrendsQuery', series: [{ event: 'b' }] })
  })

  it('leaves out who does something between the same steps as before', () => {
    const exclusions = [exclusion(0, 1), exclusion(1, 3), exclusion(2, 3)]
    expect(without(0, { exclusions })).toEqual({ exclusions: [exclusion(0, 2), exclusion(1, 2)] })
    expect(without(1, { exclusions })).toEqual({ exclusions: [exclusion(1, 2), exclusion(1, 2)] })
    expect(without(3, { exclusions })).toEqual({ exclusions: [exclusion(0, 1), exclusion(1, 2)] })
    expect(without(3, { exclusions: [exclusion(2, 3)], layout: 'vertical' })).toEqual({ layout: 'vertical' })
  })

  it('is told from one step to another as far as they are left', () => {
    expect(without(0, { funnelFromStep: 1, funnelToStep: 3 })).toEqual({ funnelFromStep: 0, funnelToStep: 2 })
    expect(without(3, { funnelToStep: 3 })).toEqual({ funnelToStep: 2 })
    expect(without(3, { funnelFromStep: 2 })).toEqual({})
  })

  it('goes by the value of the same step, or of the first one when that is gone', () => {
    const by = (step: number) => ({ breakdownAttributionType: 'step', breakdownAttributionValue: step })
    expect(without(1, by(3))).toEqual(by(2))
    expect(without(2, by(1))).toEqual(by(1))
    expect(without(3, by(3))).toEqual({})
    expect(without(3, { breakdownAttributionType: 'last_touch' })).toEqual({ breakdownAttributionType: 'last_touch' })
  })

  it('can be asked whichever one is taken away', () => {
    const filter = {
      exclusions: [exclusion(0, 3), exclusion(2, 3)],
      funnelVizType: 'trends',
      funnelFromStep: 2,
      funnelToStep: 3,
      breakdownAttributionType: 'step',
      breakdownAttributionValue: 3,
    }
    for (const place of [0, 1, 2, 3]) {
      const insight = fromInsight(withoutNode(funnel(filter), place))
      if (insight.kind !== 'funnel' || insight.shown.kind !== 'rates') throw new Error('another insight')
      for (const { fromStep, toStep } of [...(insight.exclusions ?? []), insight.shown]) {
        expect(fromStep, String(place)).toBeLessThan(toStep)
        expect(toStep, String(place)).toBeLessThan(3)
      }
      if (insight.attribution?.by === 'step') expect(insight.attribution.step).toBeLessThan(3)
    }
  })
})

describe('whose value of a breakdown a funnel goes by', () => {
  it('is written in the words of the format, and the usual one not at all', () => {
    const words = { ...funnel({ layout: 'vertical' }), breakdownFilter: { breakdowns: [{ property: 'device' }] } }
    expect(attributionOf(words)).toBe('first_touch')
    expect(fromInsight(withAttribution(words, 'last_touch'))).toMatchObject({ attribution: { by: 'last' } })
    expect(fromInsight(withAttribution(words, 'all_events'))).toMatchObject({ attribution: { by: 'all' } })
    const third = withAttribution(words, stepAttribution(2))
    expect(fromInsight(third)).toMatchObject({ attribution: { by: 'step', step: 2 } })
    expect(attributionOf(third)).toBe(stepAttribution(2))
    expect(withAttribution(third, 'first_touch')).toEqual(words)
    expect(partOf(withAttribution(third, 'last_touch'), 'funnelsFilter')).toEqual({ layout: 'vertical', breakdownAttributionType: 'last_touch' })
  })
})
