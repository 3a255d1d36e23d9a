import type { ItemsMap } from '@atrium/semantic'

/** One cell: the value, and how people read it. */
export type CellValue = { raw: unknown; formatted: string }
export type ResultRow = Record<string, { value: CellValue }>

/** An answer as it is drawn: rows by field id, and the fields themselves. */
export type ChartResult = { rows: readonly ResultRow[]; fields: ItemsMap }

const nothing: CellValue = { raw: null, formatted: '∅' }

/** A cell of a row; "no value" where there is none. */
export const cellOf = (row: ResultRow | undefined, fieldId: string): CellValue => row?.[fieldId]?.value ?? nothing

/** A cell as a number: null for nothing and for text that is none. */
export function numberOf({ raw }: CellValue): number | null {
  if (typeof raw === 'number') return raw
  if (typeof raw !== 'string' || raw.trim() === '') return null
  const value = Number(raw)
  return Number.isFinite(value) ? value : null
}
