/**
 * Requests that met something only the person can help with wait here while a dialog asks for it, so that nothing on the
 * page is lost. One gate for all requests: one answer lets all of them through.
 */
export type Gate = {
  /** Resolves to true once the person has helped, to false when they chose not to. */
  wait(): Promise<boolean>
  /** Lets the waiting requests go on (`true`) or fail (`false`). */
  open(goOn: boolean): void
  /** For `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void
  /** True while requests wait. */
  isClosed(): boolean
}

/** Makes a gate that is open. */
export function createGate(): Gate {
  let waiting: { promise: Promise<boolean>; settle: (goOn: boolean) => void } | null = null
  const listeners = new Set<() => void>()
  const announce = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    wait() {
      if (waiting === null) {
        let settle: (goOn: boolean) => void = () => undefined
        const promise = new Promise<boolean>((resolve) => {
          settle = resolve
        })
        waiting = { promise, settle }
        announce()
      }
      return waiting.promise
    },
    open(goOn) {
      waiting?.settle(goOn)
      waiting = null
      announce()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isClosed: () => waiting !== null,
  }
}

/** Closed while the session has ended: the person signs in again. */
export const signInGate = createGate()

/** Closed while something waits for a fresh proof that it is still the same person. */
export const proofGate = createGate()
