import type { Explore } from '@atrium/semantic'
import type { ResultRow, Results } from '../../../api/results.ts'
import type { ClickedValue } from '../../../dashboard/cross-filters.ts'
import { itemsOfExplore } from '../../../explore/items-of-query.ts'

/** What a row is of, as far as other tiles can be filtered by it: the values of dimensions of the model, in the order of the question. */
export function dimensionsOfRow(
  { explore, metricQuery }: Pick<Results, 'metricQuery'> & { explore: Explore },
  row: ResultRow,
  tileUuid: string,
): ClickedValue[] {
  const items = itemsOfExplore(explore)
  return metricQuery.dimensions.flatMap((fieldId) => {
    const item = items[fieldId]
    const cell = row[fieldId]
    return cell === undefined || item === undefined || !('table' in item) ? [] : [{ fieldId, tableName: item.table, tileUuid, value: cell.value.raw ?? null }]
  })
}
