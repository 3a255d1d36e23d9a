import type { FilterGroupItem } from '@atrium/semantic'
import { dimensionFor, type SourceTable } from '../explore-fields.ts'
import { grouped, rule, unitOf } from '../filter-rules.ts'
import { asList, asNumber, asObject, asText, type Plain } from '../plain.ts'
import { addDimension, addFilters, addMetric, addSort, dimensionIn, setLimit, type MetricKind, type QueryDraft } from '../query-draft.ts'

/** A clause: its word, and what it is about without the options, which stand first in newer exports and last in older ones. */
function clauseOf(value: unknown): { word: string; args: unknown[]; options: Plain } {
  const [word, ...rest] = asList(value)
  const isOptions = (part: unknown): boolean => part === null || (typeof part === 'object' && !Array.isArray(part))
  const options = rest.find((part) => part !== null && isOptions(part))
  return { word: String(word ?? ''), args: rest.filter((part) => !isOptions(part)), options: asObject(options) }
}

/** `[database, schema, table]`. */
export function tableOf(value: unknown): SourceTable | null {
  const parts = asList(value)
  const name = asText(parts.at(2))
  return parts.length < 3 || name === undefined ? null : { schema: asText(parts[1]) ?? null, name }
}

export type SourceField = { table: SourceTable | null; column: string; grain: string | undefined }

const grains: Readonly<Record<string, string>> = {
  minute: 'MINUTE',
  hour: 'HOUR',
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  quarter: 'QUARTER',
  year: 'YEAR',
  'hour-of-day': 'HOUR_OF_DAY_NUM',
  'day-of-week': 'DAY_OF_WEEK_NAME',
  'day-of-month': 'DAY_OF_MONTH_NUM',
  'month-of-year': 'MONTH_NAME',
  'quarter-of-year': 'QUARTER_NAME',
}

/** The column that a field clause is about; null for anything else. */
export function fieldOf(value: unknown): SourceField | null {
  const { word, args, options } = clauseOf(value)
  if (word !== 'field') return null
  const [path] = args
  const unit = asText(options['temporal-unit'])
  const grain = unit === undefined || unit === 'default' ? undefined : (grains[unit] ?? unit)
  const parts = asList(path)
  const column = asText(parts.at(3)) ?? asText(path)
  return column === undefined ? null : { table: tableOf(parts.slice(0, 3)), column, grain }
}

export type Mbql = {
  sourceTable: unknown
  aggregation: readonly unknown[]
  breakout: readonly unknown[]
  filters: readonly unknown[]
  orderBy: readonly unknown[]
  fields: readonly unknown[]
  limit: number | undefined
  /** Words of parts that are there and have no counterpart. */
  others: string[]
}

/** The question of a card, of the older form (`query`) and of the newer one (`stages`); null for one in SQL. */
export function mbqlOf(datasetQuery: Plain): Mbql | null {
  const stages = asList(datasetQuery['stages']).map(asObject)
  const [first] = stages
  const query = first ?? asObject(datasetQuery['query'])
  if (query['source-table'] === undefined && query['source-query'] === undefined && query['source-card'] === undefined) return null
  const filter = query['filter']
  return {
    sourceTable: query['source-table'] ?? query['source-card'],
    aggregation: asList(query['aggregation']),
    breakout: asList(query['breakout']),
    filters: [...asList(query['filters']), ...(filter === undefined ? [] : [filter])],
    orderBy: asList(query['order-by']),
    fields: asList(query['fields']),
    limit: asNumber(query['limit']),
    others: [
      ...(stages.length > 1 || query['source-query'] !== undefined ? ['a question on the answer of another question'] : []),
      ...(asList(query['joins']).length > 0 ? ['joins'] : []),
      ...(query['expressions'] === undefined ? [] : ['custom columns']),
    ],
  }
}

const kinds: Readonly<Record<string, MetricKind>> = {
  count: 'count',
  distinct: 'count_distinct',
  sum: 'sum',
  avg: 'average',
  min: 'min',
  max: 'max',
  median: 'median',
}

/** Fills a draft from a question. What has no counterpart is noted. */
export function readMbql(draft: QueryDraft, mbql: Mbql): void {
  for (const part of mbql.others) draft.notes.push(`The question has ${part}, which charts of an explore do not: that was left out.`)
  const groups = mbql.breakout.map((value) => {
    const field = fieldOf(value)
    if (field === null) draft.notes.push('A grouping by something else than a column was left out.')
    if (clauseOf(value).options['binning'] !== undefined)
      draft.notes.push(`The bins of ${field?.column ?? 'a column'} were left out: its values are shown as they are.`)
    return field === null ? null : addDimension(draft, field.table, field.column, field.grain)
  })
  const metrics = mbql.aggregation.map((value) => aggregationIn(draft, value))
  if (mbql.aggregation.length === 0 && mbql.breakout.length === 0) readRows(draft, mbql)
  const filters = mbql.filters.flatMap((value) => filterIn(draft, value) ?? [])
  addFilters(draft, filters)
  for (const value of mbql.orderBy) {
    const { word, args } = clauseOf(value)
    const target = clauseOf(args[0])
    const field = fieldOf(args[0])
    const index = Number(target.args[0])
    const id = target.word === 'aggregation' ? metrics[Number.isInteger(index) ? index : 0] : idOf(draft, field, groups, mbql.breakout)
    addSort(draft, id, word === 'desc')
  }
  setLimit(draft, mbql.limit)
}

