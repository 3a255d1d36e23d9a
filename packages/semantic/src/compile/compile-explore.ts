import type { Report } from '../problems/finding.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import { withoutSets } from '../read/field-sets.ts'
import { present } from '../types/present.ts'
import type { CompiledTable, Explore } from '../types/explore.ts'
import { compileEvents } from './compile-events.ts'
import { compileJoins, joinedTables, type JoinableModel } from './compile-joins.ts'
import { compileTable, type TableOutcome } from './compile-table.ts'
import { exploreParameters } from './explore-parameters.ts'
import { otherTablesOfRule } from '../plan/row-policy.ts'
import { readsPerson } from '../plan/sql-template.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { Failure } from './failure.ts'
import type { ExploreIdentity } from './model-explores.ts'
import { fieldResolver, type FieldResolver } from './field-resolver.ts'
import type { TableDraft } from './table-draft.ts'

/** What all explores of a project share. `sharedTables` holds tables that are the same in every explore. */
export type ProjectScope = Omit<ExploreScope, 'explore' | 'base' | 'tables' | 'parameters'> & {
  drafts: ReadonlyMap<string, JoinableModel>
  sharedTables: Map<string, TableOutcome>
}

/**
 * A model with its joins as an explore, under its own name or `as` one of its explores; `undefined` when something of its own is wrong, which is then reported. Fields of
 * joined models that read tables which are not joined here are left out.
 */
export function compileExplore(project: ProjectScope, base: TableDraft, report: Report, as?: ExploreIdentity): Explore | undefined {
  let sound = true
  const fail: Report = (finding) => {
    if (finding.severity !== 'warning') sound = false
    report(finding)
  }
  const { source } = base
  const tables = joinedTables(base, project.drafts, fail)
  if (!sound) return undefined
  const parameters = exploreParameters(project.projectParameters, tables.values())
  const scope: ExploreScope = { ...project, explore: as?.name ?? source.name, base: source.name, tables, parameters }
  const resolver = fieldResolver(scope)
  const outcome = tableOf(project, scope, { resolver, draft: base, alias: source.name })
  // An explore need not join what all fields of its model read; but a rule about rows that cannot be kept is no small thing.
  const ruleIsKept = source.sqlFilter === undefined || outcome.table.sqlWhere !== undefined
  const failures = as === undefined || !ruleIsKept ? outcome.failures : outcome.failures.filter(({ notJoined }) => !notJoined)
  reportFailures(failures, base, fail)
  checkRequiredFilters(base, resolver, fail)
  const joins = compileJoins(base, resolver, fail)
  const compiled: Record<string, CompiledTable> = { [source.name]: outcome.table }
  for (const written of source.joins) {
    const alias = written.alias ?? written.model
    const draft = tables.get(alias)
    if (draft === undefined) continue
    const join = written.fields === undefined ? written : { ...written, fields: withoutSets(written.fields, draft.source.sets) }
    const joined = tableOf(project, scope, { resolver, draft, alias, join })
    const unsound = joined.failures.find((failure) => !failure.notJoined)
    if (unsound !== undefined) {
      fail({
        code: 'model.broken_join',
        at: join.at,
        message: `Model ${source.name} joins ${join.model}, which has an error: ${unsound.message}`,
        hint: unsound.hint,
      })
    }
    checkRowRule(joined.table, { draft, tables }, join.at, fail)
    for (const name of join.fields ?? []) checkListed(draft, name, join.at, fail)
    compiled[alias] = joined.table
  }
  const events = source.events === undefined ? undefined : compileEvents(source.events, outcome.table, compiled, fail)
  if (!sound) return undefined
  return present({
    name: as?.name ?? source.name,
    label: as?.label ?? base.label,
    tags: source.tags,
    groupLabel: source.groupLabel,
    baseTable: source.name,
    joinedTables: joins,
    tables: compiled,
    targetDatabase: project.dialect.name,
    ymlPath: source.at.file,
    sqlPath: source.sqlPath,
    caseSensitive: source.caseSensitive,
    aiHint: source.aiHint,
    spotlight: source.spotlight,
    events,
    requiredAttributes: as?.requiredAttributes,
    anyAttributes: as?.anyAttributes,
    parameters: parameters.size === 0 ? undefined : Object.fromEntries(parameters),
  })
}

type TablePlace = { resolver: FieldResolver; draft: TableDraft; alias: string; join?: TableDraft['source']['joins'][number] }

function tableOf(project: ProjectScope, scope: ExploreScope, { resolver, draft, alias, join }: TablePlace): TableOutcome {
  const compile = (): TableOutcome => compileTable({ scope, resolver, draft, alias }, join, scope.tables.get(scope.base)?.source.joins)
  if (!draft.selfContained || join?.fields !== undefined) return compile()
  const key = JSON.stringify([draft.source.name, alias, join?.label, join?.description, join?.hidden === true])
  const known = project.sharedTables.get(key)
  if (known !== undefined) return known
  const outcome = compile()
  project.sharedTables.set(key, outcome)
  return outcome
}

/** Each cause once, at the field of the base table that has it. */
function reportFailures(failures: readonly Failure[], base: TableDraft, report: Report): void {
  for (const { code, message, hint, at, table } of new Set(failures)) {
    report({ code, at: table === base.source.name ? at : base.source.at, message, hint })
  }
}

function checkRequiredFilters(base: TableDraft, resolver: FieldResolver, report: Report): void {
  for (const filter of base.source.requiredFilters) {
    const found = resolver.filterTarget(filter, {
      table: base.source.name,
      owner: `required_filters of ${base.source.name}`,
      at: filter.at,
      allowed: 'dimension',
    })
    if ('failure' in found) report({ code: found.failure.code, at: filter.at, message: found.failure.message, hint: found.failure.hint })
  }
}

/** A rule about who may see which rows counts wherever the table is joined, or the explore is not made. */
function checkRowRule(
  table: CompiledTable,
  { draft, tables }: { draft: TableDraft; tables: ReadonlyMap<string, TableDraft> },
  at: TableDraft['source']['at'],
  report: Report,
): void {
  const { name, sqlFilter } = draft.source
  if (sqlFilter === undefined || !readsPerson(sqlFilter.sql)) return
  const others = otherTablesOfRule({ ...table, uncompiledSqlWhere: sqlFilter.sql }, Object.fromEntries(tables))
  if (others.length === 0) return
  report({
    code: 'model.row_rule_of_join',
    at,
    message: `The sql_filter of ${name} says who may see which rows and reads ${others.join(' and ')}, which it cannot where it is joined.`,
    hint: `Say the rule with columns of ${name} alone, for example with EXISTS (SELECT 1 FROM … WHERE … = \${TABLE}.…).`,
  })
}

function checkListed(draft: TableDraft, name: string, at: TableDraft['source']['at'], report: Report): void {
  if (draft.dimensions.has(name) || draft.metrics.has(name)) return
  const names = [...draft.dimensions.keys(), ...draft.metrics.keys()]
  report({
    code: 'model.unknown_field',
    severity: 'warning',
    at,
    message: `fields of join ${draft.source.name} lists ${name}, which is not a field of it.`,
    hint: suggest(name, names, `Fields of ${draft.source.name}: ${shownNames(names)}.`),
  })
}
