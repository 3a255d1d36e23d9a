import { expect, it } from 'vitest'
import { and, rule } from '../../golden/compile.ts'
import type { FilterGroup } from '../types/metric-query.ts'
import { mergeFilterRules } from './merge-filter-rules.ts'

const none = { dimensions: [], metrics: [], tableCalculations: [] }

it('a rule on a field that the chart filters takes its place, however deep', () => {
  const chart: FilterGroup = { id: 'a', or: [rule('x', 'equals', [1]), { id: 'b', and: [rule('y', 'equals', [2])] }] }
  const given = rule('y', 'notEquals', [9])
  expect(mergeFilterRules({ dimensions: chart }, { ...none, dimensions: [given] })).toEqual({
    dimensions: { id: 'a', or: [rule('x', 'equals', [1]), { id: 'b', and: [given] }] },
  })
})

it('the others hold together with the whole of the chart’s filters', () => {
  const chart: FilterGroup = { id: 'a', or: [rule('x', 'equals', [1]), rule('y', 'equals', [2])] }
  const other = rule('z', 'equals', [3])
  expect(mergeFilterRules({ dimensions: chart }, { ...none, dimensions: [other] }).dimensions).toEqual({ id: 'merged-dimensions', and: [chart, other] })
  expect(mergeFilterRules({}, { ...none, metrics: [other] })).toEqual({ metrics: { id: 'merged-metrics', and: [other] } })
})

it('disabled rules count as not given', () => {
  const chart = and(rule('x', 'equals', [1]))
  expect(mergeFilterRules({ dimensions: chart }, { ...none, dimensions: [{ ...rule('x', 'equals', [2]), disabled: true }] })).toEqual({ dimensions: chart })
})
