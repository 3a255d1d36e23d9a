import {
  bool,
  columnFromArray,
  float64,
  int64,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  TimeUnit,
  timestamp,
  Type,
  utf8,
  type Column,
} from '@uwdata/flechette'
import { NotShareable } from '../values.ts'

/** Values of a column: a typed array where all are numbers, else a list with null for gaps. */
export type ColumnValues = readonly unknown[] | Float64Array | BigInt64Array
export type ArrowTable = ReturnType<typeof tableFromIPC>
export type ArrowColumn = Column<unknown>

/** Moments as `Date`, whole numbers of 64 bits as numbers. */
export const readArrow = (bytes: Uint8Array): ArrowTable => tableFromIPC(bytes, { useDate: true })

/** Of values that were read and cannot have changed since, the column that they were read from. */
const unchanged = new WeakMap<object, ArrowColumn>()
/** Whole numbers that are read as doubles are written as whole numbers again. */
const wholeNumbers = new WeakSet()

/** The values of a column. Lists are frozen, so that a column which is handed on is known to be the same. */
export function readColumn(bytes: Uint8Array, table: ArrowTable, name: string): ColumnValues {
  const column = table.getChild(name) as ArrowColumn
  const values = valuesOf(column, bytes, name)
  if (ArrayBuffer.isView(values)) {
    if (values.buffer === column.data[0]?.values?.buffer) unchanged.set(values, column)
    else if (column.type.typeId === Type.Int) wholeNumbers.add(values)
  } else {
    unchanged.set(Object.freeze(values), column)
  }
  return values
}

function valuesOf(column: ArrowColumn, bytes: Uint8Array, name: string): ColumnValues {
  try {
    return column.toArray() as ColumnValues
  } catch {
    // A whole number that no double holds: the column is one of `bigint`.
    return tableFromIPC(bytes, { useDate: true, useBigInt: true }).getChild(name).toArray() as ColumnValues
  }
}

/** A table as an Arrow IPC stream. */
export function writeArrow(columns: readonly (readonly [name: string, column: ArrowColumn])[]): ArrayBuffer {
  const bytes = tableToIPC(tableFromColumns(columns.map(([name, column]) => [name, column])), { format: 'stream' })
  if (bytes === null) throw new NotShareable('', 'a table that cannot be written')
  return bytes.byteLength === bytes.buffer.byteLength ? (bytes.buffer as ArrayBuffer) : bytes.slice().buffer
}

/** Whether a column can be written again as it is: parts of several tables may be cut differently, dictionaries be others'. */
export const canBeKept = (column: ArrowColumn): boolean => column.data.length === 1 && column.type.typeId !== Type.Dictionary

/** Values as a column. Throws `NotShareable` for mixed and foreign ones. */
export function toColumn(name: string, values: ColumnValues): ArrowColumn {
  const same = unchanged.get(values)
  if (same !== undefined && canBeKept(same)) return same
  if (ArrayBuffer.isView(values)) return toNumbers(values)
  const kinds = new Set<string>()
  let gaps = false
  for (const value of values) {
    if (value === null || value === undefined) gaps = true
    else kinds.add(value instanceof Date ? 'Date' : typeof value)
  }
  if (kinds.size > 1) throw new NotShareable(`.${name}`, `a column that mixes ${[...kinds].join(' and ')}`)
  const [kind = 'string'] = kinds
  switch (kind) {
    case 'number':
      return gaps ? columnFromArray(values as number[], float64()) : narrowNumbers(values as number[])
    case 'bigint':
      return columnFromArray(values as bigint[], int64())
    case 'boolean':
      return columnFromArray(values as boolean[], bool())
    case 'string':
      return columnFromArray(values as string[], utf8())
    case 'Date':
      return columnFromArray(values as Date[], timestamp(TimeUnit.MILLISECOND, null))
    default:
      throw new NotShareable(`.${name}`, `a column of ${kind}s`)
  }
}

const toNumbers = (values: Float64Array | BigInt64Array): ArrowColumn =>
  wholeNumbers.has(values) && (values as Float64Array).every(Number.isSafeInteger)
    ? columnFromArray(BigInt64Array.from(values as Float64Array, BigInt))
    : columnFromArray(values)

/** Whole numbers stay whole numbers, for whoever groups by them. */
function narrowNumbers(values: readonly number[]): ArrowColumn {
  if (values.every((value) => (value | 0) === value)) return columnFromArray(Int32Array.from(values))
  return columnFromArray(values.every(Number.isSafeInteger) ? BigInt64Array.from(values, BigInt) : Float64Array.from(values))
}
