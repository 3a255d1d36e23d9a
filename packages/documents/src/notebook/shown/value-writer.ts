import { formatItemValue, type CompiledDimension, type DimensionType } from '@atrium/semantic'

/** What a column is written by. */
type Written = { name: string; type: DimensionType; /** A format code; absent or null: as its type is written. */ format?: string | null }

/** Writes the values of a column as people read them, numbers as in `locale`. */
export function valueWriter({ name, type, format }: Written, locale: string | undefined): (raw: unknown) => string {
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
    ...(format === undefined || format === null || format === '' ? {} : { format }),
  }
  return (raw) => formatItemValue(item, raw ?? null, 'UTC', locale)
}
