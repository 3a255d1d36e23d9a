import { useLocation } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useGo } from '../components/use-go.ts'

/** The tile or cell whose comments are shown, or `allParts`: the address says so, so that mails and notifications lead there. */
export function useShownComments(): [string | null, (partId: string | null) => void] {
  const go = useGo()
  const { pathname, searchStr } = useLocation()
  const shown = new URLSearchParams(searchStr).get('comments')
  const show = useCallback(
    (partId: string | null): void => {
      const search = new URLSearchParams(searchStr)
      if (partId === null) search.delete('comments')
      else search.set('comments', partId)
      go(search.size === 0 ? pathname : `${pathname}?${search.toString()}`, { replace: shown !== null })
    },
    [go, pathname, searchStr, shown],
  )
  return [shown, show]
}
