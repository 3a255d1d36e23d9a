import { useCallback, type RefCallback } from 'react'

/** The bars that may stand one below the other at the top: of a draft, and of the page itself. */
export type StuckBar = '--atrium-draft-bar' | '--atrium-page-bar'

/** For a bar that stays at the top while the page scrolls: tells the page how high it is, so that nothing is scrolled to behind it (see `global.css`). */
export function useStuckBar(name: StuckBar): RefCallback<HTMLElement> {
  return useCallback(
    (bar: HTMLElement | null) => {
      if (bar === null) return
      const { style } = document.documentElement
      const observer = new ResizeObserver(() => style.setProperty(name, `${bar.offsetHeight}px`))
      observer.observe(bar)
      return () => {
        observer.disconnect()
        style.removeProperty(name)
      }
    },
    [name],
  )
}
