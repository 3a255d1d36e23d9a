/** One step of a test of something outside. What comes after a failed one is not tried. */
export type TestedStep<Step extends string> = {
  step: Step
  outcome: 'ok' | 'failed' | 'not_tried'
  milliseconds: number
  /** What was found, or what went wrong and what to do. */
  message: string
}

export type Tested<Step extends string> = { ok: boolean; steps: TestedStep<Step>[] }

/** One step of work: answers what it found, throws with what to do. */
export type StepWork<Step extends string> = { step: Step; work: () => Promise<string> }

/** Does the steps one after the other until one fails. */
export async function runSteps<Step extends string>(steps: readonly StepWork<Step>[], monotonic: () => number): Promise<Tested<Step>> {
  const tested: TestedStep<Step>[] = []
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
