import { useEffect, useState, type RefObject } from 'react'
import type { LiveSpot } from '../../../api/live.ts'
import { showElement, spotIn } from './live-spot.ts'

/** Between two looks at where a page is: others are told a place, not a movement. */
const lookedAtMs = 200

type Frame = RefObject<HTMLElement | null>
const nowhere: LiveSpot = { element: null, focus: null }

/** Where this window is in an app, by its elements, as long as `isTold`. */
export function useLiveSpot(frame: Frame, isTold: boolean): LiveSpot {
  const [spot, setSpot] = useState(nowhere)
  useEffect(() => (isTold ? watchSpot(frame, setSpot) : undefined), [frame, isTold])
  return isTold ? spot : nowhere
}

/** Brings the element into view that is first for somebody who is followed, when it is another one or its tab is shown. */
export function useLeaderSpot(frame: Frame, { element, tab }: { element: string | null; tab: string | null }): void {
  useEffect(() => {
    if (element !== null) showElement(frame.current, element)
    // Elements of a tab are there once it is.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [frame, element, tab])
}

/** Says where a page is, now and when that has changed. Answers what ends it. */
function watchSpot(frame: Frame, onSpot: (change: (known: LiveSpot) => LiveSpot) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const look = (): void => {
    timer = null
    const now = spotIn(frame.current)
    onSpot((known) => (known.element === now.element && known.focus === now.focus ? known : now))
  }
  const lookSoon = (): void => void (timer ??= setTimeout(look, lookedAtMs))
  const events = ['scroll', 'focusin', 'focusout', 'resize'] as const
  // What scrolls may be a part of the page, which tells only those who catch it on its way down.
  for (const event of events) window.addEventListener(event, lookSoon, { capture: true, passive: true })
  lookSoon()
  return () => {
    if (timer !== null) clearTimeout(timer)
    for (const event of events) window.removeEventListener(event, lookSoon, { capture: true })
  }
}
