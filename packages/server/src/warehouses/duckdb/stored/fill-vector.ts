import { isUtf8 } from 'node:buffer'
import bindings from '@duckdb/node-bindings'
import { DateUnit, TimeUnit, Type, type Batch, type DataType } from '@uwdata/flechette'
import { DamagedRows } from './damaged-rows.ts'
import type { Vector } from './vectors.ts'

/** How a column of an Arrow table gets into the engine: values lie in `sql` and are of `type` when cast to it. */
export type VectorFiller = {
  sql: string
  type: string
  /** Copies `count` values from `from` on to the beginning of a vector. Throws `DamagedRows` where they are not there. */
  fill(vector: Vector, batch: Batch<unknown>, from: number, count: number): void
}

/** `name` is for whoever reads why it cannot be. */
export function vectorFiller(type: DataType, name: string): VectorFiller {
  switch (type.typeId) {
    case Type.Null:
      return filler('INTEGER', () => undefined)
    case Type.Bool:
      return filler('BOOLEAN', booleans)
    case Type.Int:
      return filler(`${type.signed ? '' : 'U'}${{ 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth]}`, copied(type.bitWidth / 8))
    case Type.Float:
      if (type.precision === 0) throw unknown(name)
      return type.precision === 1 ? filler('FLOAT', copied(4)) : filler('DOUBLE', copied(8))
    case Type.Decimal:
      return { ...filler(`DECIMAL(38,${type.scale})`, decimals(type.bitWidth / 8)), type: `DECIMAL(${Math.min(type.precision, 38)},${type.scale})` }
    case Type.Date:
      return type.unit === DateUnit.DAY ? filler('DATE', copied(4)) : { ...filler('TIMESTAMP_MS', copied(8)), type: 'DATE' }
    case Type.Time:
      return filler('TIME', times(microsOf(type.unit)))
    case Type.Timestamp: {
      const kind = {
        [TimeUnit.SECOND]: 'TIMESTAMP_S',
        [TimeUnit.MILLISECOND]: 'TIMESTAMP_MS',
        [TimeUnit.MICROSECOND]: 'TIMESTAMP',
        [TimeUnit.NANOSECOND]: 'TIMESTAMP_NS',
      }[type.unit]
      const isInstant = (type.timezone ?? '') !== ''
      if (isInstant && kind === 'TIMESTAMP') return filler('TIMESTAMP WITH TIME ZONE', copied(8))
      return { ...filler(kind, copied(8)), type: isInstant ? 'TIMESTAMP WITH TIME ZONE' : kind }
    }
    case Type.Utf8:
    case Type.LargeUtf8:
      return filler('VARCHAR', texts(true))
    case Type.Binary:
    case Type.LargeBinary:
      return filler('BLOB', texts(false))
    case Type.Dictionary:
      if (type.dictionary.typeId !== Type.Utf8 && type.dictionary.typeId !== Type.LargeUtf8) throw unknown(name)
      return filler('VARCHAR', words)
    case Type.List:
    case Type.LargeList: {
      const item = vectorFiller(part(type.children, 0, name), name)
      return composed(`${item.sql}[]`, `${item.type}[]`, lists(item, rangesOfOffsets))
    }
    case Type.FixedSizeList: {
      const item = vectorFiller(part(type.children, 0, name), name)
      return composed(
        `${item.sql}[]`,
        `${item.type}[]`,
        lists(item, (_, row) => [row * type.stride, type.stride]),
      )
    }
    case Type.Map: {
      const entries = part(type.children, 0, name)
      if (entries.typeId !== Type.Struct) throw unknown(name)
      const [key, value] = [vectorFiller(part(entries.children, 0, name), name), vectorFiller(part(entries.children, 1, name), name)]
      const entry = composed('', '', structs([key, value]))
      return composed(`MAP(${key.sql}, ${value.sql})`, `MAP(${key.type}, ${value.type})`, lists(entry, rangesOfOffsets))
    }
    case Type.Struct: {
      const parts = type.children.map(({ name: own, type: of }) => ({ own: `"${own.replaceAll('"', '""')}"`, ...vectorFiller(of, name) }))
      if (parts.length === 0) throw unknown(name)
      const of = (key: 'sql' | 'type'): string => `STRUCT(${parts.map((one) => `${one.own} ${one[key]}`).join(', ')})`
      return composed(of('sql'), of('type'), structs(parts))
    }
    default:
      throw unknown(name)
  }
}

