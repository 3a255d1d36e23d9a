import { parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer'
import { distinctlyNamed, kindOf, millisOf, textOf, type AnswerColumn, type ValueKind } from './typed-columns.ts'

type ColumnType = Pick<SchemaElement, 'type' | 'converted_type'>

const types: Record<ValueKind, { is: ColumnType; read(value: unknown): unknown }> = {
  boolean: { is: { type: 'BOOLEAN' }, read: (value) => value },
  integer: { is: { type: 'INT64' }, read: (value) => (value === null ? null : BigInt(value as number | string)) },
  number: { is: { type: 'DOUBLE' }, read: (value) => (value === null ? null : Number(value)) },
  date: { is: { type: 'INT32', converted_type: 'DATE' }, read: momentOf },
  timestamp: { is: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, read: momentOf },
  text: { is: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, read: textOf },
}

function momentOf(value: unknown): Date | null {
  const at = millisOf(value)
  return at === null ? null : new Date(at)
}

/** The columns as a Parquet file. Moments are milliseconds in UTC. */
export function toParquet(columns: readonly AnswerColumn[]): Buffer {
  const named = distinctlyNamed(columns).map(({ name, engineType, values }) => ({ name, values, ...types[kindOf(engineType)] }))
  const schema = [{ name: 'root', num_children: named.length }, ...named.map(({ name, is }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...is }))]
  const columnData = named.map(({ name, values, read }) => ({ name, data: values.map((value) => read(value ?? null)) }))
  return Buffer.from(parquetWriteBuffer({ columnData, schema, createdBy: 'Atrium' }))
}
