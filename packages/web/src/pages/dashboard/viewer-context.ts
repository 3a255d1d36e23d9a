import type { SortField } from '@atrium/semantic'
import { createContext, use } from 'react'
import type { ClickedValue, CrossFilter } from '../../dashboard/cross-filters.ts'
import type { TileSorts } from '../../dashboard/tile-sorts.ts'

/** What somebody who looks at a dashboard changes on its tiles, for themselves and whoever has the link. */
export type ViewerContextValue = {
  /** Values that were clicked. */
  cross: readonly CrossFilter[]
  /** Values were clicked on a tile, to keep to them or to leave them out on the others. */
  click: (clicked: readonly ClickedValue[], how: { add: boolean; isExcluded: boolean }) => void
  sorts: TileSorts
  /** Gives the rows of a tile another order; that of its chart with none. */
  sort: (tileUuid: string, sorts: readonly SortField[]) => void
}

/** Null while editing and in the history. */
export const ViewerContext = createContext<ViewerContextValue | null>(null)

export const useViewer = (): ViewerContextValue | null => use(ViewerContext)
