import { withoutUrlInputs } from '@atrium/documents'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useGo } from '../../components/use-go.ts'

/** Takes what the address gives inputs out of it, once the session that was opened with it has it: a reload shows what counts by then. */
export function useCleanAddress(isOpen: boolean): void {
  const go = useGo()
  const { pathname, searchStr } = useLocation()
  const clean = withoutUrlInputs(searchStr)
  const isClean = clean.replace('?', '') === searchStr.replace('?', '') || new URLSearchParams(clean).size === new URLSearchParams(searchStr).size
  useEffect(() => {
    if (isOpen && !isClean) go(`${pathname}${clean}`, { replace: true })
  }, [isOpen, isClean, go, pathname, clean])
}
