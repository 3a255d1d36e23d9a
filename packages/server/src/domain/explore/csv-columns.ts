import { formatItemValue, getItemLabel, type Item, type ItemsMap, type ResultColumn } from '@atrium/semantic'
import { csvQuoted, csvText } from '../../rendering/csv.ts'
import type { CsvExport } from './csv-export.ts'

/** One column of an export: where it stands in the engine's file, its heading, and how a value is written. */
export type CsvColumn = { fieldId: string; index: number; heading: string; write(value: string | null): string }

/**
 * The columns of an export in their order: first those of `columnOrder`, then the rest as the query has them; hidden
 * ones left out. Dates are `YYYY-MM-DD` and timestamps `YYYY-MM-DD HH:mm:ss` in both variants (behaviour §18).
 */
export function csvColumns(columns: readonly ResultColumn[], fields: ItemsMap, layout: CsvExport['layout']): CsvColumn[] {
  const hidden = new Set(layout.hiddenFields ?? [])
  const rank = new Map(layout.columnOrder.map((fieldId, index) => [fieldId, index]))
  return columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => !column.hidden && !hidden.has(column.fieldId))
    .toSorted((a, b) => (rank.get(a.column.fieldId) ?? 1e6 + a.index) - (rank.get(b.column.fieldId) ?? 1e6 + b.index))
    .map(({ column, index }) => ({
      fieldId: column.fieldId,
      index,
      heading: headingOf(column.fieldId, fields[column.fieldId], layout),
      write: writerOf(column, fields[column.fieldId], layout.onlyRaw),
    }))
}

function headingOf(fieldId: string, item: Item | undefined, layout: CsvExport['layout']): string {
  const custom = layout.customLabels !== undefined && Object.hasOwn(layout.customLabels, fieldId) ? layout.customLabels[fieldId] : undefined
  if (custom !== undefined) return custom
  return item === undefined ? fieldId : getItemLabel(item, { withTable: layout.showTableNames })
}

function writerOf(column: ResultColumn, item: Item | undefined, onlyRaw: boolean): CsvColumn['write'] {
  switch (column.type) {
    case 'date':
      return (value) => (value === null ? '' : value.slice(0, 10))
    case 'timestamp':
      return (value) => (value === null ? '' : value.replace('T', ' ').slice(0, 19))
    case 'number':
      if (onlyRaw) return (value) => value ?? ''
      return remembered((value) => csvQuoted(formatItemValue(item, value === null ? null : Number(value))))
    case 'boolean':
      if (onlyRaw) return (value) => value ?? ''
      return (value) => formatItemValue(item, value === null ? null : value === 'true')
    case 'string':
      if (onlyRaw) return (value) => (value === null ? '' : csvText(value))
      return remembered((value) => csvText(formatItemValue(item, value)))
  }
}

/** Values repeat: each is formatted once. */
function remembered(write: CsvColumn['write']): CsvColumn['write'] {
  const known = new Map<string | null, string>()
  return (value) => {
    const seen = known.get(value)
    if (seen !== undefined) return seen
    const written = write(value)
    if (known.size < 20_000) known.set(value, written)
    return written
  }
}
