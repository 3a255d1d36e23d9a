import { useLocation } from '@tanstack/react-router'
import { useGo } from '../components/use-go.ts'

/** The moment that the address names, ISO 8601, or null for now; and the way to another one on the same page. */
export function useAsOf(): [asOf: string | null, show: (asOf: string | null) => void] {
  const go = useGo()
  const { asOf, here } = useLocation({
    select: ({ pathname, searchStr }) => ({ asOf: readAsOf(searchStr), here: pathname }),
    structuralSharing: true,
  })
  return [asOf, (moment) => go(moment === null ? here : `${here}?${new URLSearchParams({ asOf: moment }).toString()}`)]
}

/** The moment in a query string; what is no moment is none. */
export function readAsOf(search: string): string | null {
  const text = new URLSearchParams(search).get('asOf')
  const time = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
