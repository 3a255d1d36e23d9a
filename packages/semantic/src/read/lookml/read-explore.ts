import { replaceReferences } from '../../plan/sql-template.ts'
import { problemOf } from '../../problems/finding.ts'
import { dropUnjoined } from '../drop-unjoined.ts'
import type { FilterSource, ModelSource, SqlSource } from '../model-source.ts'
import { modelSource } from '../source-parts.ts'
import type { ExploreContext } from './explore-context.ts'
import { baseOfExplore, fieldList, shownFields } from './explore-names.ts'
import { readJoins } from './explore-joins.ts'
import { blocksOf, flagOf, itemsOf, type LookmlBlock, textAt, textOf } from './lookml-node.ts'
import { lookmlSql } from './lookml-sql.ts'
import type { Definition } from './lookml-project.ts'
import { filterSources, type TypeOf } from './read-measures.ts'
import { unreadRefinement } from './read-view.ts'
import { bothRequired, grantsOf, placeOf, type ViewReading } from './view-reading.ts'

/**
 * An explore as a model: that of its base view when it has the view's name, else a copy under the explore's name.
 * `undefined` when its view is not there, which is then reported. A rule on rows that cannot be kept closes the explore.
 */
export function readExplore(explore: Definition, context: ExploreContext): ModelSource | undefined {
  const { block, name } = explore
  const base = baseOfExplore(block)
  const found = context.views.get(base.view)
  const at = explore.place(block.nameOffset)
  if (found === undefined) return undefined
  const aliases = new Map([
    [base.alias, base.view],
    ...blocksOf(block, 'join').map((join) => [join.name ?? '', textOf(join, 'from') ?? join.name ?? ''] as const),
  ])
  const typeOf: TypeOf = (table, field) => context.typeOf(aliases.get(table) ?? table, field)
  const reading: ViewReading = {
    ...found,
    view: { ...found.view, place: explore.place },
    sqlPlace: { ...found.sqlPlace, names: withAliases(found.sqlPlace.names, aliases) },
  }
  const isOwn = name === base.view
  const model = isOwn
    ? found.model
    : modelSource({
        ...found.model,
        ...copiedFields(found.model),
        name,
        at,
        problems: found.model.problems.map((problem) => ({ ...problem, model: name })),
        joins: [],
      })
  const rename = (sql: string): string =>
    replaceReferences(sql, (reference, text) => (reference.kind === 'field' && reference.table === base.alias ? `\${${name}.${reference.name}}` : text))
  const own = (sql: string): string =>
    replaceReferences(sql, (reference, text) => (reference.kind === 'field' && reference.table === base.alias ? `\${${reference.name}}` : text))
  const close = (key: string, why: string): void => {
    const finding = {
      code: 'lookml.guard',
      at: placeOf(reading, block, key),
      message: `Explore ${name} is closed: ${why}.`,
      hint: 'Write the rule in YAML of this project as sql_filter, or in plain LookML.',
    }
    model.problems.push(problemOf(finding, name))
  }
  model.joinOnly = false
  model.label = textOf(block, 'label') ?? model.label
  model.description = textOf(block, 'description') ?? model.description
  model.groupLabel = textOf(block, 'group_label') ?? model.groupLabel
  model.joins = readJoins(explore, reading, { context, base: { alias: base.alias, name }, rename })
  hideUnlisted(model, shownFields([fieldList(block)], base.alias, found))
  const rules = [alwaysWhere(reading, block, own, close), ...accessFilters(reading, block, own, close)].filter((rule) => rule !== undefined)
  const [first] = rules
  if (first !== undefined) model.sqlFilter = { sql: rules.map(({ sql }) => `(${sql})`).join(' AND '), at: first.at }
  model.requiredFilters = requiredFilters(reading, block, { alias: base.alias, typeOf }, close)
  const grants = grantsOf(block, found.grants)
  if ('why' in grants) close('required_access_grants', grants.why)
  else model.requiredAttributes = bothRequired(model.requiredAttributes, grants.required)
  if (textAt(block, 'sql_always_having') !== undefined) close('sql_always_having', 'a condition on all of its results (sql_always_having) is not known here')
  if (flagOf(block, 'hidden') === true) model.tags = [...model.tags, 'hidden']
  const unread = unreadRefinement(`explore ${name}`, context.project)
  if (unread !== undefined) model.problems.push(problemOf(unread, name))
  dropUnjoined(model, found.notes)
  found.notes.read(`explore ${name}`, at)
  return isOwn ? undefined : model
}

