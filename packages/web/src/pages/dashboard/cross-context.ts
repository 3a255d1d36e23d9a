import { createContext, use } from 'react'
import type { ClickedValue, CrossFilter } from '../../dashboard/cross-filters.ts'

export type CrossContextValue = {
  filters: readonly CrossFilter[]
  /** Values were clicked on a tile, to keep to them or to leave them out on the others. */
  click: (clicked: readonly ClickedValue[], how: { add: boolean; isExcluded: boolean }) => void
}

/** Where values of tiles can be clicked to filter the other tiles; null while editing and in the history. */
export const CrossContext = createContext<CrossContextValue | null>(null)

export const useCross = (): CrossContextValue | null => use(CrossContext)
