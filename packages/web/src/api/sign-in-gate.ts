/**
 * Requests that met an ended session wait here while a dialog asks the person to sign in again, so that nothing on the
 * page is lost. One gate for all requests: one sign-in lets all of them through.
 */
type Gate = { promise: Promise<boolean>; open: (signedIn: boolean) => void }

let gate: Gate | null = null
const listeners = new Set<() => void>()

const announce = (): void => {
  for (const listener of listeners) listener()
}

/** Resolves to true once the person signed in again, to false when they chose not to. */
export function waitForSignIn(): Promise<boolean> {
  if (gate === null) {
    let open: Gate['open'] = () => undefined
    const promise = new Promise<boolean>((resolve) => {
      open = resolve
    })
    gate = { promise, open }
    announce()
  }
  return gate.promise
}

/** Lets the waiting requests go on (`true`) or fail (`false`). */
export function openGate(signedIn: boolean): void {
  gate?.open(signedIn)
  gate = null
  announce()
}

/** For `useSyncExternalStore`. */
export function subscribeToGate(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True while requests wait. */
export const isGateClosed = (): boolean => gate !== null
