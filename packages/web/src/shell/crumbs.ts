import { useEffect, useSyncExternalStore } from 'react'

export type Crumb = { label: string; href?: string }

let current: readonly Crumb[] = []
const listeners = new Set<() => void>()

function show(crumbs: readonly Crumb[]): void {
  current = crumbs
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Called by a page: what stands in the top bar after the project's name. The last crumb is the page itself. */
export function useCrumbs(crumbs: readonly Crumb[]): void {
  const text = JSON.stringify(crumbs)
  useEffect(() => {
    show(JSON.parse(text) as Crumb[])
    return () => show([])
  }, [text])
}

/** The crumbs of the page that is shown. */
export const useCurrentCrumbs = (): readonly Crumb[] => useSyncExternalStore(subscribe, () => current)
