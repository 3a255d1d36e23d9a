import { z } from 'zod'
import { parseFilter } from '../../../domain/identity/scim/filter.ts'
import type { ScimQuery } from '../../../domain/identity/scim/types.ts'
import { project, type Document, type Projection, type Resource } from './resource.ts'
import { urns } from './urns.ts'

/** Resources in one answer at most. */
export const mostResults = 200

export const listQuery = z.object({
  filter: z.string().optional(),
  startIndex: z.coerce.number().int().optional(),
  count: z.coerce.number().int().optional(),
  sortBy: z.string().max(200).optional(),
  sortOrder: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['ascending', 'descending']))
    .optional(),
  attributes: z.string().max(2000).optional(),
  excludedAttributes: z.string().max(2000).optional(),
})
type ListQuery = z.infer<typeof listQuery>

/** What is asked of a list, in our words. What is below its least value is that (RFC 7644 §3.4.2.4). */
export const toScimQuery = ({ filter, startIndex = 1, count = 100, sortBy, sortOrder }: ListQuery): ScimQuery => ({
  filter: filter === undefined || filter.trim() === '' ? null : parseFilter(filter),
  sortBy: sortBy ?? null,
  descending: sortOrder === 'descending',
  offset: Math.max(1, startIndex) - 1,
  limit: Math.min(mostResults, Math.max(0, count)),
})

/** A page of resources as an answer. */
export const toList = (resources: readonly Resource[], total: number, { offset }: ScimQuery, projection: Projection): Document => ({
  schemas: [urns.list],
  totalResults: total,
  startIndex: offset + 1,
  itemsPerPage: resources.length,
  Resources: resources.map((resource) => project(resource, projection)),
})
