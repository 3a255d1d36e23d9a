import { needsTimeOfDay } from '../../names/time-intervals.ts'
import type { Dialect } from '../../types/dialect.ts'
import type { SourceFile } from '../../types/explore.ts'
import type { DatabaseSchema, SchemaColumn } from './database-schema.ts'
import { planColumn, type PlannedColumn } from './plan-column.ts'
import { type PlannedJoin, planJoins, reasonOf } from './plan-joins.ts'
import { free, isColumnName, type PlannedModel, planModels, rowName } from './plan-models.ts'
import { comment, indented, inline } from './yaml-lines.ts'

/** A model file of one table. */
export type GeneratedModel = SourceFile & {
  table: string
  model: string
  /** Joins that it has, and those that were left out of it. */
  joins: (PlannedJoin & { isLeftOut: boolean })[]
}

type Options = {
  fiscalYearStart?: number
  /** Ids of joins that are not wanted. */
  withoutJoins?: ReadonlySet<string>
}

/**
 * Model files for the tables of a database, one each, to begin with and to keep: keys, joins, time intervals, formats,
 * counts and sums; none for tables that have a model. What is guessed says why in a comment. The same schema gives the
 * same text; `dialect` is that of the warehouse, for its names of types and its quotes.
 */
export function generateModels(schema: DatabaseSchema, dialect: Dialect, { fiscalYearStart = 1, withoutJoins = new Set() }: Options = {}): GeneratedModel[] {
  const models = planModels(schema)
  return models
    .filter(({ fields, table }) => fields.size > 0 && table.model === undefined)
    .map((model) => {
      const joins = planJoins(model, models, dialect).map((join) => ({ ...join, isLeftOut: withoutJoins.has(join.id) }))
      const kept = joins.filter(({ isLeftOut }) => !isLeftOut)
      const lines = modelLines(model, kept, { dialect, fiscal: fiscalYearStart !== 1 })
      return { path: `models/${model.name}.yml`, text: `${lines.join('\n')}\n`, table: model.table.name, model: model.name, joins }
    })
}

/** `fiscal`: dates have fiscal intervals too, because the project's fiscal year is not the calendar's. */
type Writing = { dialect: Dialect; fiscal: boolean }

function modelLines(model: PlannedModel, joins: readonly PlannedJoin[], { dialect, fiscal }: Writing): string[] {
  const { table, name } = model
  const config = configOf(model)
  const metrics = model.key === undefined ? rowMetric(model) : []
  const meta = [...tableLine(model, dialect), ...keyLines(model), ...joinLines(name, joins), ...metrics]
  return [
    'version: 2',
    'models:',
    `  - name: ${inline(name)}`,
    ...indented(
      [
        ...(table.description === undefined || table.description.trim() === '' ? [] : [`description: ${inline(table.description.trim())}`]),
        ...(config === undefined ? [] : [`config: ${inline(config)}`]),
        ...(meta.length === 0 ? [] : ['meta:', ...indented(meta, 2)]),
        'columns:',
        ...indented(columnsLines(model, joins, { dialect, fiscal }), 2),
      ],
      4,
    ),
  ]
}

/** A name that is not plain is written as SQL; others as dbt has it. */
const isPlain = ({ table }: PlannedModel): boolean => [table.database, table.schema, table.name].every((part) => part === undefined || /^\w+$/.test(part))

function configOf(model: PlannedModel): Record<string, string> | undefined {
  const { table, name } = model
  if (!isPlain(model)) return undefined
  const config: Record<string, string> = {}
  if (table.database !== undefined) config['database'] = table.database
  if (table.schema !== undefined) config['schema'] = table.schema
  if (table.name !== name) config['alias'] = table.name
  return Object.keys(config).length === 0 ? undefined : config
}

function tableLine(model: PlannedModel, dialect: Dialect): string[] {
  if (isPlain(model)) return []
  const { database, schema, name } = model.table
  const parts = [database, schema, name].filter((part) => part !== undefined).map((part) => dialect.quote(part))
  return [`sql_table: ${inline(parts.join('.'))}`]
}

function keyLines({ key, fields }: PlannedModel): string[] {
  const names = key?.columns.map((column) => fields.get(column)).filter((name) => name !== undefined) ?? []
  const [first] = names
  if (key === undefined || first === undefined || names.length !== key.columns.length) return []
  return [...comment(key.reason), `primary_key: ${inline(names.length === 1 ? first : names)}`]
}

function joinLines(name: string, joins: readonly PlannedJoin[]): string[] {
  if (joins.length === 0) return []
  const lines = joins.flatMap((join) => {
    const { model, alias, on, relationship } = join
    return [
      ...comment(reasonOf(join)),
      `- join: ${inline(model)}`,
      ...(alias === undefined ? [] : [`  alias: ${inline(alias)}`]),
      `  sql_on: ${inline(on.map(([own, other]) => `\${${name}.${own}} = \${${alias ?? model}.${other}}`).join(' AND '))}`,
      `  relationship: ${relationship}`,
    ]
  })
  return ['joins:', ...indented(lines, 2)]
}

