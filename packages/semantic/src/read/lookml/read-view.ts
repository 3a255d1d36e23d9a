import { type Finding, problemOf } from '../../problems/finding.ts'
import type { FormatNotes } from '../format-notes.ts'
import { relationOfTable } from '../relation-of-table.ts'
import type { Relation } from '../model-source.ts'
import { modelSource } from '../source-parts.ts'
import { blocksOf, textAt, textOf } from './lookml-node.ts'
import type { AccessGrant, Definition, LookmlProject } from './lookml-project.ts'
import type { FieldNames } from './field-names.ts'
import { grantsOf, placeOf, type ViewReading } from './view-reading.ts'

/** The model of a view without its fields. It can be joined; an explore of its name opens it. */
export function startView(
  view: Definition,
  { project, names, notes }: { project: LookmlProject; names: ReadonlyMap<string, FieldNames>; notes: FormatNotes },
): ViewReading {
  const { block, name, place } = view
  const model = modelSource({
    name,
    at: place(block.nameOffset),
    relation: relationOf(view),
    label: textOf(block, 'label'),
    description: textOf(block, 'description'),
    joinOnly: true,
  })
  const reading = { view, model, sqlPlace: { view: name, names, tables: tablesOf(project.views) }, grants: project.grants, notes }
  closeWhenUnclear(reading)
  closeForGrants(reading, project.grants)
  const unread = unreadRefinement(`view ${name}`, project)
  if (unread !== undefined) model.problems.push(problemOf(unread, name))
  notes.read(`view ${name}`, model.at)
  return reading
}

function relationOf({ block, name }: Definition): Relation {
  const [derived] = blocksOf(block, 'derived_table')
  const query = derived === undefined ? undefined : textOf(derived, 'sql')
  if (query !== undefined) return { kind: 'sql', sql: `(${query.replace(/;\s*$/, '')})`, database: undefined, schema: undefined, name: undefined }
  return relationOfTable(textOf(block, 'sql_table_name') ?? name)
}

/** What stands for `${view.SQL_TABLE_NAME}`, one level deep: a table of a table is not followed. */
function tablesOf(views: ReadonlyMap<string, Definition>): ReadonlyMap<string, string> {
  return new Map(
    [...views].flatMap(([name, view]) => {
      const relation = relationOf(view)
      return relation.kind === 'sql' && !relation.sql.includes('${') ? [[name, relation.sql] as const] : []
    }),
  )
}

/** A view whose rows are chosen by Liquid, or made by an explore, cannot be read at all. */
function closeWhenUnclear({ view, model, sqlPlace }: ViewReading): void {
  const [derived] = blocksOf(view.block, 'derived_table')
  const written = textAt(view.block, 'sql_table_name') ?? (derived === undefined ? undefined : textAt(derived, 'sql'))
  const close = (offset: number, why: string, hint: string): void => {
    const finding = { code: 'lookml.unreadable_table', at: view.place(offset), message: `View ${view.name} cannot be read: ${why}.`, hint }
    model.problems.push(problemOf(finding, view.name))
  }
  if (derived !== undefined && blocksOf(derived, 'explore_source').length > 0) {
    close(derived.offset, 'its rows are made by an explore', 'Write the derived table as SQL, or make a table of it.')
  } else if (written !== undefined && /\{[%{]/.test(written.text)) {
    close(written.offset, 'its table is chosen by Liquid, which is not run here', 'Name one table, or write plain SQL.')
  }
  if (model.relation.kind !== 'sql') return
  const sql = model.relation.sql.replaceAll(/\$\{(\w+)\.SQL_TABLE_NAME\}/g, (all, name: string) => sqlPlace.tables.get(name) ?? all)
  if (sql.includes('${')) close(written?.offset ?? view.block.offset, 'its SQL refers to something that is not known', 'Write the table out.')
  else model.relation = { ...model.relation, sql }
}

function closeForGrants(reading: ViewReading, grants: ReadonlyMap<string, AccessGrant>): void {
  const { view, model } = reading
  const found = grantsOf(view.block, grants)
  if ('required' in found) {
    model.requiredAttributes = found.required
    return
  }
  const at = placeOf(reading, view.block, 'required_access_grants')
  const hint = 'Define the access_grant in a model file of this project.'
  model.problems.push(problemOf({ code: 'lookml.guard', at, message: `View ${view.name} is closed: ${found.why}.`, hint }, view.name))
}

/** An error for a view or explore ("view orders") of which a part stands in a file that cannot be read. */
export function unreadRefinement(what: string, { unread }: LookmlProject): Finding | undefined {
  const error = unread.get(what)
  if (error === undefined) return undefined
  const message = `${what.replace(/^./, (letter) => letter.toUpperCase())} is closed: a refinement of it stands in a file that cannot be read (${error.message})`
  return { code: 'lookml.guard', at: error.at, message, hint: error.hint }
}
