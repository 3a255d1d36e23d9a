import type { ViewerCell } from '@atrium/documents'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { liveSocket, lookForLive } from '../../../api/live.ts'
import type { PublishedApp } from '../../../api/apps.ts'
import type { SessionStore } from '../../../app-session/session-store.ts'
import { toastFailed } from '../../../components/toast.ts'
import { createLiveStore, type LiveState, type LiveStore } from './live-store.ts'
import { useLeaderSpot, useLiveSpot } from './use-live-spot.ts'
import { hostName, isHeld, mayWrite, pressesButton, valuesForOthers, valuesFromOthers } from './live-values.ts'

export type LiveWindow = {
  state: LiveState
  /** Of the window that is followed; null: none. */
  follows: string | null
  follow: (id: string | null) => void
}

type Given = {
  /** Null: none. */
  liveUuid: string | null
  published: PublishedApp
  /** Of this window's own session. */
  store: SessionStore | null
  tab: string | null
  onTab: (tab: string) => void
  /** What shows the app. */
  frame: RefObject<HTMLElement | null>
}

const none: LiveState = { status: 'closed', you: null, people: [], live: null }
const never = () => () => undefined

/**
 * Takes part in a live session: what is given to inputs here goes to everybody, what others give comes into the session of this window,
 * which runs with the rows of whoever looks. Answers the session to show, and who is there; null without a live session.
 */
export function useLive({ liveUuid, published, store, tab, onTab, frame }: Given): { store: SessionStore | null; window: LiveWindow | null } {
  const { t } = useTranslation()
  const [follows, follow] = useState<string | null>(null)
  const refuse = useCallback((message: string) => toastFailed(t('live.refused'), new Error(message)), [t])
  const live = useMemo(() => (liveUuid === null || store === null ? null : liveOf(liveUuid, store, published, refuse)), [liveUuid, store, published, refuse])
  useEffect(() => live?.open(), [live])
  const state = useSyncExternalStore(live?.subscribe ?? never, () => live?.state() ?? none)
  const followed = state.people.find(({ id }) => id === follows)
  const { element, focus } = useLiveSpot(frame, live !== null)
  // Two who follow each other lead nobody: who follows is where the other one is.
  const own = followed === undefined ? element : null
  const leader = followed?.id ?? null
  useEffect(() => live?.place({ tab, element: own, focus, follows: leader }), [live, tab, own, focus, leader])
  const theirs = followed?.tab ?? null
  useEffect(() => {
    if (theirs !== null && theirs !== tab) onTab(theirs)
    // Only when they move: whoever follows may look elsewhere in between.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [theirs])
  useLeaderSpot(frame, { element: followed?.element ?? null, tab })
  const shared = useMemo(() => {
    if (store === null || live === null) return store
    return sharing(store, live, { cells: published.cells, onHeld: () => refuse(t('live.locked', { name: hostName(live.state()) })) })
  }, [store, live, published.cells, refuse, t])
  return { store: shared, window: live === null ? null : { state, follows: followed === undefined ? null : follows, follow } }
}

/** The live session beside the session of this window: what is given there is given here. */
function liveOf(liveUuid: string, store: SessionStore, { cells, settings }: PublishedApp, onProblem: (message: string) => void): LiveStore {
  return createLiveStore({
    address: liveSocket(liveUuid),
    look: () => lookForLive(liveUuid),
    onProblem,
    onInputs(inputs, { pressed, own }) {
      const values = valuesFromOthers(cells, { now: store.state().inputs, inputs, pressed, own })
      if (Object.keys(values).length === 0) return
      const byOthers = pressesButton(cells, values)
      store.setInputs(values, { run: settings.rerunsOnInput || byOthers, writes: !byOthers })
    },
  })
}

/** The session of this window, which gives to everybody what is given to it, but for files. */
const sharing = (store: SessionStore, live: LiveStore, { cells, onHeld }: { cells: readonly ViewerCell[]; onHeld: () => void }): SessionStore => ({
  ...store,
  hasOwnDefaults: false,
  setInputs(values, options) {
    const state = live.state()
    const shared = valuesForOthers(cells, values)
    const isForOthers = Object.keys(shared).length > 0
    // Controls offer nothing then; a link that is followed gives its values all the same.
    if (isForOthers && isHeld(state)) return onHeld()
    store.setInputs(values, { ...options, reset: [], writes: mayWrite(state) || !pressesButton(cells, values) })
    if (isForOthers && state.status === 'open' && state.live !== null) live.give(shared)
  },
})
