import type { Place } from '../../problems/place.ts'
import { jsonNode } from '../json-node.ts'
import { isObject } from '../json-object.ts'
import type { ModelSource } from '../model-source.ts'
import { childOf, type MapNode, type Node, scalarText } from '../node.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import type { ColumnMap } from '../read-column.ts'
import { readModel } from '../read-model.ts'
import { relationOfTable } from '../relation-of-table.ts'
import { columnOf, fieldForSql } from '../source-parts.ts'
import { expressionOf, extensionOf, namedMaps, type OsiReading, textsAt } from './osi-parts.ts'

/** A dataset on its way to a model. `hasJoins` when its joins came along in our extension. */
export type Dataset = { model: ModelSource; hasJoins: boolean; uniqueKeys: string[][] }

const types: Record<string, string> = {
  String: 'string',
  Integer: 'number',
  Decimal: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'string',
  DateTime: 'timestamp',
  DateTimeTz: 'timestamp',
}

/** A dataset as a model. What our extension says of it and its fields is read as model YAML is. */
export function readDataset(reading: OsiReading, { name, map, at }: { name: string; map: MapNode; at: Place }): Dataset {
  const { notes } = reading
  const source = scalarText(childOf(map, 'source')) ?? name
  const isQuery = /^\s*\(?\s*(select|with)\b/i.test(source)
  const { model: meta } = extensionOf(reading, map, `dataset ${name}`)
  const model = readModel({
    name,
    offset: map.offset,
    place: () => at,
    own: asMap(jsonNode({ description: scalarText(childOf(map, 'description')) })),
    meta: asMap(jsonNode({ ai_hint: hintOf(map), ...(isObject(meta) ? meta : {}) })),
    columns: namedMaps(reading, map, 'fields').flatMap((field) => columnMap(reading, name, field) ?? []),
    relation: isQuery
      ? { kind: 'sql', sql: /^\s*\(/.test(source) ? source : `(${source})`, database: undefined, schema: undefined, name: undefined }
      : relationOfTable(source),
  })
  const key = textsAt(map, 'primary_key')
  if (key.length > 0) model.primaryKey ??= { names: key.map((column) => keyField(model, column, at)), at }
  notes.read(`dataset ${name}`, at)
  const unique = childOf(map, 'unique_keys')
  const uniqueKeys = unique?.kind === 'list' ? unique.items.map((item) => (item.kind === 'list' ? item.items.map((one) => scalarText(one) ?? '') : [])) : []
  return { model, hasJoins: isObject(meta) && 'joins' in meta, uniqueKeys: [key, ...uniqueKeys].filter((columns) => columns.length > 0) }
}

/** The field that a key column is: one of its name, or the one that reads the column. */
export function keyField(model: ModelSource, column: string, at: Place): string {
  const byName = model.columns.find(({ dimension }) => dimension.name === column)
  return byName === undefined ? fieldForSql(model, { sql: qualifyColumns(/^\w+$/.test(column) ? column : `"${column}"`), at }) : column
}

const asMap = (node: Node): MapNode => (node.kind === 'map' ? node : { kind: 'map', entries: new Map(), offset: 0 })

function columnMap(reading: OsiReading, dataset: string, { name, map, at }: { name: string; map: MapNode; at: Place }): ColumnMap | undefined {
  const what = `field ${dataset}.${name}`
  const expression = expressionOf(map)
  if ('why' in expression) {
    reading.notes.refused({ what, at, why: expression.why, hint: 'Add an expression with dialect ANSI_SQL.' })
    return undefined
  }
  if (expression.dialect === undefined) reading.notes.read(what, at)
  else {
    const why = `its SQL is written for ${expression.dialect}`
    reading.notes.approximated({ what, at, why, hint: 'Add an expression with dialect ANSI_SQL if the warehouse does not understand it.' })
  }
  const sql = qualifyColumns(expression.sql)
  const column = columnOf(sql)
  const label = scalarText(childOf(map, 'label'))
  const { dimension: extras } = extensionOf(reading, map, what)
  const dimension = {
    name,
    ...(column === undefined ? { sql } : {}),
    type: types[scalarText(childOf(map, 'datatype')) ?? ''],
    description: scalarText(childOf(map, 'description')),
    tags: label === undefined ? undefined : [label],
    ai_hint: hintOf(map),
    ...(isObject(extras) ? extras : {}),
  }
  return {
    name: column?.name ?? name,
    offset: map.offset,
    own: asMap(jsonNode({ quote: column?.quoted })),
    meta: asMap(jsonNode({ dimension: defined(dimension) })),
    place: () => at,
  }
}

const defined = (value: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))

/** What an `ai_context` says, as one text. */
export function hintOf(map: MapNode): string | undefined {
  const context = childOf(map, 'ai_context')
  if (context?.kind !== 'map') return scalarText(context)
  const synonyms = textsAt(context, 'synonyms')
  const parts = [scalarText(childOf(context, 'instructions')), synonyms.length === 0 ? undefined : `Also called: ${synonyms.join(', ')}.`]
  const text = parts.filter((part) => part !== undefined).join(' ')
  return text === '' ? undefined : text
}
