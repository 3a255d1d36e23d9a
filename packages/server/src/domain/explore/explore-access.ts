import type { AnyExplore, CompiledTable, Explore } from '@atrium/semantic'
import type { Actor } from '../../access/actor.ts'

type Required = Record<string, string | string[]>

/** Whether the caller's user attributes meet required attributes: all names, any value of each list. */
export function meetsAttributes(actor: Actor, required: Required | undefined): boolean {
  if (required === undefined) return true
  if (actor.kind === 'system') return true
  const own = actor.kind === 'user' ? actor.userAttributes : {}
  return Object.entries(required).every(([name, wanted]) => {
    const values = Object.hasOwn(own, name) ? (own[name] ?? []) : []
    return (Array.isArray(wanted) ? wanted : [wanted]).some((value) => values.includes(value))
  })
}

/** Whether the caller may use the explore at all: its base table's required attributes. */
export function mayUseExplore(actor: Actor, explore: AnyExplore): boolean {
  if ('errors' in explore) return true
  return meetsAttributes(actor, explore.tables[explore.baseTable]?.requiredAttributes)
}

/**
 * The explore as this caller sees it: tables and fields behind required attributes are not there. Answers the same
 * object when nothing is hidden, so that what is derived from an explore can be remembered by identity.
 */
export function exploreFor(actor: Actor, explore: Explore): Explore {
  if (!hasProtectedParts(explore)) return explore
  const tables = Object.entries(explore.tables)
    .filter(([, table]) => meetsAttributes(actor, table.requiredAttributes))
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
    dimensions: Object.fromEntries(Object.entries(table.dimensions).filter(([, field]) => meetsAttributes(actor, field.requiredAttributes))),
    metrics: Object.fromEntries(Object.entries(table.metrics).filter(([, field]) => meetsAttributes(actor, field.requiredAttributes))),
  }
}

const protectedExplores = new WeakMap<Explore, boolean>()

function hasProtectedParts(explore: Explore): boolean {
  const known = protectedExplores.get(explore)
  if (known !== undefined) return known
  const found = Object.values(explore.tables).some(
    (table) =>
      table.requiredAttributes !== undefined ||
      Object.values(table.dimensions).some((field) => field.requiredAttributes !== undefined) ||
      Object.values(table.metrics).some((field) => field.requiredAttributes !== undefined),
  )
  protectedExplores.set(explore, found)
  return found
}
