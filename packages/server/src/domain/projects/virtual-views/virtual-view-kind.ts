import { z } from 'zod'
import { resourceKind } from '../../../resources/resource-kind.ts'

const virtualViewSpec = z.object({
  sql: z.string().min(1).max(500_000),
  /** What becomes a dimension; `engineType` as the warehouse names it. */
  columns: z
    .array(z.object({ reference: z.string().min(1).max(1000), type: z.enum(['string', 'number', 'timestamp', 'date', 'boolean']), engineType: z.string() }))
    .min(1)
    .max(2000),
})

export type VirtualViewSpec = z.infer<typeof virtualViewSpec>

/** A virtual view: a person's SELECT that is explored like a table. It lives in no space: its project decides who may do what. */
export const virtualViewKind = resourceKind<VirtualViewSpec>({ kind: 'virtual_view', schema: virtualViewSpec, references: () => [] })

/** Name of the explore of a view, which stays as the slug does whatever the view is called. */
export const exploreNameOf = (slug: string): string => slug.replaceAll('-', '_')

/** The slug of the view that is explored by this name. */
export const slugOfExplore = (name: string): string => name.replaceAll('_', '-')