const unknown = (name: string): DamagedRows =>
  new DamagedRows(`The column "${name.slice(0, 200)}" has a type that tables cannot keep. Make it numbers, texts, days or moments first.`)
const torn = (): DamagedRows => new DamagedRows('The table ends before its rows do.')

function part(children: readonly { type: DataType }[], index: number, name: string): DataType {
  const child = children[index]
  if (child === undefined) throw unknown(name)
  return child.type
}

type Fill = VectorFiller['fill']

const filler = (sql: string, fill: Fill): VectorFiller => composed(sql, sql, fill)
const composed = (sql: string, type: string, fill: Fill): VectorFiller => ({
  sql,
  type,
  fill(vector, batch, from, count) {
    if (from + count > batch.length) throw torn()
    markNulls(vector, batch, from, count)
    fill(vector, batch, from, count)
  },
})

function markNulls(vector: Vector, batch: Batch<unknown>, from: number, count: number): void {
  if (batch.nullCount === 0 || count === 0) return
  const isNone = batch.type.typeId === Type.Null
  if (!isNone && (batch.validity?.length ?? 0) * 8 < from + count) throw torn()
  const bits = new Uint8Array(Math.ceil(count / 64) * 8)
  for (let row = 0; row < count; row++) if (!isNone && batch.isValid(from + row)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
  bindings.vector_ensure_validity_writable(vector)
  bindings.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength)
}

const isThere = (batch: Batch<unknown>, row: number): boolean => batch.nullCount === 0 || batch.isValid(row)

/** The bytes of a batch's values; they are there, or it throws. */
function bytesOf({ values }: Batch<unknown>, from: number, count: number): Uint8Array {
  if (!ArrayBuffer.isView(values) || values.byteLength < from + count) throw torn()
  return new Uint8Array(values.buffer, values.byteOffset + from, count)
}

