import { metricTypes } from '../../names/metric-types.ts'
import { intervalShapes } from '../../names/time-intervals.ts'
import type { CompiledTable } from '../../types/explore.ts'
import type { CompiledDimension, CompiledMetric, DimensionType } from '../../types/field.ts'
import { isObject, type JsonObject, textAt, textsAt } from '../json-object.ts'

const dimensionTypes = new Set<string>(['string', 'number', 'timestamp', 'date', 'boolean'] satisfies DimensionType[])
const knownMetricTypes = new Set<string>(metricTypes)

/** A table of a compiled explore, or why the explore cannot be planned from. `leftOut` hears of fields that are taken out. */
export function readTable(value: unknown, key: string, leftOut: (what: string) => void): CompiledTable | string {
  if (!isObject(value)) return `its table ${key} is not described`
  const { dimensions, metrics, sqlTable } = value
  if (typeof sqlTable !== 'string' || sqlTable.trim() === '') return `its table ${key} has no sqlTable`
  if (!isObject(dimensions) || !isObject(metrics)) return `its table ${key} has no dimensions or metrics`
  const label = textAt(value, 'label') ?? key
  const fields = { key, label, leftOut }
  return {
    ...(value as unknown as CompiledTable),
    name: key,
    label,
    database: textAt(value, 'database') ?? '',
    schema: textAt(value, 'schema') ?? '',
    sqlTable,
    ...orderOf(value),
    lineageGraph: isObject(value['lineageGraph']) ? (value['lineageGraph'] as CompiledTable['lineageGraph']) : {},
    dimensions: fieldsOf<CompiledDimension>(dimensions, fields, 'dimension'),
    metrics: fieldsOf<CompiledMetric>(metrics, fields, 'metric'),
  }
}

/** Clients write it in capitals. */
function orderOf(table: JsonObject): Pick<CompiledTable, 'orderFieldsBy'> {
  const order = textAt(table, 'orderFieldsBy')?.toLowerCase()
  return order === 'label' || order === 'index' ? { orderFieldsBy: order } : {}
}

type Table = { key: string; label: string; leftOut: (what: string) => void }

function fieldsOf<F extends CompiledDimension | CompiledMetric>(fields: JsonObject, table: Table, kind: 'dimension' | 'metric'): Record<string, F> {
  const read: Record<string, F> = {}
  let index = 0
  for (const [name, field] of Object.entries(fields)) {
    const sound = isObject(field) && !(name in Object.prototype) ? soundField(field, kind) : undefined
    if (sound === undefined) table.leftOut(`${kind} ${table.key}.${name}`)
    else read[name] = { index, hidden: false, ...sound, name, table: table.key, tableLabel: textAt(sound, 'tableLabel') ?? table.label, fieldType: kind } as F
    index += 1
  }
  return read
}

/** The field with what older clients leave out, or `undefined` when its SQL or type cannot be used. */
function soundField(field: JsonObject, kind: 'dimension' | 'metric'): JsonObject | undefined {
  const type = textAt(field, 'type')
  const sql = textAt(field, 'sql') ?? textAt(field, 'compiledSql')
  const interval = textAt(field, 'timeInterval')
  if (type === undefined || sql === undefined) return undefined
  if (!(kind === 'dimension' ? dimensionTypes : knownMetricTypes).has(type)) return undefined
  if (interval !== undefined && !Object.hasOwn(intervalShapes, interval)) return undefined
  return {
    ...field,
    sql,
    compiledSql: textAt(field, 'compiledSql') ?? sql,
    label: textAt(field, 'label') ?? textAt(field, 'name') ?? '',
    groups: textsAt(field, 'groups') ?? [],
  }
}
