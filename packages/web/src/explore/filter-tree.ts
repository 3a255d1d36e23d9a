import type { FilterGroup, FilterGroupItem, FilterRule } from '@atrium/semantic'

export type FilterMode = 'and' | 'or'

export const isGroup = (item: FilterGroupItem): item is FilterGroup => 'and' in item || 'or' in item
export const modeOf = (group: FilterGroup): FilterMode => ('and' in group ? 'and' : 'or')
export const itemsOf = (group: FilterGroup): FilterGroupItem[] => ('and' in group ? group.and : group.or)

/** A group with these members. */
export const groupOf = (id: string, mode: FilterMode, items: FilterGroupItem[]): FilterGroup => (mode === 'and' ? { id, and: items } : { id, or: items })

const withItems = (group: FilterGroup, items: FilterGroupItem[]): FilterGroup => groupOf(group.id, modeOf(group), items)

/** All rules of a tree, in reading order. */
export function rulesOf(group: FilterGroup | undefined): FilterRule[] {
  return group === undefined ? [] : itemsOf(group).flatMap((item) => (isGroup(item) ? rulesOf(item) : [item]))
}

/** The tree with every rule replaced. */
export function mapRules(group: FilterGroup, change: (rule: FilterRule) => FilterRule): FilterGroup {
  return withItems(
    group,
    itemsOf(group).map((item) => (isGroup(item) ? mapRules(item, change) : change(item))),
  )
}

/** The tree with the rules that pass; groups left empty go, and an empty tree is `undefined`. */
export function keepRules(group: FilterGroup | undefined, keep: (rule: FilterRule) => boolean): FilterGroup | undefined {
  if (group === undefined) return undefined
  const items = itemsOf(group).flatMap((item): FilterGroupItem[] => {
    if (!isGroup(item)) return keep(item) ? [item] : []
    const kept = keepRules(item, keep)
    return kept === undefined ? [] : [kept]
  })
  return items.length === 0 ? undefined : withItems(group, items)
}

/** Adds a rule or group at the end of the group `parentId`, or of the root; makes the root (`rootId`, all) when there is none. */
export function addItem(root: FilterGroup | undefined, item: FilterGroupItem, { rootId, parentId }: { rootId: string; parentId?: string }): FilterGroup {
  if (root === undefined) return groupOf(rootId, 'and', [item])
  return parentId === undefined || parentId === root.id
    ? withItems(root, [...itemsOf(root), item])
    : changeGroup(root, parentId, (group) => withItems(group, [...itemsOf(group), item]))
}

/** Replaces the rule of that id. */
export const updateRule = (root: FilterGroup, rule: FilterRule): FilterGroup => mapRules(root, (other) => (other.id === rule.id ? rule : other))

/** Removes a rule or group; groups left empty go with it. */
export function removeItem(root: FilterGroup, id: string): FilterGroup | undefined {
  const items = itemsOf(root).flatMap((item): FilterGroupItem[] => {
    if (item.id === id) return []
    if (!isGroup(item)) return [item]
    const rest = removeItem(item, id)
    return rest === undefined ? [] : [rest]
  })
  return items.length === 0 ? undefined : withItems(root, items)
}

/** All of, or any of. */
export const setMode = (root: FilterGroup, groupId: string, mode: FilterMode): FilterGroup =>
  changeGroup(root, groupId, (group) => groupOf(group.id, mode, itemsOf(group)))

function changeGroup(root: FilterGroup, id: string, change: (group: FilterGroup) => FilterGroup): FilterGroup {
  if (root.id === id) return change(root)
  return withItems(
    root,
    itemsOf(root).map((item) => (isGroup(item) ? changeGroup(item, id, change) : item)),
  )
}
