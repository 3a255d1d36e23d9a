import { lazy, Suspense, useSyncExternalStore } from 'react'
import { signInGate } from '../api/gate.ts'

const SignInDialog = lazy(() => import('./sign-in-dialog.tsx').then((module) => ({ default: module.SignInDialog })))

/** Asks to sign in again when a session ends; the dialog is loaded when it is first needed. */
export function SignInGate() {
  const asked = useSyncExternalStore(signInGate.subscribe, signInGate.isClosed)
  if (!asked) return null
  return (
    <Suspense fallback={null}>
      <SignInDialog />
    </Suspense>
  )
}
