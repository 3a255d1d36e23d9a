import type { MetricQuery } from '@atrium/semantic'
import { z } from 'zod'
import { chartConfigSchema, type ChartConfig } from '../chart/chart-document.ts'
import { isRecord } from '../is-record.ts'
import { metricQuerySchema } from '../query/metric-query-schema.ts'

/** What an address holds of an explore: the question, and how its answer is drawn once somebody chose. */
export type ExploreUrlState = {
  tableName: string
  metricQuery: MetricQuery
  tableConfig: { columnOrder: string[] }
  chartConfig?: ChartConfig
  pivotConfig?: { columns: string[] }
}

export type DecodedExploreState = {
  /** `null` when the text is not a state at all. */
  state: ExploreUrlState | null
  /** What was left out and why, one sentence each. */
  problems: string[]
}

/** Longest text that is read, in characters; browsers and proxies stop long before. */
const longestText = 1_000_000

/** The state as JSON text, to be put into a query parameter (the caller escapes it for the address). */
export const encodeExploreState = (state: ExploreUrlState): string => JSON.stringify(state)

/** Reads such a text. Total: parts that make no sense are left out and told; nothing is thrown. */
export function decodeExploreState(text: string): DecodedExploreState {
  const given = parse(text)
  if (given === undefined) return { state: null, problems: ['The address does not hold a readable question.'] }
  const problems: string[] = []
  const metricQuery = readQuery(given['metricQuery'], problems)
  const chartConfig = readPart(chartConfigSchema, given['chartConfig'], 'chart', problems)
  const columnOrder = readPart(names, (given['tableConfig'] as { columnOrder?: unknown } | undefined)?.columnOrder, 'column order', problems)
  const pivot = readPart(names, (given['pivotConfig'] as { columns?: unknown } | undefined)?.columns, 'pivot', problems)
  const tableName = typeof given['tableName'] === 'string' ? given['tableName'] : metricQuery.exploreName
  return {
    state: {
      tableName,
      metricQuery: metricQuery.exploreName === '' ? { ...metricQuery, exploreName: tableName } : metricQuery,
      tableConfig: { columnOrder: columnOrder ?? [] },
      ...(chartConfig === undefined ? {} : { chartConfig }),
      ...(pivot === undefined || pivot.length === 0 ? {} : { pivotConfig: { columns: pivot } }),
    },
    problems,
  }
}

const names = z.array(z.string()).max(1000)

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > longestText) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function readPart<T>(schema: z.ZodType<T>, given: unknown, name: string, problems: string[]): T | undefined {
  if (given === undefined || given === null) return undefined
  const read = schema.safeParse(given)
  if (!read.success) problems.push(`The ${name} was left out: ${firstIssue(read.error)}.`)
  return read.data
}

const firstIssue = ({ issues }: z.ZodError): string => {
  const [issue] = issues
  return issue === undefined ? 'not readable' : `${issue.path.length === 0 ? '' : `${issue.path.join('.')}: `}${issue.message}`
}

/** The whole query where it is right, else every key of it that is, and of lists every entry that is. */
function readQuery(given: unknown, problems: string[]): MetricQuery {
  const whole = metricQuerySchema.safeParse(given ?? {})
  if (whole.success) return whole.data
  if (typeof given !== 'object' || given === null) {
    problems.push('The question was left out: it is not an object.')
    return metricQuerySchema.parse({})
  }
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const tryOne = (part: unknown): boolean => {
      const read = metricQuerySchema.safeParse({ [key]: part })
      if (!read.success) problems.push(`A part of the question was left out: ${firstIssue(read.error)}.`)
      return read.success
    }
    if (metricQuerySchema.safeParse({ [key]: value }).success) kept[key] = value
    else if (Array.isArray(value)) kept[key] = value.slice(0, 100).filter((entry) => tryOne([entry]))
    else if (key === 'filters' && typeof value === 'object' && value !== null) {
      kept[key] = Object.fromEntries(Object.entries(value).filter(([kind, group]) => tryOne({ [kind]: group })))
    } else tryOne(value)
  }
  return metricQuerySchema.parse(kept)
}