function put(vector: Vector, bytes: Uint8Array | BigInt64Array | BigUint64Array): void {
  if (bytes.byteLength > 0) bindings.copy_data_to_vector(vector, 0, bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
}

const copied =
  (width: number): Fill =>
  (vector, batch, from, count) =>
    put(vector, bytesOf(batch, from * width, count * width))

const booleans: Fill = (vector, batch, from, count) => {
  const bits = bytesOf(batch, 0, (from + count + 7) >> 3)
  put(
    vector,
    Uint8Array.from({ length: count }, (_, row) => ((bits[(from + row) >> 3] ?? 0) >> ((from + row) & 7)) & 1),
  )
}

/** Any width becomes 128 bits, of which the cast to the type sees whether they are too many. */
const decimals =
  (width: number): Fill =>
  (vector, batch, from, count) => {
    const bytes = bytesOf(batch, from * width, count * width)
    if (width === 16) return put(vector, bytes)
    const read = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const wide = new BigInt64Array(2 * count)
    for (let row = 0; row < count; row++) {
      const low = width === 4 ? BigInt(read.getInt32(row * 4, true)) : read.getBigInt64(row * width, true)
      wide[2 * row] = low
      wide[2 * row + 1] = width === 32 ? read.getBigInt64(row * 32 + 8, true) : low < 0n ? -1n : 0n
      if (width !== 32 || !isThere(batch, from + row)) continue
      const sign = (wide[2 * row + 1] ?? 0n) < 0n ? -1n : 0n
      if (read.getBigInt64(row * 32 + 16, true) !== sign || read.getBigInt64(row * 32 + 24, true) !== sign)
        throw new DamagedRows('A decimal number has more than 38 digits. Make it a text first.')
    }
    return put(vector, wide)
  }

const dayMicros = 86_400_000_000n
const microsOf = (unit: number): ((value: bigint) => bigint) =>
  unit === TimeUnit.SECOND
    ? (value) => value * 1_000_000n
    : unit === TimeUnit.MILLISECOND
      ? (value) => value * 1000n
      : unit === TimeUnit.MICROSECOND
        ? (value) => value
        : (value) => value / 1000n

const times =
  (micros: (value: bigint) => bigint): Fill =>
  (vector, batch, from, count) => {
    const values = batch.values
    if (values === undefined || values.length < from + count) throw torn()
    const wide = BigInt64Array.from({ length: count }, (_, row) => (isThere(batch, from + row) ? micros(BigInt(values[from + row] ?? 0)) : 0n))
    if (wide.some((value) => value < 0n || value > dayMicros)) throw new DamagedRows('A time of day lies outside of the day.')
    put(vector, wide)
  }

const rangesOfOffsets = ({ offsets }: Batch<unknown>, row: number): [from: number, length: number] => {
  const [start, end] = [offsets?.[row], offsets?.[row + 1]]
  if (start === undefined || end === undefined || end < start || start < 0) throw torn()
  return [Number(start), Number(end) - Number(start)]
}

/** Up to twelve bytes lie in the vector itself; the engine copies longer ones. */
const texts =
  (isText: boolean): Fill =>
  (vector, batch, from, count) => {
    const [start] = count === 0 ? [0] : rangesOfOffsets(batch, from)
    const [last, lastLength] = count === 0 ? [0, 0] : rangesOfOffsets(batch, from + count - 1)
    if (last + lastLength < start) throw torn()
    const bytes = bytesOf(batch, start, last + lastLength - start)
    if (isText && !isUtf8(bytes)) throw new DamagedRows('A text is not UTF-8.')
    const isWithinLetter = (at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80
    const inPlace = new Uint8Array(16 * count)
    const lengths = new Uint32Array(inPlace.buffer)
    const long: [row: number, at: number, length: number][] = []
    for (let row = 0; row < count; row++) {
      if (!isThere(batch, from + row)) continue
      const [place, length] = rangesOfOffsets(batch, from + row)
      const at = place - start
      if (at < 0 || at + length > bytes.length) throw torn()
      // Texts within UTF-8 are UTF-8 when none of them begins or ends within a letter.
      if (isText && (isWithinLetter(at) || isWithinLetter(at + length))) throw new DamagedRows('A text is not UTF-8.')
      if (length > 12) long.push([row, at, length])
      else {
        lengths[row * 4] = length
        for (let byte = 0; byte < length; byte++) inPlace[row * 16 + 4 + byte] = bytes[at + byte] ?? 0
      }
    }
    put(vector, inPlace)
    for (const [row, at, length] of long) bindings.vector_assign_string_element_len(vector, row, bytes.subarray(at, at + length))
  }

const words: Fill = (vector, batch, from, count) => {
  for (let row = 0; row < count; row++) {
    if (!isThere(batch, from + row)) continue
    const word = batch.at(from + row)
    if (typeof word !== 'string') throw torn()
    bindings.vector_assign_string_element(vector, row, word)
  }
}

/** `range` answers where the items of a row are. They lie in a row, so they are copied in one go. */
const lists =
  (item: VectorFiller, range: (batch: Batch<unknown>, row: number) => [from: number, length: number]): Fill =>
  (vector, batch, from, count) => {
    const items = batch.children?.[0]
    if (items === undefined) throw torn()
    const places = new BigUint64Array(2 * count)
    const [first] = count === 0 ? [0] : range(batch, from)
    let end = first
    for (let row = 0; row < count; row++) {
      const [start, length] = range(batch, from + row)
      if (start !== end) throw torn()
      places[2 * row] = BigInt(start - first)
      places[2 * row + 1] = BigInt(length)
      end = start + length
    }
    put(vector, places)
    bindings.list_vector_reserve(vector, end - first)
    bindings.list_vector_set_size(vector, end - first)
    item.fill(bindings.list_vector_get_child(vector), items, first, end - first)
  }

const structs =
  (parts: readonly VectorFiller[]): Fill =>
  (vector, batch, from, count) => {
    for (const [index, one] of parts.entries()) {
      const child = batch.children?.[index]
      if (child === undefined) throw torn()
      one.fill(bindings.struct_vector_get_child(vector, index), child, from, count)
    }
  }
