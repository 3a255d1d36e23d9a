import { expect, it } from 'vitest'
import { cellKind, type CellKind } from './cell-kind.ts'

it.each<[type: Parameters<typeof cellKind>[0]['type'], engineType: string, CellKind]>([
  ['number', 'INTEGER', 'number'],
  ['number', 'DOUBLE', 'number'],
  ['number', 'double precision', 'number'],
  ['number', 'BIGINT', 'digits'],
  ['number', 'bigint', 'digits'],
  ['number', 'UHUGEINT', 'digits'],
  ['number', 'numeric', 'digits'],
  ['number', 'DECIMAL(38,2)', 'digits'],
  ['number', 'DECIMAL(16,0)', 'digits'],
  ['number', 'numeric(10,2)', 'number'],
  ['number', 'DECIMAL(15,15)', 'number'],
  ['boolean', 'BOOLEAN', 'boolean'],
  ['date', 'DATE', 'text'],
  ['timestamp', 'TIMESTAMP WITH TIME ZONE', 'text'],
  ['string', 'VARCHAR', 'text'],
  ['string', 'BLOB', 'text'],
  ['string', 'BIGINT[]', 'any'],
  ['string', 'STRUCT(a INTEGER)', 'any'],
])('%s of the type %s is %s', (type, engineType, kind) => expect(cellKind({ type, engineType })).toBe(kind))