function rowMetric(model: PlannedModel): string[] {
  const name = free(`${rowName(model.table.name)}_count`, new Set(model.fields.values()))
  return [
    ...comment('No column identifies a row: rows are counted. Declare a primary_key to join it safely.'),
    'metrics:',
    `  ${inline(name)}: {type: count, sql: "1"}`,
  ]
}

function columnsLines(model: PlannedModel, joins: readonly PlannedJoin[], { dialect, fiscal }: Writing): string[] {
  const { table, fields, key } = model
  const taken = new Set(fields.values())
  const leading = new Set(joins.flatMap(({ columns }) => columns))
  return table.columns.flatMap((column) => {
    const field = fields.get(column.name)
    if (field === undefined) return comment(`The column ${JSON.stringify(column.name)} is left out: no name can be made of its letters.`)
    const isKey = key?.columns.includes(column.name) === true
    const role = isKey ? 'key' : leading.has(column.name) ? 'foreign key' : 'other'
    const plan = withFreeIntervals(planColumn(column, role, { rowCount: table.rowCount, dialect, fiscal }), field, taken)
    const counts = isKey && key?.columns.length === 1
    return columnLines({ model, column, field, plan, counts, taken, dialect })
  })
}

/** An interval whose name another column has is left out. */
function withFreeIntervals(plan: PlannedColumn, field: string, taken: ReadonlySet<string>): PlannedColumn {
  if (plan.intervals === undefined) return plan
  const kept = plan.intervals.value.filter(
    (interval) => !taken.has(`${field}_${interval.toLowerCase()}`) && (plan.type === 'timestamp' || !needsTimeOfDay(interval)),
  )
  return { ...plan, intervals: { ...plan.intervals, value: kept } }
}

type ColumnParts = { model: PlannedModel; column: SchemaColumn; field: string; plan: PlannedColumn; counts: boolean; taken: Set<string>; dialect: Dialect }

function columnLines({ model, column, field, plan, counts, taken, dialect }: ColumnParts): string[] {
  const { type, hidden, intervals, format } = plan
  // A name that model YAML cannot hold is read by SQL, under the name of the field.
  const isNamed = isColumnName(column.name)
  const dimension = [
    ...(field === column.name || !isNamed ? [] : [`name: ${inline(field)}`]),
    ...(isNamed ? [] : [`sql: ${inline(`\${TABLE}.${dialect.quote(column.name)}`)}`]),
    ...(type === 'string' ? [] : [`type: ${type}`]),
    ...(hidden === undefined ? [] : [...comment(hidden.reason), 'hidden: true']),
    ...(intervals === undefined ? [] : [`time_intervals: ${intervals.value.length === 0 ? '"OFF"' : inline(intervals.value)}`]),
    ...formatLines(format),
  ]
  const metrics = metricLines({ model, field, plan, counts, taken })
  const meta = [...(dimension.length === 0 ? [] : ['dimension:', ...indented(dimension, 2)]), ...metrics]
  const isMixed = /[a-z]/.test(column.name) && /[A-Z]/.test(column.name)
  return [
    `- name: ${inline(isNamed ? column.name : field)}`,
    ...indented(
      [
        ...(column.description === undefined || column.description.trim() === '' ? [] : [`description: ${inline(column.description.trim())}`]),
        ...(isMixed && /^\w+$/.test(column.name) ? ['quote: true'] : []),
        ...(meta.length === 0 ? [] : ['meta:', ...indented(meta, 2)]),
      ],
      2,
    ),
  ]
}

function formatLines(format: PlannedColumn['format']): string[] {
  if (format === undefined) return []
  const { value, reason } = format
  return [
    ...comment(reason),
    ...(value.format === undefined ? [] : [`format: ${value.format}`]),
    ...(value.round === undefined ? [] : [`round: ${value.round}`]),
  ]
}

const prefixes = { sum: 'total', average: 'average', count_distinct: 'distinct' } as const

function metricLines({ model, field, plan, counts, taken }: Omit<ColumnParts, 'column' | 'dialect'>): string[] {
  if (counts) return ['metrics:', `  ${inline(free(`${rowName(model.table.name)}_count`, taken))}: {type: count}`]
  const { metrics, format } = plan
  if (metrics === undefined) return []
  if (metrics.value.length === 0) return comment(metrics.reason === undefined ? undefined : `No metrics: ${metrics.reason}`)
  const lines = metrics.value.map((type) => {
    const about = type === 'count_distinct' ? field.replace(/_?(id|key|sk)$/i, '') : field
    const name = free(`${prefixes[type]}_${about === '' ? field : about}`, taken)
    const options = type === 'count_distinct' ? {} : (format?.value ?? {})
    return `${inline(name)}: ${inline({ type, ...options })}`
  })
  return [...comment(metrics.reason), 'metrics:', ...indented(lines, 2)]
}
