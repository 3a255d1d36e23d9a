import { friendlyName } from '../names/friendly-name.ts'
import { fieldReferences, parametersIn } from '../plan/sql-template.ts'
import type { Finding, Report } from '../problems/finding.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { GranularitySource, MetricSource, ModelSource, Relation } from '../read/model-source.ts'
import type { Dialect } from '../types/dialect.ts'
import type { CatalogIndex } from './catalog-index.ts'
import { draftDimensions } from './draft-dimensions.ts'
import { draftMetrics } from './draft-metrics.ts'
import type { TableDraft } from './table-draft.ts'

/** What is the same for all models of a project. */
export type DraftSettings = { dialect: Dialect; columnTypes: CatalogIndex; /** By name. */ granularities: ReadonlyMap<string, GranularitySource> }

/** The fields of a model with their types, intervals, labels and defaults. What is wrong is in `findings`. */
export function draftTable(model: ModelSource, settings: DraftSettings): TableDraft {
  const { dialect, granularities } = settings
  const findings: Finding[] = []
  const report = (finding: Finding): void => void findings.push(finding)
  const label = model.label ?? friendlyName(model.name)
  const { relation } = model
  const columnTypes = settings.columnTypes(relation.name)
  const dimensions = draftDimensions({ columns: model.columns, others: model.dimensions, columnTypes, granularities, dialect, report })
  const metrics = draftMetrics({ model, label, dimensions, quote: dialect.quote, report })
  checkCalendar(model, dimensions, report)
  const isOwn = (sql: string): boolean =>
    !sql.includes('${') ||
    (fieldReferences(sql).every(({ table }) => table === undefined || table === model.name) &&
      parametersIn(sql).every((name) => !name.includes('.') || name.startsWith(`${model.name}.`)))
  const refs = [...metrics.values()].flatMap(({ source }) => [
    ...source.filters.map(({ fieldRef }) => `\${${fieldRef}}`),
    ...overTimeNames(source).map((name) => `\${${name}}`),
  ])
  const isKeyKnown = checkKey(model, dimensions, report)
  return {
    source: isKeyKnown ? model : { ...model, primaryKey: undefined },
    label,
    sqlTable: sqlTable(relation, dialect),
    database: relation.database ?? '',
    schema: relation.schema ?? '',
    dimensions,
    metrics,
    selfContained:
      [...dimensions.values()].every(({ sql }) => isOwn(sql)) &&
      [...metrics.values()].every(({ sql }) => isOwn(sql)) &&
      refs.every(isOwn) &&
      isOwn(model.sqlFilter?.sql ?? '') &&
      isOwn(sqlTable(relation, dialect)),
    findings,
  }
}

/**
 * False when the key of a model names what is no dimension, such as SQL or a column that its file leaves out. The model
 * then counts as one without a key: what needs one is refused when it is asked, and everything else works.
 */
function checkKey(model: ModelSource, dimensions: TableDraft['dimensions'], report: Report): boolean {
  const unknown = model.primaryKey?.names.filter((name) => !dimensions.has(name)) ?? []
  for (const name of unknown) {
    report({
      code: 'model.unknown_field',
      severity: 'warning',
      at: model.primaryKey?.at ?? model.at,
      message: `primary_key of ${model.name} names ${name}, which is not a dimension; the model is read as one without a key.`,
      hint: suggest(name, dimensions.keys(), `Use one of ${shownNames(dimensions.keys())}, or a list of them.`),
    })
  }
  return unknown.length === 0
}

function checkCalendar({ name: model, calendar, primaryKey }: ModelSource, dimensions: TableDraft['dimensions'], report: Report): void {
  if (calendar === undefined) return
  for (const { name, dimension } of calendar.intervals) {
    if (dimensions.has(dimension)) continue
    report({
      code: 'model.unknown_field',
      at: calendar.at,
      message: `Interval ${name} of the calendar ${model} is ${dimension}, which is not a dimension.`,
      hint: suggest(dimension, dimensions.keys(), `Use one of ${shownNames(dimensions.keys())}.`),
    })
  }
  if (primaryKey?.names.length === 1 && primaryKey.names[0] === calendar.date) return
  report({
    code: 'model.bad_calendar',
    at: primaryKey?.at ?? calendar.at,
    message: `The calendar ${model} needs one row for each ${calendar.date}, but its primary_key is another.`,
    hint: `Write primary_key: ${calendar.date}, or leave it out.`,
  })
}

function sqlTable(relation: Relation, dialect: Dialect): string {
  if (relation.kind === 'sql') return relation.sql
  return [relation.database, relation.schema, relation.name]
    .filter((part) => part !== undefined)
    .map((part) => dialect.quote(part))
    .join('.')
}

/** What a metric names besides its SQL. */
function overTimeNames({ overTime }: MetricSource): string[] {
  const { nonAdditive, cumulative, offset, conversion } = overTime ?? {}
  const names = [conversion?.metric, nonAdditive?.time, cumulative?.time, offset?.time, ...(nonAdditive?.groupings ?? [])]
  return names.filter((name) => name !== undefined)
}
