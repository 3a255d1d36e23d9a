import { friendlyName } from '../names/friendly-name.ts'
import { defaultIntervals, intervalShapes, needsTimeOfDay } from '../names/time-intervals.ts'
import type { Report } from '../problems/finding.ts'
import { suggest } from '../problems/suggest.ts'
import type { ColumnSource, DimensionSource, GranularitySource } from '../read/model-source.ts'
import type { Dialect } from '../types/dialect.ts'
import type { DimensionType, TimeInterval } from '../types/field.ts'
import { type ColumnKind, columnKind } from './column-type.ts'
import type { DimensionDraft } from './table-draft.ts'

/** Type name of a column in the warehouse: `undefined` when the table is not known, null when it has no such column. */
export type ColumnTypes = (column: string) => string | null | undefined

/** `${TABLE}.column`, quoted when the name is no plain identifier. */
export function columnSql(column: ColumnSource, quote: (identifier: string) => string): string {
  return `\${TABLE}.${!column.quoted && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(column.name) ? column.name : quote(column.name)}`
}

type Context = {
  columns: readonly ColumnSource[]
  /** Those that belong to no column. */ others: readonly DimensionSource[]
  columnTypes: ColumnTypes
  /** Intervals of the project's own, by name. */
  granularities: ReadonlyMap<string, GranularitySource>
  dialect: Dialect
  report: Report
}

/** The dimensions of a model: columns, additional dimensions and the intervals of both. Reports names used twice. */
export function draftDimensions({ columns, others, columnTypes, granularities, dialect, report }: Context): Map<string, DimensionDraft> {
  const drafts = new Map<string, DimensionDraft>()
  const explicit = new Set([...columns.flatMap(({ dimension, additional }) => [dimension, ...additional]), ...others].map(({ name }) => name))
  const add = (draft: DimensionDraft): void => {
    if (drafts.has(draft.name)) {
      report({ code: 'model.duplicate_dimension', at: draft.at, message: `Dimension ${draft.name} is defined twice.`, hint: 'Rename or remove one of them.' })
    } else drafts.set(draft.name, { ...draft, index: drafts.size })
  }
  const addWithIntervals = (source: DimensionSource, of: { sql: string; kind: ColumnKind | undefined; isAdditional: boolean }): void => {
    const base = baseDraft(source, of)
    const own = ownIntervals(source, base.type, granularities, report)
    const free = intervalsOf(source, base.type, report).filter(
      (interval) => !own.some(({ name }) => name === interval.toLowerCase()) && isFree(source, interval, explicit, report),
    )
    add({ ...base, isIntervalBase: free.length > 0 })
    for (const interval of free) add(intervalDraft(base, interval))
    for (const granularity of own) if (isFree(source, granularity.name, explicit, report)) add(ownIntervalDraft(base, granularity))
  }
  for (const column of columns) {
    const sql = columnSql(column, dialect.quote)
    const found = columnTypes(column.name)
    const known = column.dataType ?? found ?? undefined
    const kind = known === undefined ? undefined : columnKind(known, dialect)
    if (found === null && column.dimension.sql === undefined) reportMissing(column, report)
    for (const source of [column.dimension, ...column.additional]) addWithIntervals(source, { sql, kind, isAdditional: source !== column.dimension })
  }
  for (const source of others) addWithIntervals(source, { sql: '', kind: undefined, isAdditional: true })
  return drafts
}

function baseDraft(source: DimensionSource, column: { sql: string; kind: ColumnKind | undefined; isAdditional: boolean }): DimensionDraft {
  const sql = source.sql?.sql ?? column.sql
  // What is known of the column holds for the dimension only when it is the column.
  const kind = sql === column.sql ? column.kind : undefined
  const declared = source.type ?? kind?.type ?? (column.isAdditional ? undefined : column.kind?.type) ?? 'string'
  // A DATE has no time of day and never shifts, whatever its model calls it.
  const type = declared === 'timestamp' && kind?.type === 'date' ? 'date' : declared
  return {
    name: source.name,
    at: source.at,
    index: 0,
    label: source.label ?? friendlyName(source.name),
    type,
    sql,
    source,
    isAdditional: column.isAdditional,
    isIntervalBase: false,
    interval: undefined,
    timestampKind: type !== 'timestamp' ? undefined : source.timezone !== undefined ? 'naive' : (kind?.timestampKind ?? 'naive'),
  }
}

