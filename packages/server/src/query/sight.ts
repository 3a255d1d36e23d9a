import type { Actor } from '../access/actor.ts'
import type { WarehouseAccount } from '../warehouses/warehouse.ts'
import { policyOf } from './compile-question.ts'
import type { QueryProject } from './query-service.ts'

/**
 * What decides which rows somebody is shown of a project: its connection, who signs in there, its model, and what of them reaches
 * SQL. Whoever sees by the same may be given the same answer to the same request.
 */
export const sightOf = (project: QueryProject, actor: Actor, account: WarehouseAccount | null): string =>
  `${project.id}|${connectionKey(project)}|${project.modelRevision}|${policyFingerprint(actor)}|${account === null ? '' : `${account.id}@${account.version}`}`

/** What of a project decides about an answer beside its model. */
function connectionKey({ warehouse, timezone, startOfWeek, fiscalYearStart }: QueryProject): string {
  const known = connections.get(warehouse) ?? JSON.stringify(warehouse)
  connections.set(warehouse, known)
  return `${known}|${timezone}|${startOfWeek}|${fiscalYearStart}`
}

// By the things themselves: of thousands of calls a second, writing them out would be most of the work.
const connections = new WeakMap<object, string>()
const fingerprints = new WeakMap<object, string>()

function policyFingerprint(actor: Actor): string {
  const known = fingerprints.get(actor) ?? JSON.stringify(policyOf(actor))
  fingerprints.set(actor, known)
  return known
}
