import { useEffect, useLayoutEffect, useState } from 'react'
import { createTypedText, type TypedText } from './typed-text.ts'

const pauseMs = 400
const mostMs = 2000

const newTypedText = (): TypedText => createTypedText({ pauseMs, mostMs, now: () => Date.now() })

/** A text of a draft that is typed into: shown at once, and a step of the draft with each pause. What the draft says anew is shown instead. `flush` hands over what is typed at once. */
export function useTypedText(value: string, commit: (text: string) => void): { text: string; write: (text: string) => void; flush: () => void } {
  const [shown, setShown] = useState({ value, text: value })
  // The draft went on, by a step of our own or by undoing one.
  if (shown.value !== value) setShown({ value, text: value })
  const [typed] = useState(newTypedText)
  useLayoutEffect(() => typed.settle(value), [typed, value])
  // Before the draft that it belongs to is closed: that is an effect, and ends later.
  useLayoutEffect(() => () => typed.flush(), [typed])
  // A tab that is closed or loaded again within the pause: the draft keeps it in this browser.
  useEffect(() => {
    window.addEventListener('pagehide', typed.flush)
    return () => window.removeEventListener('pagehide', typed.flush)
  }, [typed])
  const write = (text: string): void => {
    setShown((before) => ({ ...before, text }))
    typed.write(text, commit)
  }
  return { text: shown.value === value ? shown.text : value, write, flush: typed.flush }
}
