import { problemOf } from '../../problems/finding.ts'
import type { Dialect } from '../../types/dialect.ts'
import { checkName } from '../check-name.ts'
import { dropUnjoined } from '../drop-unjoined.ts'
import { type FormatModels, formatNotes } from '../format-notes.ts'
import { mapReader, type NamedMap, type Reading } from '../map-reader.ts'
import type { ModelSource, Relation } from '../model-source.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import type { ParsedFile } from '../parsed-file.ts'
import { relationOfTable } from '../relation-of-table.ts'
import { modelSource } from '../source-parts.ts'
import { joinsOf, reachedFrom, readableFields } from './hex-joins.ts'
import { type HexModel, type HexProject, isHidden, itemsOf } from './hex-reading.ts'
import { declareFields, readDimensions } from './read-dimensions.ts'
import { readMeasures } from './read-measures.ts'
import { collectRelations, readRelations } from './read-relations.ts'
import { readView } from './read-view.ts'

/** True for a model or a view of Hex: it has an id, and says where its rows are or what it is a view of. */
export const isHex = (root: MapNode): boolean => {
  const has = (key: string): boolean => root.entries.has(key)
  return has('id') && (has('base_sql_table') || has('base_sql_query') || (scalarText(childOf(root, 'type')) === 'view' && has('base')))
}

/** The models and views of all files, of each document of them: dimensions, measures as metrics, relations as joins. */
export function readHex(files: readonly ParsedFile[], dialect: Dialect): FormatModels {
  const notes = formatNotes('hex')
  notes.report.files.push(...new Set(files.map(({ path }) => path)))
  const models = new Map<string, HexModel>()
  const project: HexProject = { models, notes, dialect }
  const views: { file: ParsedFile; name: string }[] = []
  for (const file of files) {
    const name = scalarText(childOf(file.root, 'id')) ?? ''
    const offset = file.root.entries.get('id')?.value.offset ?? file.root.offset
    if (!checkName({ place: file.place, report: (finding) => notes.findings.push(finding) }, name, offset, 'model')) continue
    if (models.has(name) || views.some((view) => view.name === name)) {
      notes.refused({
        what: `model ${name}`,
        at: file.place(offset),
        why: 'there is another one with its id',
        hint: 'Ids are those of the whole project: give it one of its own.',
      })
    } else if (scalarText(childOf(file.root, 'type')) === 'view') views.push({ file, name })
    else models.set(name, newModel(file, name, notes))
  }
  for (const model of models.values()) declareFields(model)
  for (const model of models.values()) collectRelations(model, project)
  for (const model of models.values()) readDimensions(model, project)
  for (const model of models.values()) readRelations(model, project)
  for (const model of models.values()) readMeasures(model, project)
  const shown = views.flatMap(({ file, name }) => readView(file, name, project) ?? [])
  for (const model of models.values()) joinModel(model, project)
  return { models: [...[...models.values()].map(({ model }) => model), ...shown], findings: notes.findings, report: notes.report }
}

const known = new Set(['id', 'type', 'base_sql_table', 'base_sql_query', 'dimensions', 'measures', 'relations', 'name', 'description', 'visibility'])

function newModel({ root, place }: ParsedFile, name: string, notes: HexProject['notes']): HexModel {
  const at = place(root.entries.get('id')?.value.offset ?? root.offset)
  const model: ModelSource = modelSource({ name, at })
  const reading: Reading = { place, report: (finding) => void model.problems.push(problemOf(finding, name)) }
  const reader = mapReader(reading, root, `model ${name}`)
  Object.assign(model, {
    label: reader.text('name'),
    description: reader.text('description'),
    joinOnly: isHidden(reader),
    relation: relationOf(reader.text('base_sql_table'), reader.text('base_sql_query')),
  })
  if (root.entries.has('base_sql_table') && root.entries.has('base_sql_query')) {
    const why = 'it has both base_sql_table and base_sql_query; the table is read'
    notes.approximated({ what: `model ${name}`, at, why, hint: 'Keep the one that holds its rows.' })
  } else notes.read(`model ${name}`, at)
  for (const { key, keyOffset } of root.entries.values()) {
    if (known.has(key)) continue
    notes.refused({ what: `${key} of model ${name}`, at: place(keyOffset), why: 'it has no counterpart here', hint: 'The rest of the model works without it.' })
  }
  const [fields, relations] = [new Set<string>(), new Set<string>()]
  const listed = (key: string, taken: Set<string>): NamedMap[] => itemsOf({ ...reading, name, reader }, key, notes, taken)
  const items = { dimensions: listed('dimensions', fields), measures: listed('measures', fields), relations: listed('relations', relations) }
  return { ...reading, name, at, reader, items, model, fields: new Map(), relations: [], ways: new Map() }
}

function relationOf(table: string | undefined, query: string | undefined): Relation {
  if (table !== undefined) return relationOfTable(table)
  return { kind: 'sql', sql: `(${(query ?? '').replace(/;\s*$/, '')})`, database: undefined, schema: undefined, name: undefined }
}

/** Joins what a model reaches, and takes out of it what reads over ways that are not joined. */
function joinModel(base: HexModel, { models, notes }: HexProject): void {
  const reached = reachedFrom(base, models)
  base.model.joins.push(...joinsOf(reached, base.name))
  const readable = readableFields(base, [], reached)
  const { columns, metrics } = base.model
  for (const [kind, fields] of [
    ['dimension', columns.map(({ dimension }) => dimension)],
    ['measure', metrics],
  ] as const) {
    for (const field of fields) {
      if (readable.has(field.name)) continue
      notes.refused({
        what: `${kind} ${base.name}.${field.name}`,
        at: field.at,
        why: 'it reads fields that are left out, or over relations that are not joined here',
        hint: 'Give one of the relations of the same name another id.',
      })
    }
  }
  base.model.columns = columns.filter(({ dimension }) => readable.has(dimension.name))
  base.model.metrics = metrics.filter(({ name }) => readable.has(name))
  dropUnjoined(base.model, notes)
}
