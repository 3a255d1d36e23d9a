import type { EndpointDeprecation } from '@atrium/documents'
import { z } from 'zod'
import type { DeprecationWish } from '../../../domain/endpoints/deprecation.ts'

/** A day ends with itself; a moment is one. */
const moment = z.union([z.iso.date().transform((day) => new Date(`${day}T23:59:59Z`)), z.iso.datetime({ offset: true }).transform((at) => new Date(at))])

export const deprecationRequest = z.strictObject({ sunset: moment.nullish(), successor: z.number().int().min(1).nullish() })

export const deprecationWire = z.object({ since: z.string(), sunset: z.string().nullable(), successor: z.number().int().nullable() })

export const fromDeprecation = (wish: z.infer<typeof deprecationRequest> | null): DeprecationWish | null =>
  wish === null ? null : { sunset: wish.sunset ?? null, successor: wish.successor ?? null }

/**
 * What an answer of a version that will go says about itself: since when (RFC 9745), until when (RFC 8594), and where its
 * successor is called. `runUrl`: where the endpoint is called.
 */
export function deprecationHeaders(deprecation: EndpointDeprecation | null | undefined, runUrl: string): Record<string, string> {
  if (deprecation == null) return {}
  const { since, sunset, successor } = deprecation
  return {
    deprecation: `@${Math.floor(Date.parse(since) / 1000)}`,
    ...(sunset === null ? {} : { sunset: new Date(sunset).toUTCString() }),
    ...(successor === null ? {} : { link: `<${runUrl}?version=${successor}>; rel="successor-version"` }),
  }
}
