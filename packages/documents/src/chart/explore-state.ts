import { z } from 'zod'
import { metricQuerySchema } from '../query/metric-query-schema.ts'
import { chartConfigSchema, type ChartConfig } from './chart-document.ts'
import type { MetricQuery } from '@atrium/semantic'

/** An explore as it stands in an address: the same JSON that other tools of this format put there. */
export type ExploreUrlState = {
  tableName: string
  metricQuery: MetricQuery
  tableConfig?: { columnOrder: string[] }
  chartConfig?: ChartConfig
  pivotConfig?: { columns: string[] }
}

export const encodeExploreState = (state: ExploreUrlState): string => JSON.stringify(state)

const columns = z.looseObject({ columnOrder: z.array(z.string()) })
const pivot = z.looseObject({ columns: z.array(z.string()) })

/** Reads such a text. Total: what cannot be understood is left out and told in `problems`. */
export function decodeExploreState(text: string): { state: ExploreUrlState | null; problems: string[] } {
  const problems: string[] = []
  const parsed = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { state: null, problems: ['The address does not hold a query that can be read.'] }
  const source = parsed as Record<string, unknown>
  const read = <T>(key: string, schema: z.ZodType<T>): T | undefined => {
    if (source[key] === undefined || source[key] === null) return undefined
    const found = schema.safeParse(source[key])
    if (found.success) return found.data
    problems.push(`${key}: ${found.error.issues[0]?.path.join('.') ?? ''} ${found.error.issues[0]?.message ?? 'cannot be read'}`)
    return undefined
  }
  const metricQuery = read('metricQuery', metricQuerySchema)
  if (metricQuery === undefined) return { state: null, problems: problems.length > 0 ? problems : ['The address holds no query.'] }
  const [tableConfig, chartConfig, pivotConfig] = [read('tableConfig', columns), read('chartConfig', chartConfigSchema), read('pivotConfig', pivot)]
  return {
    state: {
      tableName: typeof source['tableName'] === 'string' ? source['tableName'] : metricQuery.exploreName,
      metricQuery,
      ...(tableConfig === undefined ? {} : { tableConfig }),
      ...(chartConfig === undefined ? {} : { chartConfig }),
      ...(pivotConfig === undefined ? {} : { pivotConfig }),
    },
    problems,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
