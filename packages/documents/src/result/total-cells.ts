import { calculationsWithoutTotal, formatItemValue, type FieldId, type WithoutTotal } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { ownValue } from '../own-value.ts'
import type { CellValue, ChartResult } from './chart-result.ts'

/** A total; "–" with the reason where a calculation has none. */
export type TotalCell = CellValue & { why?: WithoutTotal }

/**
 * Makes the cells of one kind of totals: those told apart by `dimensions`, by none for the grand total. Values are the
 * warehouse's; a field that it gave no value for has null, a calculation that can have none says why.
 */
export function totalCells(
  { metricQuery, tableName }: ChartDocument,
  { fields, locale }: Pick<ChartResult, 'fields' | 'locale'>,
  dimensions: readonly FieldId[] = [],
): (totals: Readonly<Record<FieldId, unknown>>, fieldId: FieldId) => TotalCell | null {
  const itemOf = (fieldId: FieldId) => ownValue(fields, fieldId)
  const without = calculationsWithoutTotal({ ...metricQuery, exploreName: tableName }, { itemOf, dimensions })
  return (totals, fieldId) => {
    const why = without.get(fieldId)
    if (why !== undefined) return { raw: null, formatted: '–', why }
    const raw = ownValue(totals, fieldId)
    return raw === undefined ? null : { raw, formatted: formatItemValue(itemOf(fieldId), raw, undefined, locale) }
  }
}
