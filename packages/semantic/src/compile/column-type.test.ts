import { expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { columnKind } from './column-type.ts'

it.each([
  ['INTEGER', 'number'],
  ['int64', 'number'],
  ['UInt32', 'number'],
  ['HUGEINT', 'number'],
  ['UBIGINT', 'number'],
  ['DECIMAL(18,3)', 'number'],
  ['double precision', 'number'],
  ['FLOAT8', 'number'],
  ['Nullable(Float64)', 'number'],
  ['VARCHAR', 'string'],
  ['character varying(255)', 'string'],
  ['INTERVAL', 'string'],
  ['INTEGER[]', 'string'],
  ['STRUCT(a INTEGER)', 'string'],
  ['UUID', 'string'],
  ['BOOLEAN', 'boolean'],
  ['bool', 'boolean'],
  ['DATE', 'date'],
])('%s is %s', (name, type) => expect(columnKind(name, duckdb)).toEqual({ type }))

it.each([
  ['TIMESTAMP', 'naive'],
  ['TIMESTAMP_NTZ(9)', 'naive'],
  ['timestamp(6) without time zone', 'naive'],
  ['DATETIME', 'naive'],
  ['TIMESTAMP WITH TIME ZONE', 'instant'],
  ['timestamp(3) with time zone', 'instant'],
  ['timestamptz', 'instant'],
  ['TIMESTAMP_TZ', 'instant'],
  ['TIMESTAMP_LTZ(9)', 'instant'],
])('%s is a %s timestamp', (name, timestampKind) => expect(columnKind(name, duckdb)).toEqual({ type: 'timestamp', timestampKind }))
