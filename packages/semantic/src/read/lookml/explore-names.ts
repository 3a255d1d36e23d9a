import { fieldsOfSet } from './field-sets.ts'
import { type LookmlBlock, textOf, textsOf } from './lookml-node.ts'
import type { ViewReading } from './view-reading.ts'

/** The names of an explore's base: the view it reads, and the name by which its SQL speaks of it. */
export function baseOfExplore(explore: LookmlBlock): { view: string; alias: string } {
  const name = explore.name ?? ''
  const from = textOf(explore, 'from')
  const view = textOf(explore, 'view_name') ?? from ?? name
  return { view, alias: from === undefined ? view : name }
}

/** The fields that a list leaves of one table; `undefined` for all. */
export function listedFields(list: readonly string[], alias: string, reading: ViewReading): string[] | undefined {
  if (list.length === 0) return undefined
  const own = (item: string): string | undefined =>
    item === 'ALL_FIELDS*' ? item : item.startsWith(`${alias}.`) ? item.slice(alias.length + 1) : item.includes('.') ? undefined : item
  const expand = (items: readonly string[]): string[] => items.flatMap((item) => (own(item) === undefined ? [] : fieldsOfSet(reading, own(item) ?? '')))
  const shown = list.filter((item) => !item.startsWith('-'))
  const removed = new Set(expand(list.filter((item) => item.startsWith('-')).map((item) => item.slice(1))))
  const kept = shown.length === 0 ? fieldsOfSet(reading, 'ALL_FIELDS*') : expand(shown)
  return kept.filter((name) => !removed.has(name))
}

/** The fields of one table that both the join and the explore leave. */
export function shownFields(lists: readonly (readonly string[])[], alias: string, reading: ViewReading): string[] | undefined {
  const listed = lists.map((list) => listedFields(list, alias, reading)).filter((fields) => fields !== undefined)
  const [first, ...others] = listed
  return first?.filter((name) => others.every((fields) => fields.includes(name)))
}

/** The list `fields` of an explore or join. */
export const fieldList = (block: LookmlBlock): string[] => textsOf(block, 'fields')
