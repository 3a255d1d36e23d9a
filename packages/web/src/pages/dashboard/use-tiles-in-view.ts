import { useEffect, type RefObject } from 'react'

/** How far beyond the edge of the window a tile is as good as in view: a window's height. */
const ahead = '100% 0px'

/** Says which tiles (`data-tile` in the element) come into view, before they are seen; all of them before printing. */
export function useTilesInView(element: RefObject<HTMLElement | null>, tileUuids: readonly string[], see: (tileUuids: readonly string[]) => void): void {
  const text = tileUuids.join(' ')
  useEffect(() => {
    if (element.current === null) return
    const observer = new IntersectionObserver((entries) => see(entries.flatMap(({ isIntersecting, target }) => (isIntersecting ? uuidOf(target) : []))), {
      rootMargin: ahead,
    })
    for (const tile of element.current.querySelectorAll('[data-tile]')) observer.observe(tile)
    const seeAll = (): void => see(text.split(' '))
    window.addEventListener('beforeprint', seeAll)
    return () => {
      observer.disconnect()
      window.removeEventListener('beforeprint', seeAll)
    }
  }, [element, text, see])
}

const uuidOf = (tile: Element): string[] => (tile instanceof HTMLElement && tile.dataset['tile'] !== undefined ? [tile.dataset['tile']] : [])
