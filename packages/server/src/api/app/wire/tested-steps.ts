import { z } from 'zod'

/** The steps of a test of something outside; each message says what was found, or what to do. */
export const testedWire = <const Steps extends readonly [string, ...string[]]>(steps: Steps) =>
  z.object({
    ok: z.boolean(),
    steps: z.array(z.object({ step: z.enum(steps), outcome: z.enum(['ok', 'failed', 'not_tried']), milliseconds: z.number(), message: z.string() })),
  })
