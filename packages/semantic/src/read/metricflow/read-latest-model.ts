import { mapReader, type NamedMap } from '../map-reader.ts'
import { childOf, type MapNode, mapAt, scalarText } from '../node.ts'
import type { Entity, Measure, MetricDefinition, SemanticDimension, SemanticModel } from './definitions.ts'
import { readMetricDefinition } from './read-metric-definition.ts'
import { described, readDimension, readEntity, readMeasure } from './read-semantic-model.ts'
import type { SemanticReading } from './semantic-reading.ts'

/** True for an item of `models` that is a semantic model of the latest spec. */
export function isLatestModel(model: MapNode): boolean {
  const semantic = childOf(model, 'semantic_model')
  if (semantic === undefined) return false
  return semantic.kind === 'map' ? scalarText(childOf(semantic, 'enabled')) !== 'false' : scalarText(semantic) === 'true'
}

/** A model of the latest spec: entities and dimensions at its columns, simple metrics in place of measures. */
export function readLatestModel(reading: SemanticReading, { name, offset, map }: NamedMap): { model: SemanticModel; metrics: MetricDefinition[] } {
  const reader = mapReader(reading, map, `model ${name}`)
  const entities: Entity[] = []
  const dimensions: SemanticDimension[] = []
  for (const column of reader.named('columns')) {
    const entity = partOf(column, 'entity')
    if (entity !== undefined) entities.push(readEntity(reading, entity, column.name))
    const dimension = partOf(column, 'dimension')
    if (dimension !== undefined) dimensions.push(readDimension(reading, dimension, column.map, column.name))
  }
  const derived = mapAt(map, 'derived_semantics')
  if (derived !== undefined) {
    const own = mapReader(reading, derived, `derived_semantics of ${name}`)
    entities.push(...own.named('entities').map((item) => readEntity(reading, item, item.name)))
    dimensions.push(...own.named('dimensions').map((item) => readDimension(reading, item, item.map)))
  }
  const measures: Measure[] = []
  const metrics = reader.named('metrics').flatMap((item) => {
    const isSimple = scalarText(childOf(item.map, 'type')) === 'simple'
    const measure = isSimple ? readMeasure(reading, item, undefined) : undefined
    // The filters of a simple metric are those of the metric; its aggregate has none of its own.
    if (measure !== undefined) measures.push({ ...measure, filters: [] })
    return isSimple && measure === undefined ? [] : (readMetricDefinition(reading, item, item.map) ?? [])
  })
  const model: SemanticModel = {
    ...described(reading, reader, { name, offset }),
    relation: { kind: 'ref', model: name },
    primaryEntity: reader.text('primary_entity'),
    time: reader.text('agg_time_dimension'),
    entities,
    dimensions,
    measures,
  }
  return { model, metrics }
}

/** `entity` or `dimension` of a column: a map, or its type alone. */
function partOf(column: NamedMap, key: 'entity' | 'dimension'): NamedMap | undefined {
  const entry = column.map.entries.get(key)
  const node = childOf(column.map, key)
  if (entry === undefined || node === undefined || node.kind === 'list') return undefined
  const given: MapNode = node.kind === 'map' ? node : { kind: 'map', offset: node.offset, entries: new Map([['type', { ...entry, key: 'type' }]]) }
  const description = column.map.entries.get('description')
  const entries = description === undefined || given.entries.has('description') ? given.entries : new Map([...given.entries, ['description', description]])
  return { name: scalarText(childOf(given, 'name')) ?? column.name, offset: column.offset, map: { ...given, entries } }
}
