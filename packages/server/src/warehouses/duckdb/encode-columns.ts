import { DuckDBTypeId, JsonDuckDBValueConverter, type DuckDBDataChunk, type DuckDBDecimalType, type DuckDBType } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { isoDate, isoTimestamp } from './iso-time.ts'

/** Writes the values of one column of a chunk as JSON texts, nulls included. */
type Encoder = (chunk: DuckDBDataChunk, column: number, rows: number) => string[]

/**
 * The encoder of a column type. Values come straight out of the engine's vectors; only rare types (lists, structs,
 * intervals…) go through value objects.
 */
export function encoderOf(type: DuckDBType): Encoder {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return fixed(
        1,
        (data) => data,
        (values, row) => (values[row] === 0 ? 'false' : 'true'),
      )
    case DuckDBTypeId.TINYINT:
      return fixed(1, (data) => new Int8Array(data.buffer, data.byteOffset, data.length), text)
    case DuckDBTypeId.SMALLINT:
      return fixed(2, (data) => new Int16Array(data.buffer, data.byteOffset, data.length / 2), text)
    case DuckDBTypeId.INTEGER:
      return fixed(4, (data) => new Int32Array(data.buffer, data.byteOffset, data.length / 4), text)
    case DuckDBTypeId.UTINYINT:
      return fixed(1, (data) => data, text)
    case DuckDBTypeId.USMALLINT:
      return fixed(2, (data) => new Uint16Array(data.buffer, data.byteOffset, data.length / 2), text)
    case DuckDBTypeId.UINTEGER:
      return fixed(4, (data) => new Uint32Array(data.buffer, data.byteOffset, data.length / 4), text)
    case DuckDBTypeId.BIGINT:
      return fixed(8, int64, (values, row) => integer(values[row]))
    case DuckDBTypeId.UBIGINT:
      return fixed(
        8,
        (data) => new BigUint64Array(data.buffer, data.byteOffset, data.length / 8),
        (values, row) => integer(values[row]),
      )
    case DuckDBTypeId.HUGEINT:
      return fixed(16, int64, (values, row) => integer(huge(values, row)))
    case DuckDBTypeId.FLOAT:
      return fixed(
        4,
        (data) => new Float32Array(data.buffer, data.byteOffset, data.length / 4),
        (values, row) => number(shortest(values[row] ?? Number.NaN)),
      )
    case DuckDBTypeId.DOUBLE:
      return fixed(
        8,
        (data) => new Float64Array(data.buffer, data.byteOffset, data.length / 8),
        (values, row) => number(values[row] ?? Number.NaN),
      )
    case DuckDBTypeId.DECIMAL:
      return decimal(type)
    case DuckDBTypeId.DATE:
      return fixed(
        4,
        (data) => new Int32Array(data.buffer, data.byteOffset, data.length / 4),
        (values, row) => isoDate(values[row] ?? 0),
      )
    case DuckDBTypeId.TIMESTAMP:
      return fixed(8, int64, (values, row) => isoTimestamp(values[row] ?? 0n, 1000n, ''))
    case DuckDBTypeId.TIMESTAMP_TZ:
      return fixed(8, int64, (values, row) => isoTimestamp(values[row] ?? 0n, 1000n, 'Z'))
    case DuckDBTypeId.TIMESTAMP_MS:
      return fixed(8, int64, (values, row) => isoTimestamp(values[row] ?? 0n, 1n, ''))
    case DuckDBTypeId.TIMESTAMP_NS:
      return fixed(8, int64, (values, row) => isoTimestamp(values[row] ?? 0n, 1_000_000n, ''))
    case DuckDBTypeId.TIMESTAMP_S:
      return fixed(8, int64, (values, row) => isoTimestamp((values[row] ?? 0n) * 1000n, 1n, ''))
    case DuckDBTypeId.VARCHAR:
      return varchar()
    default:
      return (chunk, column) =>
        chunk.convertColumnValues(column, JsonDuckDBValueConverter).map((value) => JSON.stringify(typeof value === 'bigint' ? String(value) : value))
  }
}

