import { isFiscal } from '../names/time-intervals.ts'
import { fieldReferences, parametersIn, parseReference, replaceReferences } from '../plan/sql-template.ts'
import type { FilterSource } from '../read/model-source.ts'
import { present } from '../types/present.ts'
import type { CompiledDimension, CompiledMetric, MetricFilterRule } from '../types/field.ts'
import type { DimensionDraft, MetricDraft } from './table-draft.ts'

/** The table (alias) a field is compiled for. */
export type FieldTable = { name: string; label: string; model: string }

type ResolvedSql = { sql: string; tables: readonly string[] }

/** A dimension in the explore's JSON shape. */
export function compiledDimension(draft: DimensionDraft, table: FieldTable, { sql, tables }: ResolvedSql, fiscalYearStart: number): CompiledDimension {
  const { source, interval } = draft
  const isTime = draft.timestampKind !== undefined
  return present({
    index: draft.index,
    fieldType: 'dimension' as const,
    type: draft.type,
    name: draft.name,
    label: draft.label,
    table: table.name,
    tableLabel: table.label,
    sql: aliasedSql(draft.sql, table),
    compiledSql: sql,
    tablesReferences: [...tables],
    parameterReferences: parametersOf(sql),
    hidden: source.hidden,
    description: source.description,
    groups: source.groups,
    groupLabel: source.groupLabel,
    format: source.format,
    round: source.round,
    compact: source.compact,
    urls: interval === undefined ? source.urls : undefined,
    colors: source.colors,
    caseSensitive: source.caseSensitive,
    tags: source.tags,
    aiHint: source.aiHint,
    spotlight: source.spotlight,
    requiredAttributes: source.requiredAttributes,
    anyAttributes: source.anyAttributes,
    isAdditionalDimension: draft.isAdditional ? true : undefined,
    isIntervalBase: draft.isIntervalBase ? true : undefined,
    timeInterval: interval?.interval,
    timeIntervalBaseDimensionName: interval?.base,
    fiscalYearStart: interval !== undefined && isFiscal(interval.interval) ? fiscalYearStart : undefined,
    timestampKind: draft.timestampKind,
    sourceTimezone: isTime ? source.timezone : undefined,
    source: { path: draft.at.file, line: draft.at.line, column: draft.at.column },
  })
}

/** A metric in the explore's JSON shape; `sql` has its aggregate and filters. */
export function compiledMetric(draft: MetricDraft, table: FieldTable, { sql, tables }: ResolvedSql): CompiledMetric {
  const { source } = draft
  return present({
    index: draft.index,
    fieldType: 'metric' as const,
    type: source.type,
    name: draft.name,
    label: draft.label,
    table: table.name,
    tableLabel: table.label,
    sql: aliasedSql(draft.sql, table),
    compiledSql: sql,
    tablesReferences: [...tables],
    parameterReferences: parametersOf(sql),
    hidden: source.hidden,
    description: draft.description,
    groups: source.groups,
    groupLabel: source.groupLabel,
    format: source.format,
    formatOptions: source.formatOptions,
    round: source.round,
    compact: source.compact,
    urls: source.urls,
    tags: source.tags,
    aiHint: source.aiHint,
    spotlight: source.spotlight,
    requiredAttributes: source.requiredAttributes,
    anyAttributes: source.anyAttributes,
    percentile: source.percentile,
    filters: source.filters.length === 0 ? undefined : filterRules(source.filters, table),
    showUnderlyingValues: source.showUnderlyingValues,
    distinctKeys: source.distinctKeys?.names.map((name) => aliasedReference(name, table)),
    nonAdditive: source.overTime?.nonAdditive,
    cumulative: source.overTime?.cumulative,
    offset: source.overTime?.offset,
    conversion: source.overTime?.conversion,
    source: { path: draft.at.file, line: draft.at.line, column: draft.at.column },
  })
}

/** The parameters that SQL reads, as the explore's JSON lists them: not at all where there are none. */
export function parametersOf(...sqls: readonly string[]): string[] | undefined {
  const found = [...new Set(sqls.flatMap(parametersIn))]
  return found.length === 0 ? undefined : found
}

/** Filters in the explore's JSON shape. Their ids are stable: field and place in the list. */
export function filterRules(filters: readonly FilterSource[], table: FieldTable): MetricFilterRule[] {
  return filters.map(({ fieldRef, operator, values, settings, required }, place) =>
    present({ id: `${fieldRef}-${place}`, target: { fieldRef: aliasedReference(fieldRef, table) }, operator, values, settings, required }),
  )
}

/**
 * Under an alias a model must not be found by its own name, which another table of the explore may have: `${model.field}`
 * becomes `${field}`.
 */
function aliasedSql(sql: string, table: FieldTable): string {
  if (table.name === table.model || !fieldReferences(sql).some((reference) => reference.table === table.model)) return sql
  return replaceReferences(sql, (reference, text) => (reference.kind === 'field' && reference.table === table.model ? `\${${reference.name}}` : text))
}

function aliasedReference(fieldRef: string, table: FieldTable): string {
  const reference = parseReference(fieldRef)
  return reference.kind === 'field' && reference.table === table.model && table.name !== table.model ? reference.name : fieldRef
}
