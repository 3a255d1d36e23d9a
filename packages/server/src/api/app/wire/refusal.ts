import { z } from 'zod'
import type { AppError } from '../../../platform/errors.ts'
import { toldOf } from '../../render-error.ts'

/** What is wrong, beside an answer: in English, and what its sentence in other languages is made of. */
export const refusalWire = z.object({
  message: z.string(),
  reason: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const toRefusal = (error: AppError): z.infer<typeof refusalWire> => ({ message: error.message, ...toldOf(error) })
