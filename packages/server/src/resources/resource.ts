import type { SpaceForRules } from '../access/actions.ts'

/** A person as shown beside things: never more than the name. */
export type Person = { id: string; firstName: string; lastName: string }

/** The space a thing lives in, and whose access counts for it. */
export type Container = SpaceForRules & { slug: string; name: string; /** The space that this one is in. */ parentId: string | null }

/** Whatever a person makes, with the content of its published revision and what lists show beside it. */
export type Resource<Spec extends object = object> = {
  id: string
  organizationId: string
  projectId: string
  kind: string
  slug: string
  name: string
  description: string | null
  /** Of a space: itself. */
  space: Container
  /** The dashboard it lives inside, when it belongs to one. */
  dashboard: { id: string; name: string } | null
  /** Number and id of the newest revision, whose content `spec` is and with which `expectedRevision` is compared. */
  revision: number
  revisionId: string
  spec: Spec
  createdAt: Date
  createdBy: Person | null
  /** Last change of name, place or content. */
  updatedAt: Date
  updatedBy: Person | null
  views: number
  firstViewedAt: Date | null
  /** Set while it is pinned in its project; `order` null comes after those with one. */
  pin: { order: number | null } | null
  /** Set while it is in the trash. */
  deletedAt: Date | null
  deletedBy: Person | null
}

/** One saved state of a resource; never changed after it was written. */
export type Revision<Spec extends object = object> = {
  id: string
  resourceId: string
  /** Counts from 1 per resource. */
  number: number
  spec: Spec
  message: string | null
  author: Person | null
  createdAt: Date
}
