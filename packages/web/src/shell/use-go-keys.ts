import { useEffect } from 'react'
import { isTyping } from '../components/is-typing.ts'
import { useGo } from '../components/use-go.ts'
import { useShortcut } from '../components/use-shortcut.ts'
import { openShortcutsHelp } from './shortcuts-help.tsx'
import { useDestinations } from './use-destinations.ts'

const patience = 1200

/** `g` and a letter go to a place, `?` shows the shortcuts. */
export function useGoKeys(projectUuid: string | null): void {
  const go = useGo()
  const places = useDestinations(projectUuid)
  useShortcut('?', openShortcutsHelp)
  useEffect(() => {
    if (projectUuid === null) return
    let armedUntil = 0
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return
      if (event.key === 'g') {
        armedUntil = event.timeStamp + patience
        return
      }
      const destination = event.timeStamp <= armedUntil ? places.find(({ letter }) => letter === event.key) : undefined
      armedUntil = 0
      if (destination === undefined) return
      event.preventDefault()
      go(destination.href(projectUuid))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [projectUuid, go, places])
}
