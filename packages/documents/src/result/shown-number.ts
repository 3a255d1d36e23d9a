import type { FieldId, Item } from '@atrium/semantic'
import { cellOf, numberOf, type ResultRow } from './chart-result.ts'

/** A number as people see it: a percentage of 0.05 counts as 5. Null where there is no number. */
export function shownNumber(item: Item | undefined, row: ResultRow, fieldId: FieldId): number | null {
  const value = numberOf(cellOf(row, fieldId))
  if (value === null || !isPercentItem(item)) return value
  // 0.07 × 100 is 7.000000000000001, and a rule about 7 means 7.
  return Number((value * 100).toPrecision(15))
}

function isPercentItem(item: Item | undefined): boolean {
  if (item === undefined) return false
  const options = 'formatOptions' in item && item.formatOptions !== undefined ? item.formatOptions : 'format' in item ? item.format : undefined
  return (typeof options === 'object' ? options.type : options) === 'percent'
}
