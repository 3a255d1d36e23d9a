import { getItemType, isDimensionItem, type Filters, type FilterRule, type Item, type ItemsMap } from '@atrium/semantic'
import { useCallback } from 'react'
import { newUuid } from '../../api/new-uuid.ts'
import { newRule } from '../../explore/filter-operators.ts'
import { addItem } from '../../explore/filter-tree.ts'
import type { EditExplore } from './use-explore-state.ts'

export type FilterKind = keyof Filters

/** Where filters on a field belong: before grouping, after it, or after the calculations. */
export function filterKindOf(item: Item | undefined): FilterKind {
  if (item !== undefined && 'displayName' in item) return 'tableCalculations'
  return item === undefined || isDimensionItem(item) ? 'dimensions' : 'metrics'
}

/** Adds a filter on a field at the end of its list; without a rule one to be filled in. */
export function useAddFilter(
  filters: Filters,
  items: ItemsMap,
  edit: EditExplore,
  onAdded: () => void,
): (fieldId: string, rule?: Omit<FilterRule, 'id'>) => void {
  return useCallback(
    (fieldId, rule) => {
      const item = items[fieldId]
      const kind = filterKindOf(item)
      const id = newUuid()
      const added = rule === undefined ? newRule(id, fieldId, item === undefined ? 'string' : getItemType(item)) : { ...rule, id }
      edit({ type: 'set-filters', filters: { ...filters, [kind]: addItem(filters[kind], added, { rootId: newUuid() }) } })
      onAdded()
    },
    [filters, items, edit, onAdded],
  )
}
