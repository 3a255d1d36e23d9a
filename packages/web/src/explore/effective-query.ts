import { defaultSorts, type ItemsMap, type MetricQuery } from '@atrium/semantic'
import { runnableQuery } from './runnable-query.ts'

/** The query as it is asked and saved: without unfinished filters, in the default order unless one was chosen. */
export function effectiveQuery(query: MetricQuery, items: ItemsMap): MetricQuery {
  const runnable = runnableQuery(query, items)
  return runnable.sorts.length > 0 ? runnable : { ...runnable, sorts: defaultSorts(runnable, items) }
}