const copiedFields = (model: ModelSource): Pick<ModelSource, 'columns' | 'metrics' | 'tags'> => ({
  columns: model.columns.map((column) => ({ ...column, dimension: { ...column.dimension } })),
  metrics: model.metrics.map((metric) => ({ ...metric })),
  tags: [...model.tags],
})

function hideUnlisted(model: ModelSource, shown: readonly string[] | undefined): void {
  if (shown === undefined) return
  for (const { dimension } of model.columns)
    if (!shown.some((name) => name === dimension.name || name.startsWith(`${dimension.name}_`))) dimension.hidden = true
  for (const metric of model.metrics) if (!shown.includes(metric.name)) metric.hidden = true
}

const withoutTable = (fieldRef: string, table: string): string => (fieldRef.startsWith(`${table}.`) ? fieldRef.slice(table.length + 1) : fieldRef)

function withAliases(names: ViewReading['sqlPlace']['names'], aliases: ReadonlyMap<string, string>): ViewReading['sqlPlace']['names'] {
  return new Map([...names, ...[...aliases].flatMap(([alias, view]) => (names.has(view) ? [[alias, names.get(view) ?? new Map()] as const] : []))])
}

type Close = (key: string, why: string) => void
type Rewrite = (sql: string) => string

const attribute = /'?\{\{\s*_user_attributes\[\s*['"](\w+)['"]\s*\]\s*\}\}'?/g

/** `sql_always_where`, in which the only Liquid that is read is a user attribute. */
function alwaysWhere(reading: ViewReading, block: LookmlBlock, own: Rewrite, close: Close): SqlSource | undefined {
  const written = textAt(block, 'sql_always_where')
  if (written === undefined) return undefined
  const attributes: string[] = []
  const held = written.text.replaceAll(attribute, (_, name: string) => `'@attribute ${attributes.push(name) - 1}'`)
  const sql = lookmlSql(held, reading.sqlPlace)
  if ('why' in sql) {
    close('sql_always_where', sql.why.replace('its SQL', 'sql_always_where'))
    return undefined
  }
  const restored = own(sql.sql).replaceAll(/'@attribute (\d+)'/g, (_, place: string) => `\${ld.attr.${attributes[Number(place)] ?? ''}}`)
  return { sql: restored, at: reading.view.place(written.offset) }
}

/** `access_filter`: the field has one of the values of the caller's attribute. */
function accessFilters(reading: ViewReading, block: LookmlBlock, own: Rewrite, close: Close): (SqlSource | undefined)[] {
  return blocksOf(block, 'access_filter').map((filter) => {
    const field = lookmlSql(`\${${textOf(filter, 'field') ?? ''}}`, reading.sqlPlace)
    const name = textOf(filter, 'user_attribute')
    if ('why' in field || name === undefined) {
      close('access_filter', `its access_filter cannot be read: ${'why' in field ? field.why : 'it names no user_attribute'}`)
      return undefined
    }
    const at = reading.view.place(filter.offset)
    const why = 'values of the attribute are compared as they are; signs such as % and NULL mean nothing in them'
    reading.notes.approximated({ what: `access_filter of explore ${block.name}`, at, why, hint: 'Give the attribute plain values.' })
    return { sql: `${own(field.sql)} IN (\${ld.attr.${name}})`, at }
  })
}

/** `always_filter` must be there, `conditionally_filter` is a proposal. */
function requiredFilters(reading: ViewReading, block: LookmlBlock, { alias, typeOf }: { alias: string; typeOf: TypeOf }, close: Close): FilterSource[] {
  const read = (key: string, required: boolean): FilterSource[] =>
    blocksOf(block, key).flatMap((holder) => {
      const what = `${key} of explore ${block.name}`
      const found = filterSources(reading, itemsOf(holder, 'filters'), { what, typeOf })
      if (!('why' in found)) return found.map((filter) => ({ ...filter, required, fieldRef: withoutTable(filter.fieldRef, alias) }))
      if (required) close(key, `its ${key} cannot be read: ${found.why}`)
      else reading.notes.refused({ what, at: reading.view.place(holder.offset), why: found.why, hint: 'Set the filter in the explore.' })
      return []
    })
  return [...read('always_filter', true), ...read('conditionally_filter', false)]
}
