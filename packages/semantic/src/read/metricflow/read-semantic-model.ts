import { mapReader, type MapReader, type NamedMap, type Reading } from '../map-reader.ts'
import { childOf, type MapNode, mapAt, scalarText } from '../node.ts'
import type { Entity, EntityType, Measure, SemanticDimension, SemanticModel, SemanticRelation, TextAt } from './definitions.ts'
import { filtersOf } from './read-metric-definition.ts'
import type { SemanticReading } from './semantic-reading.ts'

const entityTypes: readonly EntityType[] = ['primary', 'unique', 'foreign', 'natural']

/** One item of `semantic_models` of the legacy spec, also as a manifest holds it; `undefined` when it is disabled. */
export function readSemanticModel(reading: SemanticReading, { name, offset, map }: NamedMap): SemanticModel | undefined {
  const reader = mapReader(reading, map, `semantic model ${name}`)
  if (scalarText(childOf(mapAt(map, 'config'), 'enabled')) === 'false') return undefined
  return {
    ...described(reading, reader, { name, offset }),
    relation: relationOf(reading, map, name),
    primaryEntity: reader.text('primary_entity'),
    time: scalarText(childOf(mapAt(map, 'defaults'), 'agg_time_dimension')),
    entities: reader.named('entities').map((item) => readEntity(reading, item, item.name)),
    dimensions: reader.named('dimensions').map((item) => readDimension(reading, item, mapAt(item.map, 'type_params'))),
    measures: reader.named('measures').flatMap((item) => readMeasure(reading, item, mapAt(item.map, 'agg_params')) ?? []),
  }
}

/** Name, label, description and place of a definition. */
export function described(reading: Reading, reader: MapReader, { name, offset }: { name: string; offset: number }): Omit<Entity, 'type' | 'expr'> {
  return { name, at: reading.place(offset), label: reader.text('label'), description: reader.text('description') }
}

/** An entity; `column` is what it reads when it has no `expr`. */
export function readEntity(reading: Reading, { name, offset, map }: NamedMap, column: string): Entity {
  const reader = mapReader(reading, map, `entity ${name}`)
  return {
    ...described(reading, reader, { name, offset }),
    type: reader.word('type', entityTypes) ?? 'foreign',
    expr: exprOf(reader, column),
  }
}

/** A dimension; `params` is the map that may hold its granularity. */
export function readDimension(reading: Reading, { name, offset, map }: NamedMap, params: MapNode | undefined, column = name): SemanticDimension {
  const reader = mapReader(reading, map, `dimension ${name}`)
  const granularity = scalarText(childOf(params, 'time_granularity')) ?? scalarText(childOf(params, 'granularity'))
  const isTime = reader.text('type')?.toLowerCase() === 'time'
  return {
    ...described(reading, reader, { name, offset }),
    expr: exprOf(reader, column),
    granularity: isTime ? (granularity ?? 'day').toLowerCase() : undefined,
  }
}

/** An aggregate; `params` is the map that holds its percentile. `undefined` when it has no `agg`, which is then reported. */
export function readMeasure(reading: SemanticReading, { name, offset, map }: NamedMap, params: MapNode | undefined): Measure | undefined {
  const reader = mapReader(reading, map, `measure ${name}`)
  const agg = reader.text('agg')?.toLowerCase()
  if (agg === undefined) {
    reading.notes.refused({ what: `measure ${name}`, at: reading.place(offset), why: 'it has no agg', hint: 'Say how it is aggregated: "agg: sum".' })
    return undefined
  }
  const own = params === undefined ? reader : mapReader(reading, params, `measure ${name}`)
  const percentile = own.number('percentile')
  return {
    ...described(reading, reader, { name, offset }),
    agg,
    expr: exprOf(reader, name),
    percentile: percentile === undefined ? undefined : percentile <= 1 ? percentile * 100 : percentile,
    discrete: own.flag('use_discrete_percentile') === true || own.text('percentile_type')?.toLowerCase() === 'discrete',
    nonAdditive: nonAdditiveOf(reading, reader),
    time: reader.text('agg_time_dimension'),
    filters: filtersOf(reading, map, 'filter'),
  }
}

function nonAdditiveOf(reading: Reading, reader: MapReader): Measure['nonAdditive'] {
  const map = reader.child('non_additive_dimension')
  if (map === undefined) return undefined
  const own = mapReader(reading, map, 'non_additive_dimension')
  const choice = own.word('window_choice', ['min', 'max'])
  return {
    time: own.text('name') ?? '',
    choice: choice === 'max' ? 'last' : 'first',
    groupings: own.texts('window_groupings') ?? own.texts('group_by') ?? [],
    at: reader.placeOf('non_additive_dimension'),
  }
}

function exprOf(reader: MapReader, column: string): TextAt {
  return { text: reader.text('expr') ?? column, at: reader.placeOf('expr') }
}

const reference = /\b(ref|source)\s*\(\s*(?:['"]([^'"]+)['"]\s*,\s*)?['"]([^'"]+)['"]/

function relationOf(reading: SemanticReading, map: MapNode, name: string): SemanticRelation {
  const node = mapAt(map, 'node_relation')
  const named = (key: string): string | undefined => scalarText(childOf(node, key))
  const table = named('alias')
  if (table !== undefined) {
    const parts = { database: named('database'), schema: named('schema_name'), name: table }
    const written = named('relation_name')
    return { kind: 'own', relation: written === undefined ? { kind: 'name', ...parts } : { kind: 'sql', sql: written, ...parts } }
  }
  const hex = scalarText(childOf(mapAt(mapAt(mapAt(map, 'config'), 'meta'), 'hex'), 'table'))
  const text = scalarText(childOf(map, 'model'))
  const found = reference.exec(text ?? '')
  if (hex !== undefined || (found?.[1] !== 'ref' && found?.[1] !== 'source')) {
    const [own = name, schema, database] = (hex ?? text ?? name).split('.').toReversed()
    return { kind: 'own', relation: { kind: 'name', database, schema, name: own.trim() } }
  }
  if (found[1] === 'ref') return { kind: 'ref', model: found[3] ?? name }
  return { kind: 'own', relation: { kind: 'name', database: undefined, schema: found[2], name: found[3] ?? name } }
}
