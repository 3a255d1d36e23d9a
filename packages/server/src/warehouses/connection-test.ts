/** The steps of reaching a warehouse, in their order. */
export const testSteps = ['resolve', 'connect', 'tls', 'sign_in', 'list_tables', 'query'] as const

/** One step of a test of a connection. What comes after a failed one is not tried. */
export type TestedStep = {
  step: (typeof testSteps)[number]
  outcome: 'ok' | 'failed' | 'not_tried'
  milliseconds: number
  /** What was found, or what went wrong and what to do. */
  message: string
}

export type TestedConnection = { ok: boolean; steps: TestedStep[] }

/** One step of work: answers what it found, throws with what to do. */
export type StepWork = { step: TestedStep['step']; work: () => Promise<string> }

/** Does the steps one after the other until one fails. */
export async function runSteps(steps: readonly StepWork[], monotonic: () => number): Promise<TestedConnection> {
  const tested: TestedStep[] = []
  let ok = true
  for (const { step, work } of steps) {
    if (!ok) {
      tested.push({ step, outcome: 'not_tried', milliseconds: 0, message: '' })
      continue
    }
    const began = monotonic()
    const outcome = await work().then(
      (message) => ({ outcome: 'ok' as const, message }),
      (error: unknown) => ({ outcome: 'failed' as const, message: error instanceof Error ? error.message : String(error) }),
    )
    ok = outcome.outcome === 'ok'
    tested.push({ step, milliseconds: Math.round(monotonic() - began), ...outcome })
  }
  return { ok, steps: tested }
}
