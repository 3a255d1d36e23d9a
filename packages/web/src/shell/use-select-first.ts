import { useLayoutEffect } from 'react'
import { paletteStore } from './palette-store.ts'

/**
 * Selects the first line of the palette whenever `lines` are other ones (undefined: none are there yet), so that Enter takes the best of what was found. The
 * palette does that itself as soon as something is typed, when answers of the server are not there yet.
 */
export function useSelectFirst(lines: unknown): void {
  // Before they are seen: whoever sees the line they look for may press Enter.
  useLayoutEffect(() => {
    const list = document.getElementById(paletteStore.getState().listId)
    if (lines === undefined || list === null) return
    list.querySelector('[data-selected]')?.removeAttribute('data-selected')
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
    paletteStore.updateState((state) => ({ ...state, selected: 0 }))
  }, [lines])
}
