import { leavesOf } from './evaluate.ts'
import { commonTables, dimensionOf, joinsOf, type Question } from './joined-rows.ts'
import { idOf, metricOf, timeIdOf } from './shop-fields.ts'
import type { ShopExplore } from './shop-types.ts'

const immune = new Set(['min', 'max', 'count_distinct', 'sum_distinct', 'average_distinct'])

/**
 * Why a question has no right answer in this model: a metric whose rows are repeated has no primary key to take them
 * once by, or reads a table of which one of its rows has many; one over time has rows of several days, or events of
 * several groups. Undefined for a question that has to be answered.
 */
export function reasonToRefuse(question: Pick<Question, 'shop' | 'dimensions' | 'metrics' | 'filter'>): string | undefined {
  const { shop } = question
  for (const id of question.metrics) {
    for (const leaf of leavesOf(id)) {
      const reads = [...(leaf.kind === 'aggregate' ? leaf.reads : [leaf.table]), ...timesOf(id)]
      const repeating = repeatedBy(shop, leaf.table, [...reads, ...commonTables(question)])
      if (isConversion(id) && repeating.length > 0) return `an event of ${id} is in several groups, as ${repeating.join(', ')} repeats it`
      const several = timesOf(id).find((table) => hasMany(shop, leaf.table, table))
      if (several !== undefined) return `${id} goes along a time of ${several}, of which one row of ${leaf.table} has many`
      if (immune.has(leaf.type)) continue
      const many = reads.find((table) => hasMany(shop, leaf.table, table))
      if (many !== undefined) return `${idOf(leaf)} reads ${many}, of which one row of ${leaf.table} has many`
      if (repeating.length > 0 && shop.keyless.includes(leaf.table)) return `${leaf.table} has no key and ${repeating.join(', ')} repeats its rows`
    }
  }
  return undefined
}

/** Tables of the times that a metric, or what it is made of, accumulates over. */
function timesOf(id: string): string[] {
  const metric = metricOf(id)
  if (metric.kind === 'cumulative') return [dimensionOf(timeIdOf(metric.table, metric.cumulative.time)).dimension.table]
  return 'of' in metric ? (typeof metric.of === 'string' ? [metric.of] : metric.of).flatMap(timesOf) : []
}

/** True for a metric that is, or is made of, events that are followed. */
function isConversion(id: string): boolean {
  const metric = metricOf(id)
  return metric.kind === 'conversion' || ('of' in metric && (typeof metric.of === 'string' ? [metric.of] : metric.of).some(isConversion))
}

/** Metrics whose SQL gives a value even where the join found no row: only a primary key tells such rows apart. */
const valueOfNothing = /^(?:\*|1|COALESCE\(.*\)|\$\{\w+\.\w+\})$/

/** Why an answer has to be called unproven: a metric would count rows that are not there, and no primary key tells. */
export function reasonToDoubt({ shop, metrics }: Pick<Question, 'shop' | 'metrics'>): string | undefined {
  const isLeftAlone = (table: string): boolean => table === shop.base && shop.joins.every(({ type }) => type === 'left')
  const leaf = metrics
    .flatMap(leavesOf)
    .find(({ table, kind, sql }) => kind === 'aggregate' && shop.keyless.includes(table) && !isLeftAlone(table) && valueOfNothing.test(sql))
  return leaf === undefined ? undefined : `${leaf.table} has no key to count only its own rows by`
}

/** Tables of which one row of `home` meets several, when these tables are joined. */
function repeatedBy(shop: ShopExplore, home: string, tables: readonly string[]): string[] {
  const used = joinsOf(shop, [...tables, home])
  const reached = [home]
  const many: string[] = []
  for (const from of reached) {
    for (const { table, parent, relationship } of used) {
      const to = parent === from ? table : table === from ? parent : undefined
      if (to === undefined || reached.includes(to)) continue
      reached.push(to)
      const repeats = parent === from ? relationship.endsWith('-to-many') : relationship.startsWith('many-')
      if (repeats) many.push(to)
    }
  }
  return many
}

/** True when one row of `home` can have several of `table`. */
export function hasMany(shop: ShopExplore, home: string, table: string): boolean {
  const repeating = repeatedBy(shop, home, [table])
  return pathBetween(shop, home, table).some((one) => repeating.includes(one))
}

/** Tables on the way from one to the other, the first one left out. */
function pathBetween(shop: ShopExplore, from: string, to: string): string[] {
  const up = (table: string): string[] => {
    const path = [table]
    for (let at = shop.joins.find((one) => one.table === table); at !== undefined; at = shop.joins.find((one) => one.table === at?.parent)) path.push(at.parent)
    return path
  }
  const [ups, downs] = [up(from), up(to)]
  const meeting = ups.find((table) => downs.includes(table))
  return [...ups.slice(1, ups.indexOf(meeting ?? '') + 1), ...downs.slice(0, downs.indexOf(meeting ?? ''))]
}
