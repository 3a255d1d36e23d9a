import type { EndpointQuery, EndpointVariable } from '@atrium/documents'
import { insightVariables } from './insights/narrow-insight.ts'

/** The variables of a query; those of an insight are texts, and none is needed. */
export const variablesOf = (query: EndpointQuery): readonly EndpointVariable[] =>
  query.kind === 'insight' ? insightVariables(query.insight).map((name) => ({ id: name, name, type: 'string', isNull: true })) : query.variables

/** Values for variables that a query has; others are left out. */
export function knownValues<T>(query: EndpointQuery, given: Readonly<Record<string, T>>): Record<string, T> {
  const known = new Set(variablesOf(query).map(({ name }) => name))
  return Object.fromEntries(Object.entries(given).filter(([name]) => known.has(name)))
}
