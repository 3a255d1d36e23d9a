import type { Explore, FilterRule, ItemsMap, MetricQuery } from '@atrium/semantic'
import { createContext, use } from 'react'
import type { WriteBackWay } from '../../api/repositories.ts'
import type { SavedChart } from '../../api/saved-charts.ts'
import type { ExploreState } from '../../explore/explore-state.ts'
import type { ExploreResults } from './use-explore-results.ts'
import type { EditExplore } from './use-explore-state.ts'

/** The dialogs of the page; one at a time. */
export type ExploreDialog =
  | { dialog: 'save' }
  | { dialog: 'csv' | 'sheet' | 'short-link' | 'endpoint' | 'notebook' }
  | { dialog: 'write-back'; way: NonNullable<WriteBackWay> }
  | { dialog: 'calculation'; name: string | null }
  | { dialog: 'bins' | 'groups'; fieldId: string; /** Custom dimension to change; null for a new one. */ id: string | null }
  | { dialog: 'metric'; /** Dimension to aggregate, for a new one. */ fieldId: string | null; /** Additional metric to change. */ id: string | null }
  | { dialog: 'underlying'; query: MetricQuery; title: string }

/** What every part of the explore page shares. */
export type ExploreContextValue = {
  projectUuid: string
  explore: Explore
  /** Fields of the explore and of the query by id. */
  items: ItemsMap
  state: ExploreState
  /** The query as it is asked and saved. */
  query: MetricQuery
  edit: EditExplore
  /** Edits and shows the result at once. */
  editAndRun: EditExplore
  /** Adds a filter and shows it for filling in. */
  addFilter: (fieldId: string, rule?: Omit<FilterRule, 'id'>) => void
  results: ExploreResults
  openDialog: (dialog: ExploreDialog) => void
  /** Opens the list of fields, where it is put away. */
  showFields: () => void
  fieldsShown: boolean
  /** The chart that is edited here, if one is. */
  chart: SavedChart | null
  /** Greatest row limit of the server. */
  maxRows: number
}

export const ExploreContext = createContext<ExploreContextValue | null>(null)

/** The explore page around this component. */
export function useExplore(): ExploreContextValue {
  const value = use(ExploreContext)
  if (value === null) throw new Error('useExplore outside of an explore page')
  return value
}
