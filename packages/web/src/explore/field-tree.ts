import {
  getItemLabel,
  getItemType,
  type CompiledDimension,
  type CompiledMetric,
  type CompiledTable,
  type DimensionType,
  type Explore,
  type Item,
  type MetricQuery,
  type TimeInterval,
} from '@atrium/semantic'
import { fieldIdOf } from './items-of-query.ts'

export type FieldKind = 'dimension' | 'metric' | 'calculation'

/** A field to pick. `intervals` are the cuts of a date; the field itself is then only their heading. */
export type FieldNode = {
  node: 'field'
  id: string
  kind: FieldKind
  type: DimensionType
  label: string
  item: Item
  description?: string
  /** Made in this query, so it can be edited and removed. */
  custom: boolean
  intervals: FieldNode[]
}
export type GroupNode = { node: 'group'; key: string; label: string; description?: string; children: TreeNode[] }
export type SectionNode = { node: 'section'; key: string; kind: FieldKind; children: TreeNode[] }
export type TableNode = { node: 'table'; key: string; label: string; description?: string; children: SectionNode[] }
export type TreeNode = FieldNode | GroupNode

/** The fields of an explore as a tree: tables, in them dimensions and metrics, in those nested groups; calculations last. */
export function buildFieldTree(explore: Explore, query: MetricQuery): TableNode[] {
  const joined = explore.joinedTables.filter(({ hidden }) => hidden !== true).map(({ table }) => table)
  const names = [...new Set([explore.baseTable, ...joined])].filter((name) => explore.tables[name]?.hidden !== true)
  const tables = names.flatMap((name): TableNode[] => {
    const table = explore.tables[name]
    if (table === undefined) return []
    const sections = [section('dimension', table, dimensionNodes(table, query)), section('metric', table, metricNodes(table, query))].filter(
      ({ children }) => children.length > 0,
    )
    return sections.length === 0 ? [] : [{ node: 'table', key: `table:${name}`, label: table.label, ...described(table.description), children: sections }]
  })
  return [...tables, ...calculationTable(query)]
}

function section(kind: FieldKind, table: CompiledTable, nodes: Grouped[]): SectionNode {
  const key = `${kind}:${table.name}`
  return { node: 'section', key, kind, children: grouped(nodes, key, table) }
}

type Grouped = { node: FieldNode; groups: readonly string[]; index: number }

function dimensionNodes(table: CompiledTable, query: MetricQuery): Grouped[] {
  const visible = Object.values(table.dimensions).filter(({ hidden }) => !hidden)
  const intervals = new Map<string, CompiledDimension[]>()
  for (const dimension of visible) {
    const base = dimension.timeIntervalBaseDimensionName
    if (base === undefined || table.dimensions[base] === undefined) continue
    intervals.set(base, [...(intervals.get(base) ?? []), dimension])
  }
  const isNested = ({ timeIntervalBaseDimensionName: base }: CompiledDimension): boolean => base !== undefined && table.dimensions[base] !== undefined
  const own = ordered([...visible.filter((dimension) => !isNested(dimension)), ...hiddenBases(table, intervals)], table).map((dimension) => ({
    node: modelField(
      dimension,
      'dimension',
      (intervals.get(dimension.name) ?? []).toSorted(byInterval).map((interval) => modelField(interval, 'dimension', [])),
    ),
    groups: dimension.groups ?? [],
    index: dimension.index,
  }))
  const custom = (query.customDimensions ?? [])
    .filter((dimension) => dimension.table === table.name)
    .map((dimension) => ({ node: customField(dimension.id, 'dimension', dimension), groups: [], index: Infinity }))
  return [...own, ...custom]
}