const int64 = (data: Uint8Array): BigInt64Array => new BigInt64Array(data.buffer, data.byteOffset, data.length / 8)
const text = (values: { readonly [row: number]: number }, row: number): string => String(values[row])
/** JSON has no NaN and no infinity: they are nothing. */
const number = (value: number): string => (Number.isFinite(value) ? String(value) : 'null')

/** The number with the fewest digits that is the same in 4 bytes: 0.1 stays 0.1, and none that counts is cut off. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return Number(value.toPrecision(9))
}

/** Whole numbers that a double holds exactly are numbers, larger ones text: no digit is ever lost. */
function integer(value: bigint | undefined): string {
  if (value === undefined) return 'null'
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? String(value) : `"${value}"`
}

/** 128-bit numbers lie as two words, the low one unsigned. */
const huge = (words: BigInt64Array, row: number): bigint => ((words[row * 2 + 1] ?? 0n) << 64n) | BigInt.asUintN(64, words[row * 2] ?? 0n)

function fixed<Values>(width: number, view: (data: Uint8Array) => Values, write: (values: Values, row: number) => string): Encoder {
  return (chunk, column, rows) => {
    const vector = bindings.data_chunk_get_vector(chunk.chunk, column)
    const isNull = nullsOf(vector, rows)
    const values = view(aligned(bindings.vector_get_data(vector, rows * width)))
    const out: string[] = Array.from({ length: rows })
    for (let row = 0; row < rows; row++) out[row] = isNull(row) ? 'null' : write(values, row)
    return out
  }
}

/** Typed arrays want their bytes at a multiple of eight; the engine's vectors lie so, but nothing promises it. */
const aligned = (data: Uint8Array): Uint8Array => (data.byteOffset % 8 === 0 ? data : new Uint8Array(data))

function nullsOf(vector: unknown, rows: number): (row: number) => boolean {
  const validity = bindings.vector_get_validity(vector as Parameters<typeof bindings.vector_get_validity>[0], Math.ceil(rows / 64) * 8) as Uint8Array | null
  if (validity === null) return () => false
  return (row) => ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0
}

function decimal({ width, scale }: DuckDBDecimalType): Encoder {
  const bytes = width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16
  const read = (data: Uint8Array): ((row: number) => bigint) => {
    if (bytes === 2) return (row) => BigInt(new Int16Array(data.buffer, data.byteOffset, data.length / 2)[row] ?? 0)
    if (bytes === 4) return (row) => BigInt(new Int32Array(data.buffer, data.byteOffset, data.length / 4)[row] ?? 0)
    const words = int64(data)
    return bytes === 8 ? (row) => words[row] ?? 0n : (row) => huge(words, row)
  }
  return fixed(bytes, read, (value, row) => decimalText(value(row), scale))
}

function decimalText(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n
  const digits = String(negative ? -unscaled : unscaled).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const plain = (negative ? '-' : '') + (scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`)
  return digits.replace(/^0+/, '').length > 15 ? `"${plain}"` : plain
}

function varchar(): Encoder {
  const known = new Map<string, string>()
  return (chunk, column, rows) => {
    const vector = bindings.data_chunk_get_vector(chunk.chunk, column)
    const isNull = nullsOf(vector, rows)
    const data = bindings.vector_get_data(vector, rows * 16)
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    const out: string[] = Array.from({ length: rows })
    for (let row = 0; row < rows; row++) out[row] = isNull(row) ? 'null' : stringAt(row)
    return out

    // 16 bytes a value: length, then up to 12 bytes in place, or 4 bytes and a pointer.
    function stringAt(row: number): string {
      const at = row * 16
      const length = bytes.readUInt32LE(at)
      if (length > 12) {
        const long = bindings.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + at + 8, length)
        return JSON.stringify(Buffer.from(long.buffer, long.byteOffset, length).toString('utf8'))
      }
      const key = bytes.toString('latin1', at + 4, at + 4 + length)
      const seen = known.get(key)
      if (seen !== undefined) return seen
      const written = JSON.stringify(bytes.toString('utf8', at + 4, at + 4 + length))
      if (known.size < 10_000) known.set(key, written)
      return written
    }
  }
}
