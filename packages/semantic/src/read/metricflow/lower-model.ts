import type { TimeInterval } from '../../types/field.ts'
import type { FormatNotes } from '../format-notes.ts'
import type { IntervalsSource, ModelSource, Relation } from '../model-source.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import { columnFor, dimensionSource, fieldForSql, modelSource } from '../source-parts.ts'
import type { SemanticDimension, SemanticModel } from './definitions.ts'
import { entitySql } from './entity-field.ts'

/**
 * A semantic model as a model with its dimensions and key. It goes on in the dbt model of the same name when the project
 * has one: what that says about a dimension stays.
 */
export function lowerModel(semantic: SemanticModel, dbtModels: ReadonlyMap<string, ModelSource>, notes: FormatNotes): ModelSource {
  const known = dbtModels.get(semantic.name)
  const source = known ?? modelSource({ name: semantic.name, at: semantic.at, relation: relationOf(semantic, dbtModels) })
  source.label ??= semantic.label
  source.description ??= semantic.description
  for (const dimension of semantic.dimensions) {
    addDimension(source, dimension)
    notes.read(`dimension ${semantic.name}.${dimension.name}`, dimension.at)
  }
  for (const entity of semantic.entities) {
    const name = fieldForSql(source, entitySql(entity))
    const field = source.columns.find((column) => column.dimension.name === name)?.dimension
    if (field !== undefined && known === undefined) {
      field.hidden = entity.type === 'foreign'
      field.label ??= entity.label
      field.description ??= entity.description
    }
    if (entity.type === 'primary') source.primaryKey ??= { names: [name], at: entity.at }
    notes.read(`entity ${semantic.name}.${entity.name}`, entity.at)
  }
  return source
}

function relationOf({ relation }: SemanticModel, dbtModels: ReadonlyMap<string, ModelSource>): Relation {
  if (relation.kind === 'own') return relation.relation
  return dbtModels.get(relation.model)?.relation ?? { kind: 'name', database: undefined, schema: undefined, name: relation.model }
}

function addDimension(source: ModelSource, { name, at, label, description, expr, granularity }: SemanticDimension): void {
  const time = granularity === undefined ? {} : ({ type: 'timestamp', intervals: intervalsFrom(granularity, at) } as const)
  const known = source.columns.find((column) => column.dimension.name === name)
  if (known === undefined) {
    const sql = { sql: qualifyColumns(expr.text), at: expr.at }
    source.columns.push(columnFor(dimensionSource({ name, at, label, description, sql, ...time })))
    return
  }
  const own = known.dimension
  known.dimension = { ...own, ...(own.type === undefined ? time : {}), label: own.label ?? label, description: own.description ?? description }
}

const finestFirst: readonly TimeInterval[] = ['MILLISECOND', 'SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** The intervals that a column of this granularity can be cut to. Below a day the moment itself is among them. */
function intervalsFrom(granularity: string, at: SemanticDimension['at']): IntervalsSource {
  const start = finestFirst.indexOf(granularity.toUpperCase() as TimeInterval)
  if (start === -1) return { kind: 'default' }
  const intervals = finestFirst.slice(start)
  return { kind: 'list', intervals: intervals.includes('HOUR') ? ['RAW', ...intervals] : intervals, at }
}
