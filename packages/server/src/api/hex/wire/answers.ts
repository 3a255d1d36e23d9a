import { z, type ZodType } from 'zod'
import type { RouteResponse } from '../../../platform/http/route.ts'

export const timestamp = z.iso.datetime({ precision: 3 })

const failure = z.object({
  reason: z.string(),
  details: z.string(),
  traceId: z.string(),
  code: z.string(),
  message: z.string(),
  issues: z.array(z.object({ message: z.string() })),
})

/** Documented answers of a route: the good one, and the shape of all others. */
export const answers = (schema: ZodType | null, description: string, status = 200): Record<number, RouteResponse> => ({
  [status]: { description, ...(schema === null ? {} : { schema }) },
  400: { description: 'The request cannot be understood; `issues` names each field', schema: failure },
  401: { description: 'No or unknown token', schema: failure },
  403: { description: 'Visible, but not allowed', schema: failure },
  404: { description: 'Not there, or not to be seen', schema: failure },
  429: { description: 'Too many requests', schema: failure },
})
