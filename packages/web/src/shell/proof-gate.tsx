import { lazy, Suspense, useSyncExternalStore } from 'react'
import { proofGate } from '../api/gate.ts'

const ProofDialog = lazy(() => import('./proof-dialog.tsx').then((module) => ({ default: module.ProofDialog })))

/** Asks for a proof when something needs a fresh one; the dialog is loaded when it is first needed. */
export function ProofGate() {
  const asked = useSyncExternalStore(proofGate.subscribe, proofGate.isClosed)
  if (!asked) return null
  return (
    <Suspense fallback={null}>
      <ProofDialog />
    </Suspense>
  )
}
