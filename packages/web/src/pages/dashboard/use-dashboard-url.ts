import { useLocation } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { DateZoom } from '../../api/dashboards.ts'
import { useGo } from '../../components/use-go.ts'

const zooms: readonly string[] = ['Auto', 'Day', 'Week', 'Month', 'Quarter', 'Year'] satisfies ZoomChoice[]

/** A grain, or the one that suits the time on the dashboard. */
export type ZoomChoice = DateZoom | 'Auto'

export type DashboardUrl = {
  tab: string | null
  /** The viewer's own filters, as text. */
  filters: string
  /** Values clicked on tiles, as text. */
  cross: string
  dateZoom: ZoomChoice | null
  /** The order of rows that the viewer gave to tiles, as text. */
  sorts: string
  /** The viewer's own values of parameters, as text. */
  parameters: string
  /** The tile in full screen. */
  tile: string | null
  /** The tile whose comments are shown, or `all`. */
  comments: string | null
}

/** What the address says about how a dashboard is looked at, and a way to change it; Back undoes a change. */
export function useDashboardUrl(): [DashboardUrl, (change: Partial<DashboardUrl>, options?: { replace?: boolean }) => void] {
  const go = useGo()
  const pathname = useLocation({ select: (location) => location.pathname })
  const search = useLocation({ select: (location) => location.searchStr })
  const url = useMemo((): DashboardUrl => {
    const parameters = new URLSearchParams(search)
    const zoom = parameters.get('dateZoom')
    return {
      tab: parameters.get('tab'),
      filters: parameters.get('filters') ?? '',
      cross: parameters.get('cross') ?? '',
      dateZoom: zoom !== null && zooms.includes(zoom) ? (zoom as ZoomChoice) : null,
      parameters: parameters.get('parameters') ?? '',
      sorts: parameters.get('sorts') ?? '',
      tile: parameters.get('tile'),
      comments: parameters.get('comments'),
    }
  }, [search])
  const change = useCallback(
    (wanted: Partial<DashboardUrl>, options?: { replace?: boolean }): void => {
      const parameters = new URLSearchParams(search)
      for (const [key, value] of Object.entries(wanted)) {
        if (value === null || value === '' || value === undefined) parameters.delete(key)
        else parameters.set(key, value)
      }
      const text = parameters.toString()
      go(text === '' ? pathname : `${pathname}?${text}`, options)
    },
    [go, pathname, search],
  )
  return [url, change]
}
