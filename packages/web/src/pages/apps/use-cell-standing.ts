import { useState } from 'react'
import type { Outcome } from '../../api/app-sessions.ts'
import type { SessionStore } from '../../app-session/session-store.ts'
import { useSessionPart } from '../../app-session/use-app-session.ts'

/** Where a cell of an app stands. */
export type CellStanding = {
  /** What came of it last: while it runs again, what it said before stays. */
  shown: Outcome | undefined
  isRunning: boolean
  /** What it says was computed with other inputs. What has no answer needs no word about that. */
  isOutdated: boolean
  /** As a component was published anew, which is to be said where it is. */
  isRepublished: boolean
}

export function useCellStanding(store: SessionStore | null, cellId: string): CellStanding {
  const outcome = useSessionPart(store, ({ outcomes }) => outcomes.get(cellId), undefined)
  const isPlanned = useSessionPart(store, ({ running }) => running.has(cellId), false)
  const isStale = useSessionPart(store, ({ stale }) => stale.has(cellId), false)
  const isRepublished = useSessionPart(store, ({ republished }) => republished.has(cellId), false)
  const isUnderWay = outcome?.state === 'running' || outcome?.state === 'waiting'
  const [settled, setSettled] = useState(isUnderWay ? undefined : outcome)
  if (!isUnderWay && outcome !== settled) setSettled(outcome)
  const shown = isUnderWay ? settled : outcome
  const isRunning = isPlanned || isUnderWay
  return { shown, isRunning, isOutdated: isStale && !isRunning && shown?.state === 'done', isRepublished }
}
