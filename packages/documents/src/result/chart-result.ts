import type { FieldId, Item, ItemsMap } from '@atrium/semantic'

/** One value: as it is, and as people read it. */
export type CellValue = { raw: unknown; formatted: string }
export type ResultRow = Record<FieldId, { value: CellValue }>

/** An answer to a chart's question: rows in the order of the answer, and what describes its columns. */
export type ChartResult = {
  rows: readonly ResultRow[]
  fields: ItemsMap
  /** Bucket that had not ended when the data was read, YYYY-MM-DD, by date column. */
  currentPeriods?: Readonly<Record<FieldId, string>>
  /** How drawings write dates, where not as the answer has them; null for values that it has no words for. Tables keep those of the answer. */
  writeDate?: WriteDate
}

export type WriteDate = (item: Item, raw: unknown) => string | null

/** The text of a cell in a drawing. */
export function drawnText({ fields, writeDate }: Pick<ChartResult, 'fields' | 'writeDate'>, fieldId: FieldId, { raw, formatted }: CellValue): string {
  const item = fields[fieldId]
  return (item === undefined || raw === null ? null : writeDate?.(item, raw)) ?? formatted
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
