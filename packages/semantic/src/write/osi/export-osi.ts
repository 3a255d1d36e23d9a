import { stringify } from 'yaml'
import { osiVendor, osiVersion } from '../../read/osi/osi-version.ts'
import { present } from '../../types/present.ts'
import { type AnyExplore, type CompiledJoin, type CompiledTable, type Explore, isExploreError } from '../../types/explore.ts'
import type { CompiledDimension, DimensionType } from '../../types/field.ts'
import { columnOf } from '../../read/source-parts.ts'
import { dimensionExpression, metricExpression } from './osi-expression.ts'
import { dimensionMeta, metricMeta, modelMeta } from './model-meta.ts'

/** A document, and what other programs will not understand of it. */
export type OsiExport = { text: string; notes: string[] }

/**
 * Explores as one document of Open Semantic Interchange (YAML). What the specification has no word for travels in
 * `custom_extensions`, from which our own reader makes the same models again. Broken explores are left out, and named.
 */
export function exportOsi(explores: readonly AnyExplore[], { name, description }: { name: string; description?: string }): OsiExport {
  const notes: string[] = []
  const sound = explores.filter((explore): explore is Explore => {
    if (isExploreError(explore)) notes.push(`${explore.name} has errors and is left out.`)
    else if (explore.name !== explore.baseTable) notes.push(`${explore.name} is a further explore of ${explore.baseTable} and is left out.`)
    return !isExploreError(explore) && explore.name === explore.baseTable
  })
  const model = present({
    name,
    description,
    datasets: sound.map((explore) => datasetOf(explore, notes)),
    relationships: sound.flatMap((explore) => relationshipsOf(explore, new Set(sound.map((each) => each.name)))),
    metrics: uniqueNames(sound.flatMap((explore) => metricsOf(explore, notes))),
  })
  const document = { version: osiVersion, semantic_model: [model], vendors: [osiVendor] }
  return { text: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }), notes }
}

const baseOf = (explore: Explore): CompiledTable | undefined => explore.tables[explore.baseTable]
const extension = (data: object): { vendor_name: string; data: string }[] => [{ vendor_name: osiVendor, data: JSON.stringify(data) }]
const expression = (sql: string): object => ({ dialects: [{ dialect: 'ANSI_SQL', expression: sql }] })

function datasetOf(explore: Explore, notes: string[]): object {
  const table = baseOf(explore)
  if (table === undefined) return { name: explore.name, source: explore.name }
  if (table.sqlWhere !== undefined || table.requiredAttributes !== undefined || table.anyAttributes !== undefined) {
    notes.push(`Rules of access on ${explore.name} are understood by this program only: other programs show all of its rows.`)
  }
  const dimensions = ownDimensions(table)
  const unique = table.primaryKey?.map((key) => table.dimensions[key]).map((dimension) => (dimension === undefined ? '' : columnNameOf(dimension)))
  return present({
    name: explore.name,
    source: table.sqlTable,
    primary_key: unique,
    description: table.description,
    ai_context: contextOf(explore.aiHint),
    fields: dimensions.map((dimension) => fieldOf(dimension, table)),
    custom_extensions: extension({ model: modelMeta(explore, table) }),
  })
}

const contextOf = (hint: string | string[] | undefined): string | undefined => (Array.isArray(hint) ? hint.join(' ') : hint)

/** Dimensions that are not an interval of another one. */
const ownDimensions = (table: CompiledTable): CompiledDimension[] =>
  Object.values(table.dimensions).filter(({ timeIntervalBaseDimensionName }) => timeIntervalBaseDimensionName === undefined)

const columnNameOf = (dimension: CompiledDimension): string => columnOf(dimension.sql)?.name ?? dimension.name

const datatypes: Record<DimensionType, string | undefined> = { string: 'String', number: undefined, boolean: 'Boolean', date: 'Date', timestamp: 'DateTime' }

function fieldOf(dimension: CompiledDimension, table: CompiledTable): object {
  const isTime = dimension.type === 'date' || dimension.type === 'timestamp'
  return present({
    name: dimension.name,
    expression: expression(dimensionExpression(dimension, table)),
    dimension: { is_time: isTime },
    description: dimension.description,
    ai_context: contextOf(dimension.aiHint),
    datatype: dimension.timestampKind === 'instant' ? 'DateTimeTz' : datatypes[dimension.type],
    custom_extensions: extension({ dimension: dimensionMeta(dimension, table) }),
  })
}

const equality = /^\(*\s*\$\{\s*(\w+)\.([^{}]+?)\s*\}\s*=\s*\$\{\s*(\w+)\.([^{}]+?)\s*\}\s*\)*$/

/** Joins that equate columns, as relationships from the many to the one. */
function relationshipsOf(explore: Explore, names: ReadonlySet<string>): object[] {
  return explore.joinedTables.flatMap((join) => {
    const pairs = equatedColumns(explore, join)
    const target = explore.tables[join.table]?.originalName ?? join.table
    if (pairs === undefined || !names.has(target)) return []
    const here = { dataset: explore.name, columns: pairs.map(([near]) => near) }
    const there = { dataset: target, columns: pairs.map(([, far]) => far) }
    const [many, one] = join.relationship === 'one-to-many' ? [there, here] : [here, there]
    if (join.relationship === undefined || join.relationship === 'many-to-many') return []
    return [
      {
        name: `${explore.name}_to_${join.table}`,
        from: many.dataset,
        to: one.dataset,
        from_columns: many.columns,
        to_columns: one.columns,
      },
    ]
  })
}

function equatedColumns(explore: Explore, join: CompiledJoin): [string, string][] | undefined {
  const pairs: [string, string][] = []
  for (const condition of join.sqlOn.split(/\band\b/i)) {
    const [, leftTable = '', leftName = '', rightTable = '', rightName = ''] = equality.exec(condition.trim()) ?? []
    const [near, far] = leftTable === explore.baseTable ? [leftName, rightName] : [rightName, leftName]
    const isBetween = [leftTable, rightTable].includes(explore.baseTable) && [leftTable, rightTable].includes(join.table)
    const nearField = baseOf(explore)?.dimensions[near]
    const farField = explore.tables[join.table]?.dimensions[far]
    if (!isBetween || nearField === undefined || farField === undefined) return undefined
    pairs.push([columnNameOf(nearField), columnNameOf(farField)])
  }
  return pairs.length === 0 ? undefined : pairs
}

type MetricItem = { name: string; expression: object; description?: string; ai_context?: string; custom_extensions: object[] }

function metricsOf(explore: Explore, notes: string[]): { table: string; item: MetricItem }[] {
  return Object.values(baseOf(explore)?.metrics ?? {}).map((metric) => {
    const sql = metricExpression(metric, explore)
    if (sql === undefined) notes.push(`Metric ${explore.name}.${metric.name} has no standard form: its SQL is that of this warehouse.`)
    const item = present({
      name: metric.name,
      expression: expression(sql ?? metric.compiledSql),
      description: metric.description,
      ai_context: contextOf(metric.aiHint),
      custom_extensions: extension({ dataset: explore.name, metric: metricMeta(metric) }),
    })
    return { table: explore.name, item }
  })
}

/** Names of metrics are unique in a semantic model: a name that is taken gets its dataset before it. */
function uniqueNames(metrics: readonly { table: string; item: MetricItem }[]): MetricItem[] {
  const taken = new Set<string>()
  return metrics.map(({ table, item }) => {
    const name = taken.has(item.name) ? `${table}_${item.name}` : item.name
    taken.add(name)
    return { ...item, name }
  })
}
