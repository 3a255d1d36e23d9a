import { friendlyName } from '../names/friendly-name.ts'
import type { JoinSource } from '../read/model-source.ts'
import { present } from '../types/present.ts'
import type { CompiledTable } from '../types/explore.ts'
import type { CompiledDimension, CompiledMetric } from '../types/field.ts'
import { compiledDimension, compiledMetric, type FieldTable, filterRules, parametersOf } from './compile-fields.ts'
import { parametersIn } from '../plan/sql-template.ts'
import { parameterFailure } from './check-parameter.ts'
import { ownParameters } from './explore-parameters.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { Failure, Resolution } from './failure.ts'
import type { FieldResolver } from './field-resolver.ts'
import type { FoundField, Origin } from './find-reference.ts'
import { type KeptFields, keptFields } from './kept-fields.ts'
import type { DimensionDraft, MetricDraft, TableDraft } from './table-draft.ts'

/** A table of an explore, and the failures of fields that could not be compiled and are not in it. */
export type TableOutcome = { table: CompiledTable; failures: Failure[] }

type Place = { scope: ExploreScope; resolver: FieldResolver; draft: TableDraft; alias: string }

/** Compiles a model as the table `alias`: the base of an explore, or, with `join`, one of its joined tables. */
export function compileTable({ scope, resolver, draft, alias }: Place, join?: JoinSource, joins: readonly JoinSource[] = []): TableOutcome {
  const { source } = draft
  const label = join?.label ?? (alias === source.name ? draft.label : friendlyName(alias))
  const field: FieldTable = { name: alias, label, model: source.name }
  const kept = join?.fields === undefined ? undefined : keptFields(scope, alias, join.fields, joins)
  const failures: Failure[] = []
  const dimensions: Record<string, CompiledDimension> = {}
  const metrics: Record<string, CompiledMetric> = {}
  const isHidden = (name: string): boolean => join?.hidden === true || (kept !== undefined && !kept.shown.has(name))
  const resolve = (found: FoundField): Extract<Resolution, { sql: string }> | undefined => {
    const resolution = resolver.field(found)
    if ('sql' in resolution) return resolution
    failures.push(resolution.failure)
  }
  for (const dimension of keptOf(draft.dimensions, kept)) {
    const resolved = resolve({ table: alias, kind: 'dimension', draft: dimension })
    if (resolved !== undefined)
      dimensions[dimension.name] = hidden(compiledDimension(dimension, field, resolved, scope.fiscalYearStart), isHidden(dimension.name))
  }
  for (const metric of keptOf(draft.metrics, kept)) {
    const resolved = resolve({ table: alias, kind: 'metric', draft: metric })
    if (resolved !== undefined) metrics[metric.name] = hidden(compiledMetric(metric, field, resolved), isHidden(metric.name))
  }
  const where = source.sqlFilter === undefined ? undefined : resolver.text(source.sqlFilter.sql, rowRuleOrigin(alias, draft))
  if (where !== undefined && 'failure' in where) failures.push(where.failure)
  failures.push(...tableFailures(scope, alias, draft))
  const table = present({
    name: alias,
    label,
    originalName: alias === source.name ? undefined : source.name,
    description: join?.description ?? source.description,
    database: draft.database,
    schema: draft.schema,
    sqlTable: draft.sqlTable,
    sqlWhere: where !== undefined && 'sql' in where ? where.sql : undefined,
    uncompiledSqlWhere: where !== undefined && 'sql' in where ? source.sqlFilter?.sql : undefined,
    requiredFilters: source.requiredFilters.length === 0 ? undefined : filterRules(source.requiredFilters, field),
    requiredAttributes: source.requiredAttributes,
    anyAttributes: source.anyAttributes,
    orderFieldsBy: source.orderFieldsBy ?? 'label',
    groupLabel: source.groupLabel,
    groupDetails: source.groupDetails,
    primaryKey: source.primaryKey?.names,
    hidden: join?.hidden === true ? true : undefined,
    aiHint: source.aiHint,
    parameters: ownParameters(source.parameters),
    parameterReferences: parametersOf(source.sqlFilter?.sql ?? '', draft.sqlTable),
    lineageGraph: source.dependsOn.length === 0 ? {} : { [source.name]: source.dependsOn },
    dimensions,
    metrics,
    source: { path: source.at.file, line: source.at.line, column: source.at.column },
  }) satisfies CompiledTable
  return { table, failures }
}

/** Where the row rule of a table stands. */
export function rowRuleOrigin(alias: string, { source }: TableDraft): Parameters<FieldResolver['text']>[1] {
  return { table: alias, owner: `sql_filter of ${source.name}`, at: source.sqlFilter?.at ?? source.at, allowed: 'dimension' }
}

/** SQL after FROM reads no fields, but may read parameters. */
function tableFailures(scope: ExploreScope, alias: string, { source, sqlTable }: TableDraft): Failure[] {
  const origin: Origin = { table: alias, owner: `sql_from of ${source.name}`, at: source.at, allowed: 'dimension' }
  return parametersIn(sqlTable).flatMap((name) => parameterFailure(scope, origin, name, `\${ld.parameters.${name}}`, sqlTable) ?? [])
}

const hidden = <F extends { hidden: boolean }>(field: F, isHidden: boolean): F => (isHidden ? { ...field, hidden: true } : field)

function keptOf<D extends DimensionDraft | MetricDraft>(drafts: ReadonlyMap<string, D>, kept: KeptFields | undefined): D[] {
  return [...drafts.values()].filter(({ name }) => kept === undefined || kept.shown.has(name) || kept.needed.has(name))
}
