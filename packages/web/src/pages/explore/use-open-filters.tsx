import { useState, type ReactNode } from 'react'
import type { NewEndpointQuery } from '../../api/endpoints.ts'
import { effectiveQuery } from '../../explore/effective-query.ts'
import { openableRules, openQuery, type OpenFilters } from '../../explore/open-filters.ts'
import { areNames, OpenFilterFields } from '../endpoints/open-filter-fields.tsx'
import { useExplore } from './explore-context.ts'

/** What the explore asks, for an endpoint: the fields in which filters are left to callers, and the question; null while a name is none. */
export function useOpenFilters(before: OpenFilters = {}): { fields: ReactNode; asked: (NewEndpointQuery & { kind: 'metric' }) | null } {
  const { explore, items, state } = useExplore()
  const rules = openableRules(state.metricQuery, items)
  const [chosen, setChosen] = useState(before)
  const open = Object.fromEntries(Object.entries(chosen).filter(([id]) => rules.some((rule) => rule.id === id)))
  const { query, variables } = openQuery(state.metricQuery, open, items)
  return {
    fields: <OpenFilterFields {...{ rules, items, open }} onChange={setChosen} />,
    // A filter without a value is one that callers have to say, or none.
    asked: areNames(open) ? { kind: 'metric', exploreName: explore.name, query: effectiveQuery(query, items), variables } : null,
  }
}
