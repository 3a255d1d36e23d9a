import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import {
  Batch,
  binary,
  bool,
  dateDay,
  decimal128,
  field,
  float32,
  float64,
  int,
  list,
  map,
  struct,
  timeMicrosecond,
  TimeUnit,
  timestamp,
  utf8,
  type DataType,
} from '@uwdata/flechette'
import { byteBuilder, type ByteBuilder } from './byte-builder.ts'
import { decimalBytes, validityOf, type Vector } from './vectors.ts'

/** Collects values of vectors of one type in the layout of Arrow. */
export type ArrowColumn = {
  type: DataType
  /** Takes `count` values from `from` on; answers the bytes that they are. */
  append(vector: Vector, from: number, count: number): number
  /** What was taken since the last time. */
  take(): Batch<unknown>
}

/** Widths and Arrow types of what is copied as it lies. */
const fixed: Partial<Record<DuckDBTypeId, [width: 1 | 2 | 4 | 8, DataType]>> = {
  [DuckDBTypeId.TINYINT]: [1, int(8)],
  [DuckDBTypeId.SMALLINT]: [2, int(16)],
  [DuckDBTypeId.INTEGER]: [4, int(32)],
  [DuckDBTypeId.BIGINT]: [8, int(64)],
  [DuckDBTypeId.UTINYINT]: [1, int(8, false)],
  [DuckDBTypeId.USMALLINT]: [2, int(16, false)],
  [DuckDBTypeId.UINTEGER]: [4, int(32, false)],
  [DuckDBTypeId.UBIGINT]: [8, int(64, false)],
  [DuckDBTypeId.FLOAT]: [4, float32()],
  [DuckDBTypeId.DOUBLE]: [8, float64()],
  [DuckDBTypeId.DATE]: [4, dateDay()],
  [DuckDBTypeId.TIME]: [8, timeMicrosecond()],
  [DuckDBTypeId.TIMESTAMP]: [8, timestamp(TimeUnit.MICROSECOND)],
  [DuckDBTypeId.TIMESTAMP_TZ]: [8, timestamp(TimeUnit.MICROSECOND, 'UTC')],
  [DuckDBTypeId.TIMESTAMP_S]: [8, timestamp(TimeUnit.SECOND)],
  [DuckDBTypeId.TIMESTAMP_MS]: [8, timestamp(TimeUnit.MILLISECOND)],
  [DuckDBTypeId.TIMESTAMP_NS]: [8, timestamp(TimeUnit.NANOSECOND)],
}

/** The collector for a stored type (see `storedType`). */
export function arrowColumn(type: DuckDBType): ArrowColumn {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return collector(bool(), booleans())
    case DuckDBTypeId.DECIMAL:
      return collector(decimal128(type.width, type.scale), decimals(decimalBytes(type.width)))
    case DuckDBTypeId.VARCHAR:
      return collector(utf8(), texts())
    case DuckDBTypeId.BLOB:
      return collector(binary(), texts())
    case DuckDBTypeId.LIST: {
      const item = arrowColumn(type.valueType)
      return collector(list(field('item', item.type)), lists(item))
    }
    case DuckDBTypeId.MAP: {
      const [key, value] = [arrowColumn(type.keyType), arrowColumn(type.valueType)]
      const kind = map(field('key', key.type, false), field('value', value.type))
      const [entries] = kind.children
      if (entries === undefined) throw new Error('a map has entries')
      return collector(kind, lists(collector(entries.type, structs([key, value]))))
    }
    case DuckDBTypeId.STRUCT: {
      const parts = type.entryTypes.map(arrowColumn)
      return collector(struct(parts.map((part, index) => field(type.entryNames[index] ?? '', part.type))), structs(parts))
    }
    default: {
      const [width, kind] = fixed[type.typeId] ?? []
      if (width === undefined || kind === undefined) throw new Error(`${type.toString()} is no stored type`)
      return collector(kind, copies(width))
    }
  }
}

/** What of a column depends on its type; the rest is counting and nulls. */
type Values = {
  append(vector: Vector, from: number, count: number, isThere: (row: number) => boolean): number
  take(): { values?: Uint8Array; offsets?: Int32Array; children?: Batch<unknown>[] }
}

function collector(type: DataType, values: Values): ArrowColumn {
  /** Made with the first value that is not there. */
  let validity: ByteBuilder | null = null
  let length = 0
  let nullCount = 0
  const mark = (isThere: (row: number) => boolean, from: number, count: number): void => {
    if (validity === null) {
      validity = byteBuilder()
      validity.reserve((length + 7) >> 3).fill(255, 0, (length + 7) >> 3)
    }
    const bits = validity.reserve(((length + count + 7) >> 3) - validity.length())
    for (let row = 0; row < count; row++) {
      const at = length + row
      const bit = 1 << (at & 7)
      if (isThere(from + row)) bits[at >> 3] = (bits[at >> 3] ?? 0) | bit
      else {
        bits[at >> 3] = (bits[at >> 3] ?? 0) & ~bit
        nullCount++
      }
    }
  }
  return {
    type,
    append(vector, from, count) {
      const isThere = validityOf(vector, from + count)
      if (isThere !== null || validity !== null) mark(isThere ?? (() => true), from, count)
      length += count
      return count / 8 + values.append(vector, from, count, isThere ?? (() => true))
    },
    take() {
      const taken = { type, length, nullCount, validity: nullCount === 0 || validity === null ? new Uint8Array(0) : validity.take(), ...values.take() }
      validity = null
      length = 0
      nullCount = 0
      // Of no kind of its own, which would look at the values: they are written as the bytes that they are.
      return new Batch(taken)
    },
  }
}