/** Rows as they are: the columns that are named, or a few of the table. */
function readRows(draft: QueryDraft, { fields }: Mbql): void {
  for (const value of fields) {
    const field = fieldOf(value)
    if (field !== null) addDimension(draft, field.table, field.column, field.grain)
  }
  if (fields.length > 0) return
  const base = draft.explore.tables[draft.explore.baseTable]
  const shown = Object.values(base?.dimensions ?? {}).filter(({ hidden, timeInterval }) => !hidden && timeInterval === undefined)
  for (const { table, name } of shown.slice(0, mostColumns)) draft.query.dimensions.push(`${table}_${name.replaceAll('.', '__')}`)
  if (shown.length > mostColumns) draft.notes.push(`It showed every column; the first ${mostColumns} are shown.`)
}

const mostColumns = 20

function idOf(draft: QueryDraft, field: SourceField | null, groups: readonly (string | null)[], breakout: readonly unknown[]): string | null {
  if (field === null) return null
  const place = breakout.findIndex((value) => fieldOf(value)?.column === field.column)
  if (place >= 0) return groups[place] ?? null
  const found = dimensionIn(draft, field.table, field.column, field.grain)
  return found !== null && draft.query.dimensions.includes(found.id) ? found.id : null
}

function aggregationIn(draft: QueryDraft, value: unknown): string | null {
  const { word, args, options } = clauseOf(value)
  // Older exports put a name around an aggregation.
  if (word === 'aggregation-options') return aggregationIn(draft, args[0])
  const type = kinds[word]
  if (type === undefined) {
    draft.notes.push(`There is no counterpart of the aggregation "${word}": it was left out.`)
    return null
  }
  const label = asText(options['display-name'])
  const named = label === undefined ? {} : { label }
  if (word === 'count' && args.length === 0) return addMetric(draft, { type, source: null, column: null, ...named })
  const field = fieldOf(args[0])
  if (field === null) {
    draft.notes.push(`The aggregation "${word}" of something else than a column was left out.`)
    return null
  }
  return addMetric(draft, { type, source: field.table, column: field.column, ...named })
}

const comparisons = {
  '=': 'equals',
  '!=': 'notEquals',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  contains: 'include',
  'does-not-contain': 'doesNotInclude',
  'starts-with': 'startsWith',
  'ends-with': 'endsWith',
  between: 'inBetween',
  'is-null': 'isNull',
  'is-empty': 'isNull',
  'not-null': 'notNull',
  'not-empty': 'notNull',
} as const

/** A filter as rules and groups; null, and a note, for what has no counterpart. */
export function filterIn(draft: QueryDraft, value: unknown): FilterGroupItem | null {
  const { word, args, options } = clauseOf(value)
  if (word === 'and' || word === 'or') {
    const items = args.map((arg) => filterIn(draft, arg))
    // Of alternatives one that is missing would change what the others mean.
    if (word === 'or' && items.includes(null)) {
      draft.notes.push('Alternatives of a filter were left out, because one of them could not be taken over: the numbers are of more rows.')
      return null
    }
    return grouped(
      word,
      items.filter((item) => item !== null),
    )
  }
  const field = fieldOf(args[0])
  const isInterval = word === 'time-interval'
  // Months are compared as months: where the model has none, the plain column would mean something else. Intervals have a unit of their own.
  const found =
    field === null ? null : isInterval ? dimensionIn(draft, field.table, field.column) : dimensionFor(draft.explore, field.table, field.column, field.grain)
  const values = args.slice(1)
  if (found !== null && isInterval) {
    const made = timeFilter(found.id, values, options['include-current'] === true)
    if (made !== null) return made
  }
  const operator = comparisons[word as keyof typeof comparisons]
  if (found !== null && operator !== undefined && values.every((one) => typeof one !== 'object')) {
    return rule(found.id, operator, operator === 'isNull' || operator === 'notNull' ? [] : values)
  }
  draft.notes.push(`The filter "${word}"${field === null ? '' : ` on ${field.column}`} was left out: the numbers are of more rows.`)
  return null
}

/** `-30 days` back, `30 days` ahead, `current`, `last` and `next`; whole ones, or with the one that has not ended. */
function timeFilter(fieldId: string, [amount, unit]: readonly unknown[], withCurrent: boolean): FilterGroupItem | null {
  const unitOfTime = unitOf(asText(unit) ?? '')
  if (unitOfTime === undefined) return null
  if (amount === 'current') return rule(fieldId, 'inTheCurrent', [1], { unitOfTime })
  const count = amount === 'last' ? -1 : amount === 'next' ? 1 : asNumber(amount)
  if (count === undefined || count === 0) return null
  return rule(fieldId, count < 0 ? 'inThePast' : 'inTheNext', [Math.abs(count)], { unitOfTime, completed: !withCurrent })
}
