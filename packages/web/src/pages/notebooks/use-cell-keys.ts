import { useRef, type KeyboardEvent } from 'react'

type Given = {
  /** Cells that are shown, in the order of the page. */
  ids: readonly string[]
  focus: (id: string | undefined) => void
  write: (id: string) => void
  /** Ends writing in a cell, which has the focus then. */
  stop: (id: string) => void
  /** Ends writing, on the way to elsewhere. */
  leave: () => void
  run: (id: string) => void
  addBefore: (id: string) => void
  addAfter: (id: string) => void
  remove: (id: string) => void
  move: (id: string, step: -1 | 1) => void
  fold: (id: string) => void
  select: (id: string, how: 'only' | 'range') => void
  selectAll: () => void
  copy: (id: string) => void
  cut: (id: string) => void
  paste: (id: string) => void
  undo: () => void
  redo: () => void
  interrupt: () => void
  restart: () => void
  find: () => void
  help: () => void
}

type CellKeys = { onKeyDown: (event: KeyboardEvent) => void; onKeyDownCapture: (event: KeyboardEvent) => void }

/** Two letters within this time are one wish. */
const twiceMs = 600

/**
 * Keys of a notebook as Jupyter has them (`keys-help.tsx` lists them all). In a cell that is written: Escape ends it. Anywhere in a cell:
 * Enter runs it with Ctrl or ⌘, goes on to the next with Shift, and to a new one behind it with Alt. The others are those of a cell itself.
 */
export function useCellKeys(given: Given): CellKeys {
  const { ids, focus, stop } = given
  const last = useRef<{ key: string; id: string; at: number } | null>(null)
  const nextOf = (id: string, step: -1 | 1): string | undefined => ids[ids.indexOf(id) + step]
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    const cell = cellOf(event)
    const id = cell?.dataset['cell']
    if (cell === null || id === undefined) return
    const isRun = event.key === 'Enter' && [event.ctrlKey || event.metaKey, event.shiftKey, event.altKey].filter(Boolean).length === 1
    // What an editor or a field offers is closed first.
    const isEnd =
      event.key === 'Escape' &&
      document.querySelector('.cm-tooltip-autocomplete') === null &&
      cell.querySelector('[role="combobox"][aria-expanded="true"]') === null
    if (!isRun && !isEnd) return
    if (isEnd && event.target === cell) return
    // Before the editor makes something else of it.
    event.stopPropagation()
    event.preventDefault()
    // Fields are taken when they are left; one that goes with the focus in it is not.
    if ((isEnd || event.shiftKey || event.altKey) && event.target instanceof HTMLElement && event.target !== cell) event.target.blur()
    if (isEnd) return stop(id)
    given.run(id)
    if (event.ctrlKey || event.metaKey) return
    given.leave()
    const next = event.shiftKey ? nextOf(id, 1) : undefined
    if (next === undefined) given.addAfter(id)
    else focus(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const cell = cellOf(event)
    const id = cell?.dataset['cell']
    // Letters belong to what is written in.
    if (event.defaultPrevented || cell === null || id === undefined || event.target !== cell) return
    const action = actionFor(event, id)
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  /** True for the second of two that make a wish. */
  const isTwice = ({ key, timeStamp }: KeyboardEvent, id: string): boolean => {
    const before = last.current
    const isSecond = before?.id === id && before.key === key && timeStamp - before.at <= twiceMs
    last.current = isSecond ? null : { key, id, at: timeStamp }
    return isSecond
  }
  const go = (id: string, step: -1 | 1, isExtended: boolean): void => {
    const next = nextOf(id, step)
    if (next === undefined) return
    given.select(isExtended ? next : id, isExtended ? 'range' : 'only')
    focus(next)
  }
  const actionFor = (event: KeyboardEvent, id: string): (() => void) | undefined => {
    const { key, altKey, shiftKey } = event
    if (event.ctrlKey || event.metaKey) return key === 'a' ? given.selectAll : undefined
    if (altKey) return key === 'ArrowUp' ? () => given.move(id, -1) : key === 'ArrowDown' ? () => given.move(id, 1) : undefined
    switch (key) {
      case 'Enter':
        return () => given.write(id)
      case 'Escape':
        return () => {
          stop(id)
          given.select(id, 'only')
        }
      case 'a':
        return () => given.addBefore(id)
      case 'b':
        return () => given.addAfter(id)
      case 'o':
        return () => given.fold(id)
      case 'c':
        return () => given.copy(id)
      case 'x':
        return () => given.cut(id)
      case 'v':
        return () => given.paste(id)
      case 'z':
        return given.undo
      case 'Z':
        return given.redo
      case 'f':
        return given.find
      case 'h':
        return given.help
      case 'j':
      case 'J':
      case 'ArrowDown':
        return () => go(id, 1, shiftKey)
      case 'k':
      case 'K':
      case 'ArrowUp':
        return () => go(id, -1, shiftKey)
      case 'd':
        return () => isTwice(event, id) && given.remove(id)
      case 'i':
        return () => isTwice(event, id) && given.interrupt()
      case '0':
        return () => isTwice(event, id) && given.restart()
      default:
        return undefined
    }
  }
  return { onKeyDown, onKeyDownCapture }
}

/** The cell in which a key was pressed; null in menus and dialogs that it opened. */
const cellOf = ({ target }: KeyboardEvent): HTMLElement | null => (target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null)
