import { useRef, type KeyboardEvent } from 'react'

type Given = {
  /** Cells in the order of the page. */
  ids: readonly string[]
  focus: (id: string | undefined) => void
  write: (id: string) => void
  /** Ends writing in a cell. */
  stop: (id: string) => void
  addBefore: (id: string) => void
  addAfter: (id: string) => void
  remove: (id: string) => void
  move: (id: string, step: -1 | 1) => void
  fold: (id: string) => void
}

type CellKeys = { onKeyDown: (event: KeyboardEvent) => void; onKeyDownCapture: (event: KeyboardEvent) => void }

/** Two letters within this time are one wish. */
const twiceMs = 600

/**
 * Keys of a notebook as Jupyter has them. In a cell that is written: Escape ends it, Shift and Enter go to the next. On a cell: Enter writes
 * it, a and b add one before and behind, d twice takes it away, j and k and arrows go on, with Alt they move it, o folds it.
 */
export function useCellKeys({ ids, focus, write, stop, addBefore, addAfter, remove, move, fold }: Given): CellKeys {
  const lastD = useRef<{ id: string; at: number } | null>(null)
  const nextOf = (id: string, step: -1 | 1): string | undefined => ids[ids.indexOf(id) + step]
  // Fields are taken when they are left; one that goes with the focus in it is not.
  const leave = (event: KeyboardEvent, id: string): void => {
    event.preventDefault()
    if (event.target instanceof HTMLElement) event.target.blur()
    stop(id)
  }
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    const cell = cellOf(event)
    const id = cell?.dataset['cell']
    if (cell === null || id === undefined) return
    const isNext = event.key === 'Enter' && event.shiftKey
    // What an editor offers is closed first.
    const isEnd = event.key === 'Escape' && cell.querySelector('.cm-tooltip') === null
    if (!isNext && !isEnd) return
    // Before the editor makes something else of it.
    event.stopPropagation()
    leave(event, id)
    if (isNext) focus(nextOf(id, 1) ?? id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const cell = cellOf(event)
    const id = cell?.dataset['cell']
    if (event.defaultPrevented || cell === null || id === undefined) return
    const next = (step: -1 | 1): string | undefined => nextOf(id, step)
    const act = (action: () => void): void => {
      event.preventDefault()
      action()
    }
    // Letters belong to what is written in.
    if (event.target !== cell || event.ctrlKey || event.metaKey) return
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) return act(() => move(id, event.key === 'ArrowUp' ? -1 : 1))
    if (event.altKey) return
    switch (event.key) {
      case 'Enter':
        return act(() => write(id))
      case 'a':
        return act(() => addBefore(id))
      case 'b':
        return act(() => addAfter(id))
      case 'o':
        return act(() => fold(id))
      case 'j':
      case 'ArrowDown':
        return act(() => focus(next(1)))
      case 'k':
      case 'ArrowUp':
        return act(() => focus(next(-1)))
      case 'd': {
        const before = lastD.current
        const isSecond = before?.id === id && event.timeStamp - before.at <= twiceMs
        lastD.current = isSecond ? null : { id, at: event.timeStamp }
        return act(() => isSecond && remove(id))
      }
    }
  }
  return { onKeyDown, onKeyDownCapture }
}

/** The cell in which a key was pressed; null in menus and dialogs that it opened. */
const cellOf = ({ target }: KeyboardEvent): HTMLElement | null => (target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null)
