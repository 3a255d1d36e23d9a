import { useLocation } from '@tanstack/react-router'
import { useGo } from './use-go.ts'

/** `?new=1` on the page of a list: whether something new is begun there, and how that is begun and left. */
export function useNewItem(listHref: string): { isNew: boolean; begin: () => void; leave: () => void } {
  const go = useGo()
  const isNew = useLocation({ select: (location) => new URLSearchParams(location.searchStr).has('new') })
  return { isNew, begin: () => go(`${listHref}?new=1`), leave: () => go(listHref, { replace: true }) }
}
