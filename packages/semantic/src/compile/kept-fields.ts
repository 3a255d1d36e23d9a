import { fieldReferences } from '../plan/sql-template.ts'
import type { JoinSource } from '../read/model-source.ts'
import type { ExploreScope } from './explore-scope.ts'
import { type Origin, referencedAlias } from './find-reference.ts'
import type { DimensionDraft, MetricDraft, TableDraft } from './table-draft.ts'

/** Fields of a joined table that its `fields` list shows, and those that must stay, hidden, because others read them. */
export type KeptFields = { shown: ReadonlySet<string>; needed: ReadonlySet<string> }

type Draft = DimensionDraft | MetricDraft

/** Applies the list `fields` to the table `alias`. Intervals belong to their base. */
export function keptFields(scope: ExploreScope, alias: string, fields: readonly string[], joins: readonly JoinSource[]): KeptFields {
  const own = new Map(draftsOf(scope.tables.get(alias)).map((draft) => [draft.name, draft]))
  const listed = new Set(fields)
  const shown = new Set([...own.values()].filter((draft) => listed.has(draft.name) || listed.has(baseOf(draft) ?? '')).map(({ name }) => name))
  const needed = new Set<string>()

  const need = (name: string): void => {
    const draft = own.get(name)
    if (draft === undefined || needed.has(name)) return
    needed.add(name)
    follow(alias, draft)
  }
  const read = (sql: string, origin: Pick<Origin, 'table' | 'joinCondition'>): void => {
    if (!sql.includes('${')) return
    for (const { table, name } of fieldReferences(sql)) if (referencedAlias(scope, origin, table) === alias) need(name)
  }
  const follow = (table: string, draft: Draft): void => {
    const base = table === alias ? baseOf(draft) : undefined
    if (base !== undefined) need(base)
    read(draft.sql, { table })
    for (const { fieldRef } of filtersOf(draft)) read(`\${${fieldRef}}`, { table })
  }

  for (const name of scope.tables.get(alias)?.source.primaryKey?.names ?? []) need(name)
  for (const join of joins) read(join.sqlOn.sql, { table: join.alias ?? join.model, joinCondition: true })
  for (const [table, draft] of scope.tables) {
    read(draft.source.sqlFilter?.sql ?? '', { table })
    for (const field of draftsOf(draft)) if (table !== alias || shown.has(field.name)) follow(table, field)
  }
  return { shown, needed }
}

const draftsOf = (table: TableDraft | undefined): Draft[] => (table === undefined ? [] : [...table.dimensions.values(), ...table.metrics.values()])
const baseOf = (draft: Draft): string | undefined => ('interval' in draft ? draft.interval?.base : undefined)
const filtersOf = (draft: Draft): readonly { fieldRef: string }[] => ('filters' in draft.source ? draft.source.filters : [])
