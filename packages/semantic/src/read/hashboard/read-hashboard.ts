import type { Place } from '../../problems/place.ts'
import { type FormatModels, type FormatNotes, formatNotes } from '../format-notes.ts'
import { isObject } from '../json-object.ts'
import { jsonNode } from '../json-node.ts'
import type { ModelSource, Relation } from '../model-source.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import type { ParsedFile } from '../parsed-file.ts'
import type { ColumnMap } from '../read-column.ts'
import { readModel } from '../read-model.ts'
import { columnOf } from '../source-parts.ts'
import { type FieldMeta, fieldMeta, isMeasure } from './field-meta.ts'
import { namedModel, type NamedModel, versionKeys } from './hashboard-names.ts'
import { columnsOf, foreignKeys, type JoinWords, keyOf, sqlNames, tableOf } from './model-parts.ts'
import { withOwnWords } from './own-words.ts'
import { listAt, objectAt, type Plain, plainOf, textAt } from './plain-node.ts'

/** True for a file of Hashboard data as code, of whatever kind. */
export const isHashboard = (root: MapNode): boolean => versionKeys.some((key) => root.entries.has(key))

/** True for one that describes a data model. */
export function isHashboardModel(root: MapNode): boolean {
  if (!isHashboard(root)) return false
  const type = scalarText(childOf(root, 'type'))
  return type === undefined ? childOf(root, 'cols') !== undefined : type === 'model'
}

/** A model on its way: its file, and where things in it stand. */
type ModelFile = { model: NamedModel; root: MapNode; place: ParsedFile['place'] }
type Reading = { notes: FormatNotes; models: readonly NamedModel[] }

/** The data models of all files: attributes as dimensions, measures as metrics, foreign keys as joins. */
export function readHashboard(files: readonly ParsedFile[]): FormatModels {
  const notes = formatNotes('hashboard')
  notes.report.files.push(...files.map(({ path }) => path))
  const read = files.map(({ path, root, place }): ModelFile => ({ root, place, model: namedModel(path, asObject(plainOf(root))) }))
  const models = read.map(({ model }) => model)
  return { models: read.flatMap((file) => readOne(file, { notes, models })), findings: notes.findings, report: notes.report }
}

const asObject = (value: unknown): Plain => (isObject(value) ? value : {})
const variable = /\$\{?[A-Za-z_]/

function readOne(file: ModelFile, reading: Reading): ModelSource[] {
  const { model, root } = file
  const { notes } = reading
  const what = `model ${model.name}`
  const at = placeOf(file, 'name')
  const refused = (why: string, hint: string): ModelSource[] => {
    notes.refused({ what, at, why, hint })
    return []
  }
  if (variable.test(model.name)) return refused(`its name reads ${model.name}, which is set where the files are built`, 'Write the name out.')
  const relation = relationOf(model.plain)
  if ('why' in relation) return refused(relation.why, 'Write a table (physicalName) or a query (sql) under source.')
  noteModel(file, reading)
  const own = objectAt(objectAt(model.plain, 'atrium'), 'model')
  const fields = fieldsOf(file, reading)
  const labels = listAt(objectAt(model.plain, 'resourceMetadata'), 'labels')
  return [
    readModel({
      name: model.name,
      offset: root.entries.get('alias')?.value.offset ?? root.entries.get('name')?.value.offset ?? root.offset,
      place: file.place,
      own: asMap({ description: textAt(model.plain, 'description'), tags: labels.filter((label) => typeof label === 'string') }),
      meta: asMap({
        label: textAt(model.plain, 'name'),
        primary_key: keyOf(model),
        ...own,
        joins: joinsOf(file, reading, own),
        metrics: fields.metrics,
      }),
      columns: fields.columns,
      relation: relation.relation,
    }),
  ]
}

const asMap = (value: object): MapNode => {
  const node = jsonNode(Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)))
  return node.kind === 'map' ? node : { kind: 'map', entries: new Map(), offset: 0 }
}

const placeOf = ({ root, place }: ModelFile, key: string): Place => place(root.entries.get(key)?.keyOffset ?? root.offset)

/** A table by its name, or the query that stands for one. */
function relationOf(plain: Plain): { relation: Relation } | { why: string } {
  const sql = textAt(objectAt(plain, 'source'), 'sql')
  const table = tableOf(plain)
  const said = sql ?? (table === undefined ? undefined : `${table.schema ?? ''}.${table.name}`)
  if (said === undefined) return { why: 'it has no source' }
  const [found] = /\$\{\w+\}|\$[A-Za-z_]\w*/.exec(said.replaceAll('$$', '')) ?? []
  if (found !== undefined) return { why: `its source reads ${found}, which is set where the files are built and is not known here` }
  if (sql !== undefined)
    return { relation: { kind: 'sql', sql: `(${sql.replaceAll('$$', '$').replace(/;\s*$/, '')})`, database: undefined, schema: undefined, name: undefined } }
  return { relation: { kind: 'name', database: undefined, schema: table?.schema, name: table?.name ?? '' } }
}

/** Keys of a model that are read, or that nobody misses: which connection it is, the project says. */
const modelKeys = new Set([
  'type',
  'grn',
  'alias',
  'name',
  'description',
  'resourceMetadata',
  'source',
  'cols',
  'atrium',
  'preventUpdatesFromUI',
  ...versionKeys,
])

