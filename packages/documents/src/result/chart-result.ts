import { formatItemValue, getItemType, type FieldId, type Item, type ItemsMap } from '@atrium/semantic'

/** One value: as it is, and as people read it. */
export type CellValue = { raw: unknown; formatted: string }
export type ResultRow = Record<FieldId, { value: CellValue }>

/**
 * What a mark or a cell stands for: the field whose value it is, and the row it comes from; of a total a row with only those
 * dimensions that it is of. Of a name on an axis or a heading: its own field.
 */
export type ChartPointSource = { fieldId: FieldId; row: ResultRow }

/** An answer to a chart's question: rows in the order of the answer, and what describes its columns. */
export type ChartResult = {
  rows: readonly ResultRow[]
  fields: ItemsMap
  /** Bucket that had not ended when the data was read, YYYY-MM-DD, by date column. */
  currentPeriods?: Readonly<Record<FieldId, string>>
  /** Whose numbers and words it is shown in, BCP 47; en-US, as the answer has them, when absent. */
  locale?: string | undefined
  /** How drawings write dates, where not as the answer has them; null for values that it has no words for. Tables keep those of the answer. */
  writeDate?: WriteDate
}

export type WriteDate = (item: Item, raw: unknown) => string | null

/** The text of a cell: numbers as its readers write them, all else as the answer has it. */
export function cellText({ fields, locale }: Pick<ChartResult, 'fields' | 'locale'>, fieldId: FieldId, cell: CellValue): string {
  const item = fields[fieldId]
  const isNumber = locale !== undefined && item !== undefined && getItemType(item) === 'number' && numberOf(cell) !== null
  return isNumber ? formatItemValue(item, cell.raw, undefined, locale) : cell.formatted
}

/** A cell of a row as its readers write it. */
export function shownCell(result: Pick<ChartResult, 'fields' | 'locale'>, row: ResultRow | undefined, fieldId: FieldId): CellValue {
  const cell = cellOf(row, fieldId)
  const formatted = cellText(result, fieldId, cell)
  return formatted === cell.formatted ? cell : { ...cell, formatted }
}

/** The text of a cell in a drawing. */
export function drawnText(result: Pick<ChartResult, 'fields' | 'writeDate' | 'locale'>, fieldId: FieldId, cell: CellValue): string {
  const item = result.fields[fieldId]
  return (item === undefined || cell.raw === null ? null : result.writeDate?.(item, cell.raw)) ?? cellText(result, fieldId, cell)
}

/** True for a bucket that had not ended: its numbers still grow. */
export function isCurrentPeriod({ currentPeriods }: Pick<ChartResult, 'currentPeriods'>, fieldId: FieldId, { raw }: Pick<CellValue, 'raw'>): boolean {
  const period = currentPeriods?.[fieldId]
  return period !== undefined && typeof raw === 'string' && raw.startsWith(period)
}

const nothing: CellValue = { raw: null, formatted: '∅' }

/** A cell of a row; "no value" where there is none. */
export const cellOf = (row: ResultRow | undefined, fieldId: FieldId): CellValue => row?.[fieldId]?.value ?? nothing

/** A cell as a number: numbers and numeric texts (large integers come as text); everything else is null. */
export function numberOf({ raw }: CellValue): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null
  if (typeof raw === 'bigint') return Number(raw)
  if (typeof raw !== 'string' || raw.trim() === '') return null
  const value = Number(raw)
  return Number.isFinite(value) ? value : null
}

/** Epoch milliseconds of a date or moment as answers write them (UTC when no offset is written); null for others. */
export function momentOf({ raw }: CellValue): number | null {
  if (typeof raw !== 'string' || !/^\d{4}-\d{2}(-\d{2})?/.test(raw)) return null
  const moment = Date.parse(/^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(raw) ? `${raw.replace(' ', 'T')}Z` : raw)
  return Number.isNaN(moment) ? null : moment
}
