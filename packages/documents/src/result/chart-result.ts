import type { FieldId, ItemsMap } from '@atrium/semantic'

/** One value of an answer: as it is, and as people read it. */
export type ResultCell = { value: { raw: unknown; formatted: string } }
export type ResultRow = Record<FieldId, ResultCell>

/** An answer to a chart's question: rows in the order of the answer, and what describes its columns. */
export type ChartResult = { rows: ResultRow[]; fields: ItemsMap }

/** Value of a cell as it is; `null` when the row does not have it. */
export const rawOf = (row: ResultRow | undefined, fieldId: FieldId): unknown => row?.[fieldId]?.value.raw ?? null

/** A raw value as a number: numbers and numeric texts (large integers come as text); everything else is `null`. */
export function toNumber(raw: unknown): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null
  if (typeof raw === 'bigint') return Number(raw)
  if (typeof raw !== 'string' || raw.trim() === '') return null
  const value = Number(raw)
  return Number.isFinite(value) ? value : null
}

/** A value as a key: equal for equal values, different for 1, '1', true and null. */
export const keyOf = (raw: unknown): string => (raw === undefined ? 'null' : (JSON.stringify(raw) ?? String(raw)))

/** Epoch milliseconds of a date or moment as answers write them (UTC when no offset is written); `null` for others. */
export function toMoment(raw: unknown): number | null {
  if (typeof raw !== 'string' || !/^\d{4}-\d{2}(-\d{2})?/.test(raw)) return null
  const text = /^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(raw) ? `${raw.replace(' ', 'T')}Z` : raw
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? null : moment
}
