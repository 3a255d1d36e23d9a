import { useEffect, useRef } from 'react'
import { isTyping } from './is-typing.ts'
import { matchesShortcut } from './shortcut.ts'

/**
 * Calls `run` when the keys are pressed: `mod+Enter`, `[`, `?`. Shortcuts without a modifier, and
 * those that take back, are off while typing.
 * `mod` is ⌘ on Apple keyboards and Ctrl elsewhere.
 */
export function useShortcut(keys: string, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !matchesShortcut(keys, event)) return
      // Whoever types takes back letters.
      if ((!keys.includes('mod+') || keys.endsWith('+z')) && isTyping(event)) return
      event.preventDefault()
      latest.current()
    }
    // Capture: an editor or a grid in focus must not swallow the keys of the page.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [keys, enabled])
}
