import { isIdName, isYearName } from '../result/plain-numbers.ts'
import type { SqlChartConfig } from './sql-chart-document.ts'

export type SqlColumn = { reference: string; type: string }

/** What of some columns is drawn first. */
type FirstFields = {
  /** Of which values there are several, or when: what is drawn stands along it. */
  axis: SqlColumn | undefined
  /** What else tells values apart. */
  others: readonly SqlColumn[]
  /** A number that can be put together; where there are only such that name something, these are counted. */
  value: { reference: string; aggregation: 'sum' | 'count' } | undefined
}

/** The fields that are drawn first, by the types and names of columns: nobody adds up ids and years. */
export function firstFieldsOf(columns: readonly SqlColumn[]): FirstFields {
  const numbers = columns.filter(({ type }) => type === 'number')
  const sum = numbers.find((column) => !isId(column) && !isPartOfDate(column))
  const counted = numbers.find(isId)
  const names = columns.filter(({ type }) => type !== 'number')
  const axis = names.find(isTime) ?? numbers.find((column) => isPartOfDate(column)) ?? names.find((column) => !isId(column)) ?? names[0]
  return {
    axis,
    others: names.filter((column) => column !== axis && !isTime(column) && !isId(column)),
    value:
      sum !== undefined
        ? { reference: sum.reference, aggregation: 'sum' }
        : counted !== undefined
          ? { reference: counted.reference, aggregation: 'count' }
          : undefined,
  }
}

const isTime = ({ type }: SqlColumn): boolean => type === 'date' || type === 'timestamp'
const isId = ({ reference }: SqlColumn): boolean => isIdName(reference)
const isPartOfDate = ({ reference }: SqlColumn): boolean =>
  isYearName(reference) || /(^|_)((quarter|month|week|day|weekday|hour)(_num)?|quartal|monat|woche|wochentag|stunde)$/i.test(reference)

/** How rows are drawn until someone chooses: the first number over time as lines, one for each of what else there is, or over the first other column as bars. */
export function defaultSqlChart(columns: readonly SqlColumn[]): SqlChartConfig {
  const { axis, others, value } = firstFieldsOf(columns)
  if (value === undefined || axis === undefined) return { metadata: { version: 1 }, type: 'table' }
  // Of two texts nobody knows how many there are; more than one beside a time is no drawing any more.
  const [series] = (isTime(axis) || isPartOfDate(axis)) && others.length === 1 ? others : []
  return {
    metadata: { version: 1 },
    type: isTime(axis) ? 'line' : 'vertical_bar',
    fieldConfig: { x: { reference: axis.reference }, y: [value], groupBy: series === undefined ? [] : [{ reference: series.reference }] },
  }
}

/** What is drawn of rows: the drawing that somebody chose, or the one that fits where nothing is said but how it looks. */
export const drawnSqlChart = (config: SqlChartConfig, columns: readonly SqlColumn[]): SqlChartConfig =>
  config.fieldConfig === undefined && config.columns === undefined && config.type !== 'table' && columns.length > 0 ? defaultSqlChart(columns) : config

/** The same drawing for these columns: what is said of others is left out. */
export function fittingSqlChart(config: SqlChartConfig, columns: readonly SqlColumn[]): SqlChartConfig {
  const { fieldConfig } = config
  if (fieldConfig === undefined) return config
  const isThere = ({ reference }: { reference: string }): boolean => columns.some((column) => column.reference === reference)
  const { x, y, groupBy = [], sortBy: _, ...rest } = fieldConfig
  return { ...config, fieldConfig: { ...rest, ...(x !== undefined && isThere(x) ? { x } : {}), y: y.filter(isThere), groupBy: groupBy.filter(isThere) } }
}
