import type { ParameterValues } from '@atrium/semantic'
import { createContext, use } from 'react'
import { ExploreContext } from '../explore-context.ts'

/** Where suggestions for filter values come from. */
export type ValuesSource = { projectUuid: string; exploreName: string; parameters?: ParameterValues }

/** For filters outside of an explore page. */
export const ValuesSourceContext = createContext<ValuesSource | null>(null)

/** The nearest source: one that is given, or the explore page around. Throws where there is neither. */
export function useValuesSource(): ValuesSource {
  const given = use(ValuesSourceContext)
  const page = use(ExploreContext)
  if (given !== null) return given
  if (page === null) throw new Error('Filter values outside of an explore page need a ValuesSourceContext')
  const { parameters } = page.state.metricQuery
  return { projectUuid: page.projectUuid, exploreName: page.explore.name, ...(parameters === undefined ? {} : { parameters }) }
}