/** Moments first, then days to years, then parts and names. */
const intervalOrder = [
  'RAW',
  'MILLISECOND',
  'SECOND',
  'MINUTE',
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'MINUTE_OF_HOUR_NUM',
  'HOUR_OF_DAY_NUM',
  'DAY_OF_WEEK_NAME',
  'DAY_OF_WEEK_INDEX',
  'DAY_OF_MONTH_NUM',
  'DAY_OF_YEAR_NUM',
  'WEEK_NUM',
  'MONTH_NAME',
  'MONTH_NUM',
  'QUARTER_NAME',
  'QUARTER_NUM',
  'YEAR_NUM',
  'FISCAL_QUARTER_NUM',
  'FISCAL_YEAR_NUM',
] as const satisfies readonly TimeInterval[]

const byInterval = (a: CompiledDimension, b: CompiledDimension): number =>
  intervalOrder.indexOf(a.timeInterval ?? 'RAW') - intervalOrder.indexOf(b.timeInterval ?? 'RAW')

/** A hidden date whose cuts are not hidden still heads them. */
function hiddenBases(table: CompiledTable, intervals: ReadonlyMap<string, CompiledDimension[]>): CompiledDimension[] {
  return [...intervals.keys()].flatMap((name) => {
    const base = table.dimensions[name]
    return base?.hidden === true ? [base] : []
  })
}

function metricNodes(table: CompiledTable, query: MetricQuery): Grouped[] {
  const own = ordered(
    Object.values(table.metrics).filter(({ hidden }) => !hidden),
    table,
  ).map((metric) => ({ node: modelField(metric, 'metric', []), groups: metric.groups ?? [], index: metric.index }))
  const custom = (query.additionalMetrics ?? [])
    .filter((metric) => metric.table === table.name)
    .map((metric) => ({ node: customField(fieldIdOf(metric), 'metric', metric), groups: [], index: Infinity }))
  return [...own, ...custom]
}

function ordered<T extends CompiledDimension | CompiledMetric>(fields: T[], table: CompiledTable): T[] {
  return fields.toSorted((a, b) => (table.orderFieldsBy === 'index' ? a.index - b.index : a.label.localeCompare(b.label)))
}

const described = (description: string | undefined): { description?: string } => (description === undefined ? {} : { description })

function modelField(field: CompiledDimension | CompiledMetric, kind: FieldKind, intervals: FieldNode[]): FieldNode {
  return {
    node: 'field',
    id: fieldIdOf(field),
    kind,
    type: getItemType(field),
    label: field.label,
    item: field,
    ...described(field.description),
    custom: false,
    intervals,
  }
}

function customField(id: string, kind: FieldKind, item: Item): FieldNode {
  return { node: 'field', id, kind, type: getItemType(item), label: getItemLabel(item), item, custom: true, intervals: [] }
}

function calculationTable(query: MetricQuery): TableNode[] {
  if (query.tableCalculations.length === 0) return []
  const fields = query.tableCalculations.map((calculation) => customField(calculation.name, 'calculation', calculation))
  return [{ node: 'table', key: 'table calculations', label: '', children: [{ node: 'section', key: 'calculation:', kind: 'calculation', children: fields }] }]
}

/** Puts fields into their (nested) groups: groups where their first field stands, in the order of the fields. */
function grouped(nodes: readonly Grouped[], parentKey: string, table: CompiledTable): TreeNode[] {
  const result: TreeNode[] = []
  const groups = new Map<string, { place: GroupNode; members: Grouped[] }>()
  for (const entry of nodes) {
    const [name, ...deeper] = entry.groups
    if (name === undefined) {
      result.push(entry.node)
      continue
    }
    let group = groups.get(name)
    if (group === undefined) {
      const details = table.groupDetails?.[name]
      group = {
        place: { node: 'group', key: `${parentKey}/${name}`, label: details?.label ?? name, ...described(details?.description), children: [] },
        members: [],
      }
      groups.set(name, group)
      result.push(group.place)
    }
    group.members.push({ ...entry, groups: deeper })
  }
  for (const { place, members } of groups.values()) place.children = grouped(members, place.key, table)
  return result
}
