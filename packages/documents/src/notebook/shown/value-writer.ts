import { formatItemValue, type CompiledDimension, type DimensionType } from '@atrium/semantic'
import { plainNumbers } from '../../result/plain-numbers.ts'

/** What a column is written by. */
type Written = { name: string; type: DimensionType; /** A format code; absent or null: as its type is written. */ format?: string | null }

/** Writes single values of a column as people read them, numbers as in `locale`. */
export const valueWriter = (column: Written, locale: string | undefined): ((raw: unknown) => string) => writerOf(column, locale, {})

/** The same for values that stand under each other: numbers to which nobody gave a format have the decimals that all of them need. */
export const columnWriter = (column: Written, values: readonly unknown[], locale: string | undefined): ((raw: unknown) => string) =>
  writerOf(column, locale, column.type === 'number' && !hasFormat(column.format) ? plainNumbers(column.name, values) : {})

const hasFormat = (format: string | null | undefined): format is string => format !== undefined && format !== null && format !== ''

function writerOf({ name, type, format }: Written, locale: string | undefined, plain: Pick<CompiledDimension, 'format' | 'round'>): (raw: unknown) => string {
  const item: CompiledDimension = {
    fieldType: 'dimension',
    type,
    index: 0,
    name,
    label: name,
    table: '',
    tableLabel: '',
    sql: '',
    compiledSql: '',
    hidden: false,
    ...plain,
    ...(hasFormat(format) ? { format } : {}),
  }
  return (raw) => formatItemValue(item, raw ?? null, 'UTC', locale)
}
