import { type FieldMeta, fieldMeta } from '../../read/hashboard/field-meta.ts'
import type { SqlNames } from '../../read/hashboard/hashboard-sql.ts'
import { besides } from '../../read/hashboard/own-words.ts'
import { nameParts } from '../../read/relation-of-table.ts'
import { columnOf } from '../../read/source-parts.ts'
import type { CompiledTable, Explore } from '../../types/explore.ts'
import type { CompiledDimension } from '../../types/field.ts'
import { dimensionMeta, metricMeta, modelMeta } from '../osi/model-meta.ts'
import { attributeWords, type Column, measureWords } from './field-words.ts'

/** An explore as a data model of Hashboard, without its name and whose it is. */
export type HashboardModel = { source: object; cols: Column[]; atrium?: { model: object } }

/**
 * The base table of an explore in the words of the format. What it has no words for stands under `atrium`: read again, both are the same
 * model. `withRules` false: who may see what is left out, for readers who may not know.
 */
export function hashboardModel(explore: Explore, { withRules }: { withRules: boolean }): HashboardModel {
  const table = explore.tables[explore.baseTable]
  if (table === undefined) return { source: {}, cols: [] }
  const keys = foreignKeys(explore)
  const [key, ...others] = table.primaryKey ?? []
  const cols = [
    ...Object.values(table.dimensions)
      .filter(({ timeIntervalBaseDimensionName }) => timeIntervalBaseDimensionName === undefined)
      .map((dimension) => {
        const column = withOwn(attributeMeta(dimension, table), attributeWords, withRules)
        const models = keys.get(dimension.name)
        return {
          ...column,
          ...(key === dimension.name && others.length === 0 ? { primaryKey: true } : {}),
          ...(models === undefined ? {} : { foreignModels: models }),
        }
      }),
    ...Object.values(table.metrics).map((metric) => withOwn(described(metricMeta(metric), metric), measureWords, withRules)),
  ]
  return { source: sourceOf(table), cols, ...(withRules ? { atrium: { model: ownModel(explore, table) } } : {}) }
}

const described = (meta: object, { description }: { description?: string }): FieldMeta => ({ ...meta, ...(description === undefined ? {} : { description }) })

function attributeMeta(dimension: CompiledDimension, table: CompiledTable): FieldMeta {
  const column = columnOf(dimension.sql)
  return {
    ...described(dimensionMeta(dimension, table), dimension),
    ...(column === undefined ? {} : { column: column.name, quote: column.quoted || undefined }),
  }
}

/** No name of a table is known: SQL that says one is kept as it is. */
const noNames: SqlNames = { own: [], joined: (model) => ({ why: model }) }

/** A field in the words of the format, and what they leave out. */
function withOwn(meta: FieldMeta, wordsOf: (meta: FieldMeta) => Column, withRules: boolean): Column {
  const words = wordsOf(meta)
  const { sql } = meta
  const plain = fieldMeta(words, noNames)
  const isRead = 'meta' in plain && plain.meta['sql'] === sql
  const said = isRead ? plain : fieldMeta({ ...words, atrium: { sql } }, noNames)
  const own = { ...(isRead ? {} : { sql }), ...besides(meta, 'meta' in said ? said.meta : {}) }
  const shown = withRules ? own : Object.fromEntries(Object.entries(own).filter(([key]) => key !== 'required_attributes' && key !== 'any_attributes'))
  return Object.keys(shown).length === 0 ? words : { ...words, atrium: shown }
}

/** What model YAML says of the model, without what its columns say. */
function ownModel(explore: Explore, table: CompiledTable): object {
  const meta: FieldMeta = { ...modelMeta(explore, table) }
  const [key, ...others] = table.primaryKey ?? []
  const said = { label: explore.label, ...(key === undefined || others.length > 0 ? {} : { primary_key: [key] }) }
  const from = nameParts(table.sqlTable)
  const isWhole = from.length <= (table.schema === '' ? 1 : 2)
  return { ...besides(meta, said), ...(isWhole ? {} : { sql_from: table.sqlTable }) }
}

/** By dimension, the models that it leads to. */
function foreignKeys(explore: Explore): ReadonlyMap<string, string[]> {
  const keys = new Map<string, string[]>()
  for (const join of explore.joinedTables) {
    const joined = explore.tables[join.table]
    const [key, ...others] = joined?.primaryKey ?? []
    const [own, theirs] = [`\${${explore.baseTable}.`, `\${${join.table}.${key ?? ''}}`]
    const [left = '', right = '', ...more] = join.sqlOn.split('=').map((side) => side.trim())
    const near = left === theirs ? right : right === theirs ? left : ''
    if (others.length > 0 || more.length > 0 || !near.startsWith(own)) continue
    const column = near.slice(own.length, -1)
    keys.set(column, [...(keys.get(column) ?? []), `m::${joined?.originalName ?? join.table}`])
  }
  return keys
}

/** A table by its name, or else the query that stands for one. */
function sourceOf({ sqlTable, schema }: CompiledTable): object {
  const name = nameParts(sqlTable.trim()).at(-1)
  if (name !== undefined) return { physicalName: name, ...(schema === '' ? {} : { schema }) }
  const query = isOneBracket(sqlTable.trim()) ? sqlTable.trim().slice(1, -1) : `SELECT * FROM ${sqlTable}`
  return { sql: query.replaceAll('$', '$$$$') }
}

/** Whether the first bracket closes at the end. */
function isOneBracket(sql: string): boolean {
  let depth = 0
  for (let place = 0; place < sql.length; place += 1) {
    if (sql[place] === '(') depth += 1
    else if (sql[place] === ')') depth -= 1
    if (depth === 0) return sql.startsWith('(') && place === sql.length - 1
  }
  return false
}
