import { useEffect, type RefObject } from 'react'

/** What fits between the margins of A4 and of Letter, lying (`theme/global.css`). */
const paperWidth = 980

/** Prints an element as wide as it is on the screen, made smaller to fit the paper: charts are not drawn anew for it. */
export function usePrintZoom(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const prepare = (): void => {
      const width = element.current?.clientWidth ?? 0
      if (width <= paperWidth) return
      element.current?.style.setProperty('--print-width', `${width}px`)
      element.current?.style.setProperty('--print-zoom', String(paperWidth / width))
    }
    window.addEventListener('beforeprint', prepare)
    return () => window.removeEventListener('beforeprint', prepare)
  }, [element])
}
