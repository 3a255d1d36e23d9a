import { bool, columnFromArray, dateDay, float64, int64, tableFromColumns, tableToIPC, TimeUnit, timestamp, utf8, type DataType } from '@uwdata/flechette'
import { distinctlyNamed, kindOf, millisOf, textOf, type AnswerColumn, type ValueKind } from './typed-columns.ts'

const types: Record<ValueKind, { type: DataType; read(value: unknown): unknown }> = {
  boolean: { type: bool(), read: (value) => value },
  integer: { type: int64(), read: (value) => (value === null ? null : BigInt(value as number | string)) },
  number: { type: float64(), read: (value) => (value === null ? null : Number(value)) },
  date: { type: dateDay(), read: millisOf },
  timestamp: { type: timestamp(TimeUnit.MILLISECOND, 'UTC'), read: millisOf },
  text: { type: utf8(), read: textOf },
}

/** The columns as an Arrow IPC stream. Moments are milliseconds in UTC. */
export function toArrow(columns: readonly AnswerColumn[]): Buffer {
  const written = distinctlyNamed(columns).map(({ name, engineType, values }) => {
    const { type, read } = types[kindOf(engineType)]
    return [
      name,
      columnFromArray(
        values.map((value) => read(value ?? null)),
        type,
      ),
    ] as const
  })
  const bytes = tableToIPC(tableFromColumns(written.map(([name, column]) => [name, column])), { format: 'stream' })
  if (bytes === null) throw new Error('no bytes were written')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
