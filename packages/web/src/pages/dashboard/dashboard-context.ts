import type { DashboardFilters, DashboardTab, DashboardTile } from '@atrium/documents'
import type { ItemsMap } from '@atrium/semantic'
import { createContext, use } from 'react'
import type { AvailableFilters, DateZoom } from '../../api/dashboards.ts'

/** What every part of a dashboard shares. */
export type DashboardContextValue = {
  projectUuid: string
  dashboardUuid: string
  /** Tiles of all tabs. */
  tiles: readonly DashboardTile[]
  tabs: readonly DashboardTab[]
  /** Fields that the charts can be filtered by, by id. */
  items: ItemsMap
  available: AvailableFilters | undefined
  /** Filters as they are now, those without a value included. */
  filters: DashboardFilters
  /** The grain that all dates are shown in; null for that of each chart. */
  dateZoom: DateZoom | null
  /** The moment that everything is shown as of, ISO 8601; absent is now. */
  asOf?: string | undefined
}

export const DashboardContext = createContext<DashboardContextValue | null>(null)

/** The dashboard around this component. */
export function useDashboard(): DashboardContextValue {
  const value = use(DashboardContext)
  if (value === null) throw new Error('useDashboard outside of a dashboard')
  return value
}
