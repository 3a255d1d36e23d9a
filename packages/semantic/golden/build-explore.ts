import { intervalShapes } from '../src/names/time-intervals.ts'
import type { CompiledJoin, CompiledTable, Explore } from '../src/types/explore.ts'
import type { CompiledDimension, CompiledMetric, DimensionType, MetricType, TimeInterval } from '../src/types/field.ts'
import type { MetricQuery } from '../src/types/metric-query.ts'

type DimensionOptions = Partial<CompiledDimension> & { intervals?: TimeInterval[] }
export type TableOptions = {
  dimensions: Record<string, DimensionType | (DimensionOptions & { type: DimensionType })>
  metrics?: Record<string, [MetricType, string] | [MetricType, string, Partial<CompiledMetric>]>
} & Partial<Omit<CompiledTable, 'dimensions' | 'metrics'>>

/** A compiled table for tests: dimensions read the column of their name unless `sql` says otherwise. */
export function table(name: string, options: TableOptions): CompiledTable {
  const { dimensions, metrics = {}, ...rest } = options
  const compiled: CompiledTable = {
    name,
    label: name,
    database: 'memory',
    schema: 'main',
    sqlTable: `"main"."${name}"`,
    lineageGraph: {},
    dimensions: {},
    metrics: {},
    ...rest,
  }
  for (const [key, value] of Object.entries(dimensions)) {
    const { intervals = [], ...dimension } = typeof value === 'string' ? { type: value } : value
    const sql = dimension.sql ?? `\${TABLE}.${key}`
    const base: CompiledDimension = {
      index: Object.keys(compiled.dimensions).length,
      fieldType: 'dimension',
      name: key,
      label: key,
      table: name,
      tableLabel: name,
      sql,
      compiledSql: sql.replaceAll('${TABLE}', `"${name}"`),
      tablesReferences: [name],
      hidden: false,
      ...dimension,
      ...(intervals.length > 0 ? { isIntervalBase: true } : {}),
    }
    compiled.dimensions[key] = base
    for (const interval of intervals) {
      const suffix = interval.toLowerCase()
      const intervalName = `${key}_${suffix}`
      compiled.dimensions[intervalName] = {
        ...base,
        name: intervalName,
        label: `${key} ${suffix.replaceAll('_', ' ')}`,
        type: intervalShapes[interval].type,
        timeInterval: interval,
        timeIntervalBaseDimensionName: key,
        isIntervalBase: false,
      }
    }
  }
  for (const [key, [type, sql, extra = {}]] of Object.entries(metrics)) {
    compiled.metrics[key] = {
      index: Object.keys(compiled.metrics).length,
      fieldType: 'metric',
      name: key,
      label: key,
      table: name,
      tableLabel: name,
      type,
      sql,
      compiledSql: '',
      hidden: false,
      ...extra,
    }
  }
  return compiled
}

/** A left join on `child.column = parent.column`, unless the options say otherwise. */
export function join(tableName: string, sqlOn: string, options: Partial<CompiledJoin> = {}): CompiledJoin {
  return { table: tableName, sqlOn, compiledSqlOn: sqlOn.replace(/\$\{(\w+)\.(\w+)\}/g, '"$1".$2'), ...options }
}

/** An explore of the first table with the others joined. */
export function explore(tables: CompiledTable[], joinedTables: CompiledJoin[] = []): Explore {
  const [base] = tables
  if (base === undefined) throw new Error('An explore needs a table.')
  return {
    name: base.name,
    label: base.label,
    tags: [],
    baseTable: base.name,
    joinedTables,
    tables: Object.fromEntries(tables.map((one) => [one.name, one])),
    targetDatabase: 'duckdb',
  }
}

/** A query with everything left out that a test does not speak of. */
export function query(parts: Partial<MetricQuery>): MetricQuery {
  return { exploreName: 'orders', dimensions: [], metrics: [], filters: {}, sorts: [], limit: 500, tableCalculations: [], ...parts }
}
