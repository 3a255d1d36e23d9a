import { z } from 'zod'
import type { RouteResponse, AnyRoute } from '../../platform/http/route.ts'
import type { RequestCtx } from '../house.ts'

export const prefixes = ['/api/environments', '/api/projects'] as const

export const inProject = z.object({ project_id: z.string() })
export const ofEndpoint = inProject.extend({ name: z.string() })

/** The routes of both prefixes; those of the older one are told apart by the name of the operation. */
export const underBoth = (make: (prefix: string, operation: (name: string) => string) => AnyRoute<RequestCtx>[]): AnyRoute<RequestCtx>[] =>
  prefixes.flatMap((prefix) => make(prefix, (name) => (prefix === '/api/environments' ? `environments_${name}` : name)))

/** Yes or no in an address, as clients of all languages write it. */
export const flag = z.enum(['true', 'false', 'True', 'False', '1', '0']).transform((word) => /^(true|1)$/i.test(word))

/** One documented answer without an envelope. */
export const answer = (schema: z.ZodType, description: string, status = 200): Record<number, RouteResponse> => ({ [status]: { description, schema } })

/** A list as the format has it: a page, and the addresses of those beside it. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ count: z.number().int(), next: z.string().nullable(), previous: z.string().nullable(), results: z.array(item) })

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  offset: z.coerce.number().int().min(0).optional(),
})

/** One page of a list: 100 at a time unless asked otherwise. `url`: the address as it was called, for its neighbours. */
export function toPage<T>(items: readonly T[], { limit = 100, offset = 0 }: z.infer<typeof pageQuery>, url: URL): z.infer<ReturnType<typeof pageOf>> {
  const at = (start: number): string => {
    const there = new URL(url)
    there.searchParams.set('limit', String(limit))
    there.searchParams.set('offset', String(start))
    return there.href
  }
  return {
    count: items.length,
    next: offset + limit < items.length ? at(offset + limit) : null,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    results: items.slice(offset, offset + limit),
  }
}
