import { useLocalStorage } from '@mantine/hooks'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCurrentCrumbs } from './crumbs.ts'

/** A page of a thing that was looked at in this browser. */
export type RecentPlace = { href: string; label: string; room: string }

const most = 8
/** Pages of one thing, with the room it is in: lists and settings are found by name anyway. */
const ofThing = /^\/p\/[^/]+\/(charts|dashboards|apps|spaces|explore|catalog\/metrics)\/[^/]+$/

/** Things of a project that were looked at last in this browser, latest first. */
export function useRecentPlaces(projectUuid: string): readonly RecentPlace[] {
  return useStored(projectUuid)[0]
}

/** Notes what is looked at, once its name is known. */
export function useNoteRecentPlaces(projectUuid: string): void {
  const pathname = useLocation({ select: (location) => location.pathname })
  const label = useCurrentCrumbs().at(-1)?.label
  const [, store] = useStored(projectUuid)
  const room = ofThing.exec(pathname)?.[1]
  useEffect(() => {
    if (room === undefined || label === undefined) return
    store((before) => [{ href: pathname, label, room }, ...before.filter(({ href }) => href !== pathname)].slice(0, most))
  }, [pathname, label, room, store])
}

const useStored = (projectUuid: string) =>
  useLocalStorage<readonly RecentPlace[]>({ key: `atrium-recent-${projectUuid}`, defaultValue: [], getInitialValueInEffect: false })
