import type { Comparison } from '@atrium/semantic'
import { isCompared, timeBasesOf, toggledComparison, type TimeBase } from '../../explore/comparisons.ts'
import { useExplore } from './explore-context.ts'

export type Compare = {
  /** Dates that the query can be compared over; the first one is meant when nobody says which. */
  bases: TimeBase[]
  comparisons: readonly Comparison[]
  isOn: (comparison: Comparison) => boolean
  /** Adds or removes a comparison and shows its columns. */
  toggle: (comparison: Comparison) => void
}

/** Comparisons of the explore's query with earlier times. */
export function useCompare(): Compare {
  const { state, items, editAndRun } = useExplore()
  const query = state.metricQuery
  return {
    bases: timeBasesOf(query, items),
    comparisons: query.comparisons ?? [],
    isOn: (comparison) => isCompared(query, comparison),
    toggle: (comparison) => editAndRun({ type: 'set-comparisons', comparisons: toggledComparison(query, comparison) }),
  }
}
