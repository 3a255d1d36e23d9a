import type { ZodType } from 'zod'
import { AppError, isAppError } from '../errors.ts'
import { createOutboundFetch, type OutboundRequest } from './outbound-fetch.ts'
import type { Outbound } from './outbound.ts'

/** What a service answered. `body` is its JSON, null where it sent none. */
export type ServiceAnswer = { status: number; headers: Headers; body: unknown }

/** Asks a service of others by name, for what is said when it does not answer. */
export type AskService = (
  url: string,
  request: Omit<OutboundRequest, 'body'> & { json?: unknown; form?: Record<string, string>; bytes?: Uint8Array },
) => Promise<ServiceAnswer>

/**
 * Asks a service that an organization is connected to, and reads JSON. Throws `unavailable` when nobody answers, `invalid`
 * for addresses that this server does not connect to. What its statuses mean is for the caller to say.
 */
export function createAskService(outbound: Outbound, service: string): AskService {
  const fetch = createOutboundFetch(outbound)
  return async (url, { json, form, bytes, ...request }) => {
    const headers = { accept: 'application/json', 'user-agent': 'Atrium', ...request.headers }
    const sent =
      json !== undefined
        ? { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(json) }
        : form !== undefined
          ? { headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form) }
          : bytes !== undefined
            ? { headers: { ...headers, 'content-type': 'application/octet-stream' }, body: bytes }
            : { headers }
    const answer = await fetch(url, { ...request, ...sent }).catch((cause: unknown) => {
      // Its own abort is not the service's fault; which addresses are allowed is said as it is.
      if (request.signal?.aborted === true || isAppError(cause)) throw cause
      throw new AppError(
        'unavailable',
        `${service} does not answer at ${new URL(url).host}. Try again in a minute, or ask an administrator to check the address.`,
        { reason: 'service_away' },
        { cause },
      )
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json().catch(() => null) }
  }
}

/** What a service answered, as it should be. Throws `unavailable` where it is something else: a proxy, or another service. */
export function understood<T>(schema: ZodType<T>, body: unknown, service: string): T {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new AppError(
    'unavailable',
    `What answers for ${service} is not ${service}, or a version of it that is not known here. Check the address it is asked at.`,
    {
      reason: 'service_unknown',
    },
  )
}
