import { z } from 'zod'

const params = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** Why a cell has no answer: `message` in English, and what its sentence in other languages is made of. */
export const cellFailureWire = z.object({
  code: z.string(),
  message: z.string(),
  reason: z.string().nullable(),
  params,
  /** The same of what failed inside of a component. */
  cause: z.record(z.string(), z.unknown()).optional(),
  /** What is wrong with the cell as it is written. */
  problem: z.object({ found: z.record(z.string(), z.unknown()), labels: z.record(z.string(), z.string()) }).optional(),
  line: z.number().nullable(),
  hint: z.string().nullable(),
})

export const cellNoteWire = z.object({ reason: z.string(), message: z.string(), params })
