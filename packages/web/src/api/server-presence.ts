/**
 * Whether the server answers, as the requests of this page found it. One that was killed or is being updated comes back
 * in a while; what the page holds must outlive that.
 */
let isAway = false
const listeners = new Set<() => void>()

/** Told by every request: an answer came, or none. */
export function notePresence(answered: boolean): void {
  if (isAway === !answered) return
  isAway = !answered
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`. */
export function subscribeToPresence(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True after a request that nobody answered, until one is answered again. */
export const isServerAway = (): boolean => isAway
