import { getItemLabel, type ItemsMap, type MetricQuery } from '@atrium/semantic'
import { i18next } from '../i18n/i18n.ts'
import type { TFunction } from 'i18next'

/** A name for what is asked: "Revenue and Orders by Month", "Statuses" without a metric. */
export function suggestedName(query: MetricQuery, items: ItemsMap, exploreLabel: string, t: TFunction): string {
  const label = (fieldId: string): string => {
    const item = items[fieldId]
    return item === undefined ? fieldId : getItemLabel(item)
  }
  const list = (ids: readonly string[]): string => new Intl.ListFormat(i18next.language).format(ids.slice(0, 3).map(label))
  if (query.metrics.length === 0) return query.dimensions.length === 0 ? exploreLabel : list(query.dimensions)
  if (query.dimensions.length === 0) return list(query.metrics)
  return t('save.suggested', { metrics: list(query.metrics), dimensions: list(query.dimensions) })
}
