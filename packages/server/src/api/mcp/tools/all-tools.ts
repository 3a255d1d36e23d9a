import type { AnyTool } from '../tool.ts'
import { chartTools } from './charts.ts'
import { definitionTools } from './definitions.ts'
import { endpointTools } from './endpoints.ts'
import { metricTools } from './metrics.ts'
import { queryTools } from './queries.ts'
import { searchTools } from './search.ts'

/** All tools, in the order in which an agent needs them. */
export const tools: readonly AnyTool[] = [...metricTools, ...queryTools, ...definitionTools, ...searchTools, ...endpointTools, ...chartTools]
