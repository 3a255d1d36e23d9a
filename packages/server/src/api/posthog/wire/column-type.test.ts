import { expect, it } from 'vitest'
import { columnType } from './column-type.ts'

it.each([
  ['number', 'BIGINT', 'integer'],
  ['number', 'integer', 'integer'],
  ['number', 'DECIMAL(18,2)', 'float'],
  ['number', 'double precision', 'float'],
  ['string', 'VARCHAR', 'string'],
  ['string', 'character varying', 'string'],
  ['string', 'INTEGER[]', 'array'],
  ['string', 'STRUCT(a INTEGER)', 'json'],
  ['string', 'jsonb', 'json'],
  ['string', 'BLOB', 'unknown'],
  ['timestamp', 'TIMESTAMP', 'datetime'],
  ['date', 'DATE', 'date'],
  ['boolean', 'BOOLEAN', 'boolean'],
] as const)('a column of %s as %s is %s', (type, engineType, word) => {
  expect(columnType({ type, engineType })).toBe(word)
})
