import { fieldIdOf } from '../names/field-id.ts'
import type { Explore } from '../types/explore.ts'
import type { FieldId, Item, MetricQuery } from '../types/metric-query.ts'
import { exploreIndex } from './explore-index.ts'
import { findDimension } from './find-dimension.ts'

/** What describes a dimension or metric of a query: the query's own ones, then those of the explore. */
export function itemOfQuery(explore: Explore, query: MetricQuery): (fieldId: FieldId) => Item | undefined {
  const index = exploreIndex(explore)
  return (fieldId) =>
    query.customDimensions?.find(({ id }) => id === fieldId) ??
    query.additionalMetrics?.find(({ table, name }) => fieldIdOf(table, name) === fieldId) ??
    index.metrics.get(fieldId) ??
    findDimension(index, fieldId)
}
