import type { Explore } from '../types/explore.ts'
import type { FieldId, MetricQuery, SortField } from '../types/metric-query.ts'
import { dimensionOf } from './find-dimension.ts'

/**
 * The sorts of a query whose dates may have been asked for in another grain when the order was chosen: an order by a date
 * that the query has in another interval goes by that one. All other sorts stay as they are, each field once.
 */
export function sortsInGrain(explore: Explore, { dimensions, sorts }: Pick<MetricQuery, 'dimensions' | 'sorts'>): SortField[] {
  const baseOf = (fieldId: FieldId): string | undefined => {
    const dimension = dimensionOf(explore, fieldId)
    return dimension?.timeIntervalBaseDimensionName === undefined ? undefined : `${dimension.table}.${dimension.timeIntervalBaseDimensionName}`
  }
  const shownAs = new Map<string, FieldId>()
  for (const fieldId of dimensions) {
    const base = baseOf(fieldId)
    if (base !== undefined && !shownAs.has(base)) shownAs.set(base, fieldId)
  }
  const followed = sorts.map((sort) =>
    dimensions.includes(sort.fieldId) ? sort : { ...sort, fieldId: shownAs.get(baseOf(sort.fieldId) ?? '') ?? sort.fieldId },
  )
  return followed.filter(({ fieldId }, place) => followed.findIndex((each) => each.fieldId === fieldId) === place)
}
