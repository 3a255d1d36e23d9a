import { expect, it } from 'vitest'
import { readWrittenTable } from './written-table.ts'

it.each([
  ['App_Kept', { schema: null, name: 'app_kept', database: null }],
  ['main.app_kept', { schema: null, name: 'app_kept', database: null }],
  ['other.app_kept', { problem: 'schema' }],
  ['db.main.app_kept', { problem: 'schema' }],
  ['kept', { problem: 'prefix' }],
  ['app_ä', { problem: 'name' }],
])('where there are no schemas, %s is read', (text, read) => {
  expect(readWrittenTable(text, { schema: null, prefix: 'app_' })).toEqual(read)
})

it.each([
  ['t', { schema: 'kept', name: 't', database: null }],
  ['Kept.T', { schema: 'kept', name: 't', database: null }],
  ['shop.kept.t', { schema: 'kept', name: 't', database: 'shop' }],
  ['public.t', { problem: 'schema' }],
  ['main.t', { problem: 'schema' }],
  ['_t', { problem: 'name' }],
  ['a.shop.kept.t', { problem: 'name' }],
  ['', { problem: 'name' }],
])('in a schema, %s is read', (text, read) => {
  expect(readWrittenTable(text, { schema: 'kept', prefix: '' })).toEqual(read)
})
