import { useEffect, useRef, useState, type Dispatch, type SetStateAction } from 'react'

/** State that is kept in this browser, written half a second after a change. `read` gets what was kept, or null. */
export function useStoredState<T>(key: string, read: (text: string | null) => T): [T, Dispatch<SetStateAction<T>>] {
  const [state, setState] = useState(() => read(localStorage.getItem(key)))
  const latest = useRef(state)
  useEffect(() => {
    latest.current = state
    const timer = setTimeout(() => keep(key, state), 500)
    return () => clearTimeout(timer)
  }, [key, state])
  useEffect(() => {
    const now = (): void => keep(key, latest.current)
    window.addEventListener('pagehide', now)
    return () => {
      window.removeEventListener('pagehide', now)
      now()
    }
  }, [key])
  return [state, setState]
}

function keep(key: string, state: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(state))
  } catch {
    // The browser's storage is full or closed to us: the state lives as long as the page.
  }
}
