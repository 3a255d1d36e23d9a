import { problemOf } from '../problems/finding.ts'
import type { Problem } from '../types/explore.ts'
import { checkKeys } from './check-keys.ts'
import { checkName } from './check-name.ts'
import { mapReader, type MapReader, type NamedMap, type Reading } from './map-reader.ts'
import type { DimensionSource, ModelExploreSource } from './model-source.ts'
import { childOf } from './node.ts'
import { readDimension } from './read-dimension.ts'
import { readAttributes, readSql } from './read-field.ts'
import { readRequiredFilters } from './read-filters.ts'
import { readJoin } from './read-join.ts'

/** Keys of a model that are the same in all of its explores. */
const ofModel = [
  'ai_hint',
  'default_show_underlying_values',
  'default_time_dimension',
  'dimensions',
  'columns',
  'group_details',
  'metrics',
  'order_fields_by',
  'parameters',
  'pre_aggregates',
  'primary_key',
  'sets',
  'spotlight',
  'sql_from',
  'sql_table',
  'tags',
]

const known = new Set([
  ...ofModel,
  'additional_dimensions',
  'any_attributes',
  'case_sensitive',
  'default_filters',
  'description',
  'group_label',
  'groups',
  'joins',
  'label',
  'name',
  'required_attributes',
  'required_filters',
  'sql_filter',
  'sql_where',
])

/** `explores` of a model: further explores of the same rows. What is wrong in one breaks that one. */
export function readModelExplores(reading: Reading, meta: MapReader): ModelExploreSource[] {
  return meta.named('explores', 'strict').flatMap((named) => (checkName(reading, named.name, named.offset, 'explore') ? [readOne(reading, named)] : []))
}

function readOne({ place }: Reading, { name, offset, map }: NamedMap): ModelExploreSource {
  const problems: Problem[] = []
  const own: Reading = { place, report: (finding) => void problems.push(problemOf(finding, name)) }
  const owner = `explore ${name}`
  const reader = mapReader(own, map, owner)
  checkKeys(own, map, known, owner)
  for (const key of ofModel) {
    if (childOf(map, key) === undefined) continue
    own.report({
      code: 'model.not_possible',
      severity: 'warning',
      at: reader.placeOf(key),
      message: `${key} of ${owner} is not read: all explores of a model share it.`,
      hint: `Move ${key} up to the model, or remove it.`,
    })
  }
  const filters = readRequiredFilters(own, reader, owner)
  return {
    name,
    at: place(offset),
    problems,
    label: reader.text('label'),
    description: reader.text('description'),
    groupLabel: reader.text('group_label') ?? reader.texts('groups')?.[0],
    joins: childOf(map, 'joins') === undefined ? undefined : reader.maps('joins', 'strict').flatMap((join) => readJoin(own, join) ?? []),
    sqlFilter: readSql(reader, 'sql_filter') ?? readSql(reader, 'sql_where'),
    requiredFilters: childOf(map, 'required_filters') === undefined && childOf(map, 'default_filters') === undefined ? undefined : filters,
    ...readAttributes(reader),
    caseSensitive: reader.flag('case_sensitive'),
    dimensions: reader.named('additional_dimensions', 'strict').flatMap((dimension) => readOwnDimension(own, dimension, owner)),
  }
}

/** A dimension of an explore hangs on no column, so it says what it is itself. */
function readOwnDimension(reading: Reading, named: NamedMap, owner: string): DimensionSource[] {
  if (!checkName(reading, named.name, named.offset, 'dimension')) return []
  const dimension = { ...readDimension(reading, named.map, named), name: named.name }
  if (dimension.sql !== undefined) return [dimension]
  reading.report({
    code: 'model.dimension_without_sql',
    at: dimension.at,
    message: `Dimension ${named.name} of ${owner} has no sql.`,
    hint: 'Add "sql: …": it belongs to no column.',
  })
  return []
}