function intervalDraft(base: DimensionDraft, interval: TimeInterval): DimensionDraft {
  const { label, type } = intervalShapes[interval]
  return {
    ...base,
    name: intervalName(base.name, interval),
    label: `${base.label} ${label.toLowerCase()}`,
    type: interval === 'RAW' ? base.type : type,
    interval: { base: base.name, interval },
    isIntervalBase: false,
  }
}

/** An interval of the project's own is a dimension like any other: nothing is known of its values but their type. */
function ownIntervalDraft(base: DimensionDraft, { name, label, type, sql }: GranularitySource): DimensionDraft {
  return {
    ...base,
    name: intervalName(base.name, name),
    label: `${base.label} ${(label ?? friendlyName(name)).toLowerCase()}`,
    type,
    sql: sql.replaceAll('${COLUMN}', `\${${base.name}}`),
    source: { ...base.source, name: intervalName(base.name, name), urls: undefined, timezone: undefined, calendar: undefined },
    isAdditional: true,
    isIntervalBase: false,
    timestampKind: type === 'timestamp' ? (base.timestampKind ?? 'naive') : undefined,
  }
}

/** The intervals of the project that a date names, also those that stand in the place of one that all have. */
function ownIntervals(source: DimensionSource, type: DimensionType, granularities: Context['granularities'], report: Report): GranularitySource[] {
  const { intervals } = source
  if (intervals.kind !== 'list') return []
  const found = intervals.intervals.flatMap((interval) => granularities.get(interval.toLowerCase()) ?? [])
  for (const { name, at } of intervals.others ?? []) {
    const granularity = granularities.get(name.toLowerCase())
    if (granularity !== undefined) found.push(granularity)
    else {
      const names = [...Object.keys(intervalShapes), ...[...granularities.keys()].map((own) => own.toUpperCase())]
      report({
        code: 'model.unknown_interval',
        severity: 'warning',
        at,
        message: `${name} in time_intervals of dimension ${source.name} is not a known interval and is left out.`,
        hint: suggest(name.toUpperCase(), names, 'Use RAW, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR or another of the 26 intervals.'),
      })
    }
  }
  return type === 'date' || type === 'timestamp' ? [...new Set(found)] : []
}

const intervalName = (base: string, interval: string): string => `${base}_${interval.toLowerCase()}`

function intervalsOf(source: DimensionSource, type: DimensionType, report: Report): readonly TimeInterval[] {
  const { intervals } = source
  if (intervals.kind === 'off') return []
  if (intervals.kind === 'default') return defaultIntervals(source.type === 'timestamp' && type === 'date' ? 'timestamp' : type)
  if (type !== 'date' && type !== 'timestamp') {
    report({
      code: 'model.intervals_not_possible',
      severity: 'warning',
      at: intervals.at,
      message: `Dimension ${source.name} is a ${type} and has no time intervals; they are ignored.`,
      hint: 'Set its type to date or timestamp, or remove time_intervals.',
    })
    return []
  }
  const tooFine = type === 'date' ? intervals.intervals.filter(needsTimeOfDay) : []
  if (tooFine.length > 0) {
    report({
      code: 'model.intervals_not_possible',
      severity: 'warning',
      at: intervals.at,
      message: `Dimension ${source.name} is a date and cannot be cut to ${tooFine.join(', ')}; left out.`,
      hint: 'Remove them, or set the type to timestamp if the column has a time of day.',
    })
  }
  return intervals.intervals.filter((interval) => !tooFine.includes(interval))
}

function isFree(source: DimensionSource, interval: string, explicit: ReadonlySet<string>, report: Report): boolean {
  const name = intervalName(source.name, interval)
  if (!explicit.has(name)) return true
  report({
    code: 'model.interval_name_taken',
    severity: 'warning',
    at: source.at,
    message: `Interval ${interval} of dimension ${source.name} is left out: ${name} is a dimension of its own.`,
    hint: 'Rename that dimension, or leave the interval out of time_intervals.',
  })
  return false
}

function reportMissing(column: ColumnSource, report: Report): void {
  report({
    code: 'model.column_not_in_warehouse',
    severity: 'warning',
    at: column.at,
    message: `Column ${column.name} is not in the warehouse's table.`,
    hint: 'Correct the name, give the dimension its own sql, or remove the column.',
  })
}
