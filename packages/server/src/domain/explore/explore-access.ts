import type { AnyExplore, CompiledTable, Explore, Guarded } from '@atrium/semantic'
import type { Actor } from '../../access/actor.ts'

/** Whether the caller's user attributes open something: all of the required ones and, besides, one of any; any value of each list. */
export function meetsAttributes(actor: Actor, { requiredAttributes, anyAttributes }: Guarded): boolean {
  if (actor.kind === 'system') return true
  const own = actor.kind === 'user' ? actor.userAttributes : {}
  const holds = ([name, wanted]: [string, string | string[]]): boolean => {
    const values = Object.hasOwn(own, name) ? (own[name] ?? []) : []
    return [wanted].flat().some((value) => values.includes(value))
  }
  return Object.entries(requiredAttributes ?? {}).every(holds) && (anyAttributes === undefined || Object.entries(anyAttributes).some(holds))
}

/** Whether the caller may use the explore at all: what guards it and its base table. */
export function mayUseExplore(actor: Actor, explore: AnyExplore): boolean {
  if ('errors' in explore) return (explore.guards ?? []).every((guard) => meetsAttributes(actor, guard))
  return meetsAttributes(actor, explore) && meetsAttributes(actor, explore.tables[explore.baseTable] ?? {})
}

/**
 * The explore as this caller sees it: tables and fields behind required attributes are not there. Answers the same
 * object when nothing is hidden, so that what is derived from an explore can be remembered by identity.
 */
export function exploreFor(actor: Actor, explore: Explore): Explore {
  if (!hasProtectedParts(explore)) return explore
  const tables = Object.entries(explore.tables)
    .filter(([, table]) => meetsAttributes(actor, table))
    .map(([name, table]) => [name, tableFor(actor, table)] as const)
  const kept = new Set(tables.map(([name]) => name))
  return {
    ...explore,
    tables: Object.fromEntries(tables),
    joinedTables: explore.joinedTables.filter((join) => kept.has(join.table)),
  }
}

function tableFor(actor: Actor, table: CompiledTable): CompiledTable {
  return {
    ...table,
    dimensions: Object.fromEntries(Object.entries(table.dimensions).filter(([, field]) => meetsAttributes(actor, field))),
    metrics: Object.fromEntries(Object.entries(table.metrics).filter(([, field]) => meetsAttributes(actor, field))),
  }
}

const protectedExplores = new WeakMap<Explore, boolean>()

function hasProtectedParts(explore: Explore): boolean {
  const known = protectedExplores.get(explore)
  if (known !== undefined) return known
  const found = Object.values(explore.tables).some(
    (table) => isGuarded(table) || Object.values(table.dimensions).some(isGuarded) || Object.values(table.metrics).some(isGuarded),
  )
  protectedExplores.set(explore, found)
  return found
}

const isGuarded = ({ requiredAttributes, anyAttributes }: Guarded): boolean => requiredAttributes !== undefined || anyAttributes !== undefined