function noteModel(file: ModelFile, { notes }: Reading): void {
  const { model, root } = file
  const what = `model ${model.name}`
  notes.read(what, placeOf(file, 'name'))
  for (const { key, keyOffset } of root.entries.values()) {
    if (modelKeys.has(key)) continue
    notes.refused({ what: `${key} of ${what}`, at: file.place(keyOffset), why: 'it has no counterpart here', hint: 'The rest of the model works without it.' })
  }
  const alias = textAt(model.plain, 'alias')
  if (alias !== undefined && alias !== model.name) {
    const why = `its alias is ${alias} now; it keeps the name that it had, which charts ask by`
    notes.approximated({ what, at: placeOf(file, 'alias'), why, hint: 'Take the name under atrium out of the file to call it as there.' })
  }
  const table = tableOf(model.plain)
  if (table?.file !== undefined) {
    const why = `its file ${table.file} is read as the table ${table.name}`
    notes.approximated({ what, at: placeOf(file, 'source'), why, hint: `Upload the file as the table ${table.name}, or name the table that holds its rows.` })
  }
}

/** Joins by foreign keys, and those that stand under `atrium` in their place or beside them. */
function joinsOf(file: ModelFile, { notes, models }: Reading, own: Plain): JoinWords[] {
  const { model } = file
  const said = listAt(own, 'joins').filter((join): join is JoinWords => isObject(join) && typeof join['join'] === 'string')
  const isSaid = (column: string, { join }: JoinWords): boolean =>
    said.some((one) => one.join === join && typeof one['sql_on'] === 'string' && one['sql_on'].includes(`\${${model.name}.${column}}`))
  const joins = foreignKeys(model, models).flatMap((key): JoinWords[] => {
    const what = `join ${model.name}.${key.column} to ${key.reference}`
    const at = placeOfColumn(file, key.column)
    if ('why' in key) {
      notes.refused({ what, at, why: key.why, hint: 'Import the other model as well, with the column that is its primary key.' })
      return []
    }
    if (isSaid(key.column, key.join)) return []
    const { join, alias } = key.join
    if (alias === undefined) notes.read(what, at)
    else notes.approximated({ what, at, why: `${join} is joined already, and is ${alias} here`, hint: `Fields of it are ${alias}.….` })
    return [key.join]
  })
  return [...joins, ...said]
}

function placeOfColumn({ root, place }: ModelFile, id: string): Place {
  const list = childOf(root, 'cols')
  const items = list?.kind === 'list' ? list.items : []
  return place(items.find((item) => item.kind === 'map' && scalarText(childOf(item, 'id')) === id)?.offset ?? root.offset)
}

/** Keys of a column that are read. */
const columnKeys = new Set(
  'id type name description physicalName sql aggregate primaryKey primaryDate foreignModels isHiddenByDefault aggregationOptions formattingOptions numberFormat atrium'.split(
    ' ',
  ),
)

type Fields = { columns: ColumnMap[]; metrics: FieldMeta[] }

function fieldsOf(file: ModelFile, { notes, models }: Reading): Fields {
  const { model } = file
  const names = sqlNames(model, models)
  const fields: Fields = { columns: [], metrics: [] }
  for (const column of columnsOf(model)) {
    const id = textAt(column, 'id')
    const at = id === undefined ? placeOf(file, 'cols') : placeOfColumn(file, id)
    const what = `${isMeasure(column) ? 'measure' : 'attribute'} ${model.name}.${id ?? ''}`
    const found = id === undefined ? { why: 'it has no id' } : fieldMeta(column, names)
    if ('why' in found) {
      notes.refused({ what, at, why: found.why, hint: 'Write it into the model here once it is imported.' })
      continue
    }
    const { meta, isChanged } = withOwnWords(column, found.meta)
    noteColumn(notes, column, { what, at, isChanged })
    if (isMeasure(column)) fields.metrics.push(meta)
    else fields.columns.push(columnMap(meta, at))
  }
  if (objectAt(model.plain, 'atrium')['model'] === undefined) addRowCount(file, fields)
  return fields
}

/** Every model of the format counts its rows, whether it says so or not. */
function addRowCount({ model }: ModelFile, { columns, metrics }: Fields): void {
  const isCounted = columnsOf(model).some((column) => textAt(column, 'aggregate') === 'row_count')
  const isTaken = [...columns.map(({ name }) => name), ...metrics.map(({ name }) => name)].includes('row_count')
  if (!isCounted && !isTaken) metrics.push({ name: 'row_count', label: 'Row count', type: 'count', sql: '1' })
}

function noteColumn(notes: FormatNotes, column: Plain, { what, at, isChanged }: { what: string; at: Place; isChanged: boolean }): void {
  const unread = Object.keys(column).filter((key) => !columnKeys.has(key))
  const differs = [
    ...(column['primaryDate'] === true && column['atrium'] === undefined ? ['it is no more the date that charts begin with'] : []),
    ...(isChanged ? ['it was changed by hand: what only Atrium has words for was left out'] : []),
    ...(unread.length === 0 ? [] : [`nothing here reads ${unread.join(', ')}`]),
    ...(objectAt(column, 'aggregationOptions')['binsEnabled'] === true ? ['its values are not put into bins: a chart can do that'] : []),
    ...(!isMeasure(column) && column['physicalName'] === undefined && column['atrium'] === undefined
      ? ['the files do not say what type its SQL gives: look whether it is right here']
      : []),
  ]
  if (differs.length === 0) notes.read(what, at)
  else notes.approximated({ what, at, why: differs.join('; '), hint: 'Change it in the model here where that matters.' })
}

function columnMap({ column, quote, ...dimension }: FieldMeta, at: Place): ColumnMap {
  const { name, sql } = dimension
  const fieldName = typeof name === 'string' ? name : ''
  const alone = typeof sql === 'string' ? columnOf(sql) : undefined
  return {
    name: typeof column === 'string' ? column : (alone?.name ?? fieldName),
    offset: 0,
    own: asMap({ quote: quote === true || alone?.quoted === true ? true : undefined }),
    meta: asMap({ dimension: alone === undefined ? dimension : { ...dimension, sql: null } }),
    place: () => at,
  }
}
