import { z, type ZodType } from 'zod'
import type { RouteResponse } from '../platform/http/route.ts'

/** `{status:'ok', results}`; the key is absent where a handler answers nothing. */
export const success = (results: unknown): object => (results === undefined ? { status: 'ok' } : { status: 'ok', results })

export const errorBody = z.object({
  status: z.literal('error'),
  error: z.object({ statusCode: z.number(), name: z.string(), message: z.string(), data: z.record(z.string(), z.unknown()), id: z.string().optional() }),
})

type AnswerOptions = { /** 200 when absent. */ status?: number; /** What the envelope holds beside the results. */ beside?: Record<string, ZodType> }

/** Documented answers of a route: the good one, and the shape of all others. */
export function answers(results: ZodType | null, description: string, { status = 200, beside = {} }: AnswerOptions = {}): Record<number, RouteResponse> {
  const ok = { status: z.literal('ok'), ...beside }
  const schema = z.object(results === null ? ok : { ...ok, results })
  return {
    [status]: { description, schema },
    400: { description: 'The request cannot be answered; `message` says why and what to do', schema: errorBody },
    401: { description: 'No or unknown credentials', schema: errorBody },
    403: { description: 'Not allowed', schema: errorBody },
    404: { description: 'Not there', schema: errorBody },
    422: { description: 'A body or parameter does not fit; `data` names each field', schema: errorBody },
  }
}
