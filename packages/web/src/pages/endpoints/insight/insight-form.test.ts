import { fromInsight } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { asKind, breakdownsOf, newInsight, nodesOf, partOf, presetOf, rulesOf, withBreakdowns, withNodes, withPart } from './insight-form.ts'
import { insightKinds } from './insight-words.ts'

describe('the form of an insight', () => {
  it('begins with one that can be asked, of every kind', () => {
    for (const kind of insightKinds) expect(() => fromInsight(asKind(newInsight('web_events'), kind)), kind).not.toThrow()
    expect(fromInsight(asKind(newInsight(), 'FunnelsQuery'))).toMatchObject({ kind: 'funnel', steps: [{ event: null }, { event: null }] })
  })

  it('keeps the events, the time and the conditions when another kind is chosen, and leaves what it has no meaning for', () => {
    const trends = {
      ...newInsight(),
      dateRange: { date_from: 'all' },
      properties: [{ key: 'device', value: 'phone' }],
      series: [
        { event: 'view', math: 'sum', math_property: 'price', custom_name: 'Seen' },
        { event: 'buy', math: 'dau' },
      ],
      trendsFilter: { formula: 'A/B' },
    }
    const retention = asKind(trends, 'RetentionQuery')
    expect(fromInsight(retention)).toMatchObject({
      kind: 'retention',
      target: { event: 'view' },
      returning: { event: 'buy' },
      range: { from: 'all' },
      filters: { and: [{ target: { fieldId: 'device' } }] },
    })
    expect(retention).not.toHaveProperty('trendsFilter')
    expect(nodesOf(retention).map(({ event }) => event)).toEqual(['view', 'buy'])
    expect(fromInsight(asKind(retention, 'FunnelsQuery'))).toMatchObject({ steps: [{ event: 'view', label: 'Seen' }, { event: 'buy' }] })
  })

  it('changes what it knows, and keeps every word that it does not know', () => {
    const words = { kind: 'FunnelsQuery', series: [{ event: 'a', mine: 1 }, { event: 'b' }], funnelsFilter: { layout: 'vertical' }, tags: { name: 'x' } }
    const changed = withPart(withNodes(words, [...nodesOf(words), { event: 'c' }]), 'funnelsFilter', { funnelOrderType: 'strict' })
    expect(changed).toEqual({
      ...words,
      series: [{ event: 'a', mine: 1 }, { event: 'b' }, { event: 'c' }],
      funnelsFilter: { layout: 'vertical', funnelOrderType: 'strict' },
    })
    expect(withPart(changed, 'funnelsFilter', { layout: undefined, funnelOrderType: undefined })).not.toHaveProperty('funnelsFilter')
  })

  it('reads both ways to break down, and writes the newer one', () => {
    const words = { ...newInsight(), breakdownFilter: { breakdown: 'country', breakdown_type: 'person' } }
    expect(breakdownsOf(words)).toEqual([{ property: 'country', type: 'person' }])
    const changed = withBreakdowns(words, ['person:country', 'event:device'])
    expect(fromInsight(changed)).toMatchObject({ breakdown: { properties: ['person.country', 'device'] } })
    expect(withBreakdowns(changed, [])).not.toHaveProperty('breakdownFilter')
    const more = { ...newInsight(), breakdownFilter: { breakdowns: [{ property: 'url:path', type: 'session', normalize_url: true }] } }
    expect(partOf(withBreakdowns(more, ['event:device', 'session:url:path']), 'breakdownFilter')).toEqual({
      breakdowns: [
        { property: 'device', type: 'event' },
        { property: 'url:path', type: 'session', normalize_url: true },
      ],
    })
  })

  it('knows conditions in a list, and that groups of them are more than it can show', () => {
    expect(
      rulesOf([
        { key: 'device', value: ['phone'] },
        { key: 'age', operator: 'gt', value: 3, type: 'person' },
        { key: 'id', value: 7, type: 'cohort', cohort_name: 'Buyers' },
      ]),
    ).toEqual([
      { key: 'device', operator: 'exact', value: ['phone'], type: 'event' },
      { key: 'age', operator: 'gt', value: 3, type: 'person' },
      { key: 'id', operator: 'exact', value: 7, type: 'cohort', cohort_name: 'Buyers' },
    ])
    expect(rulesOf({ type: 'OR', values: [] })).toBeNull()
    expect(rulesOf(undefined)).toEqual([])
  })

  it('knows the usual stretches of time', () => {
    expect(presetOf(newInsight())).toBe('-30d')
    expect(presetOf({ kind: 'TrendsQuery' })).toBe('-7d')
    expect(presetOf({ kind: 'TrendsQuery', dateRange: { date_from: '-30d', date_to: '-1d' } })).toBeNull()
  })
})
