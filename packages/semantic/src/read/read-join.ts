import type { JoinType, Relationship } from '../types/explore.ts'
import { checkKeys } from './check-keys.ts'
import { checkName } from './check-name.ts'
import { mapReader, type Reading } from './map-reader.ts'
import type { JoinSource } from './model-source.ts'
import type { MapNode } from './node.ts'
import { readSql } from './read-field.ts'

const types: readonly JoinType[] = ['inner', 'full', 'left', 'right']
const relationships: readonly Relationship[] = ['one-to-one', 'one-to-many', 'many-to-one', 'many-to-many']
const known = new Set(['join', 'sql_on', 'alias', 'label', 'type', 'hidden', 'fields', 'always', 'relationship', 'description', 'tables_references'])

/** A join, or `undefined` when it lacks its model or its condition, which is then reported. */
export function readJoin(reading: Reading, map: MapNode): JoinSource | undefined {
  const model = mapReader(reading, map, 'a join').text('join', 'strict')
  const owner = model === undefined ? 'a join' : `join ${model}`
  const reader = mapReader(reading, map, owner)
  checkKeys(reading, map, known, owner)
  const sqlOn = readSql(reader, 'sql_on')
  const missing = model === undefined ? 'join' : sqlOn === undefined ? 'sql_on' : undefined
  if (model === undefined || sqlOn === undefined) {
    reading.report({
      code: 'model.incomplete_join',
      at: reading.place(map.offset),
      message: `${owner} lacks ${missing}.`,
      hint:
        missing === 'join' ? 'Name the joined model: "join: customers".' : 'Say how rows belong together: "sql_on: ${orders.customer_id} = ${customers.id}".',
    })
    return undefined
  }
  const alias = reader.text('alias', 'strict')
  if (alias !== undefined && !checkName(reading, alias, reader.map.entries.get('alias')?.value.offset ?? map.offset, 'join')) return undefined
  return {
    at: reading.place(map.entries.get('join')?.value.offset ?? map.offset),
    model,
    alias,
    label: reader.text('label'),
    type: reader.word('type', types, 'strict'),
    hidden: reader.flag('hidden') ?? false,
    always: reader.flag('always') ?? false,
    fields: reader.texts('fields', 'strict'),
    sqlOn,
    relationship: reader.word('relationship', relationships, 'strict'),
    description: reader.text('description'),
  }
}
