import type { EndpointUsage } from './run-log-store.ts'
import type { Endpoint } from './types.ts'

/** By name, by how often or how slowly they answered in the last day, or by the last call of a program; those without a number last. */
export const endpointOrders = ['name', 'calls', 'p95', 'last_called'] as const
export type EndpointOrder = (typeof endpointOrders)[number]

/** Endpoints by name in another order: the most, slowest and latest first. `usage` is that of the last day, by id. */
export function orderedEndpoints(endpoints: readonly Endpoint[], order: EndpointOrder, usage: ReadonlyMap<string, EndpointUsage>): Endpoint[] {
  if (order === 'name') return [...endpoints]
  const weight = weights[order]
  const weighed = endpoints.map((endpoint) => ({ endpoint, weight: weight(endpoint, usage.get(endpoint.id)) ?? -Infinity }))
  return weighed.toSorted((one, other) => (one.weight === other.weight ? 0 : other.weight - one.weight)).map(({ endpoint }) => endpoint)
}

const weights: Record<Exclude<EndpointOrder, 'name'>, (endpoint: Endpoint, usage: EndpointUsage | undefined) => number | null | undefined> = {
  calls: (_endpoint, usage) => usage?.calls,
  p95: (_endpoint, usage) => usage?.p95Ms,
  last_called: ({ lastExecutedAt }) => lastExecutedAt?.getTime(),
}