const fromBytes =
  (build: ByteBuilder): Values['take'] =>
  () => ({ values: build.take() })

function copies(width: number): Values {
  const build = byteBuilder()
  return {
    append(vector, from, count) {
      build.add(bindings.vector_get_data(vector, (from + count) * width).subarray(from * width))
      return count * width
    },
    take: fromBytes(build),
  }
}

/** Arrow has 16 bytes for each. */
function decimals(width: number): Values {
  if (width === 16) return copies(16)
  const build = byteBuilder()
  return {
    append(vector, from, count) {
      const data = bindings.vector_get_data(vector, (from + count) * width)
      const read = new DataView(data.buffer, data.byteOffset, data.byteLength)
      const at = build.length()
      const bytes = build.reserve(count * 16)
      const write = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let row = 0; row < count; row++) {
        const place = (from + row) * width
        const value = width === 8 ? read.getBigInt64(place, true) : BigInt(width === 4 ? read.getInt32(place, true) : read.getInt16(place, true))
        write.setBigInt64(at + row * 16, value, true)
        write.setBigInt64(at + row * 16 + 8, value < 0n ? -1n : 0n, true)
      }
      return count * 16
    },
    take: fromBytes(build),
  }
}

function booleans(): Values {
  const build = byteBuilder()
  let length = 0
  return {
    append(vector, from, count) {
      const data = bindings.vector_get_data(vector, from + count)
      const bits = build.reserve(((length + count + 7) >> 3) - build.length())
      for (let row = 0; row < count; row++, length++) if (data[from + row] === 1) bits[length >> 3] = (bits[length >> 3] ?? 0) | (1 << (length & 7))
      return count / 8
    },
    take() {
      length = 0
      return { values: build.take() }
    },
  }
}

function offsets(): { add(length: number): void; take(): Int32Array } {
  let ends = new Int32Array(1024)
  let count = 0
  return {
    add(length) {
      if (count + 1 === ends.length) {
        const larger = new Int32Array(2 * ends.length)
        larger.set(ends)
        ends = larger
      }
      ends[count + 1] = (ends[count] ?? 0) + length
      count++
    },
    take() {
      const taken = ends.subarray(0, count + 1)
      ends = new Int32Array(1024)
      count = 0
      return taken
    },
  }
}

/** Texts and bytes: 16 bytes each, which are the length with up to 12 bytes in place, or with four bytes and a pointer. */
function texts(): Values {
  const build = byteBuilder()
  const ends = offsets()
  return {
    append(vector, from, count, isThere) {
      const data = bindings.vector_get_data(vector, (from + count) * 16)
      const read = new DataView(data.buffer, data.byteOffset, data.byteLength)
      const lengthOf = (row: number): number => (isThere(row) ? read.getUint32(row * 16, true) : 0)
      let at = build.length()
      let total = 0
      for (let row = from; row < from + count; row++) total += lengthOf(row)
      const bytes = build.reserve(total)
      for (let row = from; row < from + count; row++) {
        const length = lengthOf(row)
        ends.add(length)
        if (length <= 12) for (let place = 0; place < length; place++) bytes[at + place] = data[row * 16 + 4 + place] ?? 0
        else bytes.set(bindings.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + row * 16 + 8, length), at)
        at += length
      }
      return total + count * 4
    },
    take: () => ({ values: build.take(), offsets: ends.take() }),
  }
}

/** Lists: 16 bytes each, the place of the first item and their number. */
function lists(item: ArrowColumn): Values {
  const ends = offsets()
  return {
    append(vector, from, count, isThere) {
      const data = bindings.vector_get_data(vector, (from + count) * 16)
      const read = new DataView(data.buffer, data.byteOffset, data.byteLength)
      const items = bindings.list_vector_get_child(vector)
      let bytes = count * 4
      for (let row = from; row < from + count; row++) {
        const length = isThere(row) ? Number(read.getBigUint64(row * 16 + 8, true)) : 0
        ends.add(length)
        if (length > 0) bytes += item.append(items, Number(read.getBigUint64(row * 16, true)), length)
      }
      return bytes
    },
    take: () => ({ offsets: ends.take(), children: [item.take()] }),
  }
}

function structs(parts: readonly ArrowColumn[]): Values {
  return {
    append: (vector, from, count) => parts.reduce((bytes, part, index) => bytes + part.append(bindings.struct_vector_get_child(vector, index), from, count), 0),
    take: () => ({ children: parts.map((part) => part.take()) }),
  }
}
