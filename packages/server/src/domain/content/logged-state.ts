import type { Resource } from '../../resources/resource.ts'

/** What the change log keeps of a piece of content: its head. Its content is in the revision that is named. */
export const loggedState = (resource: Resource): object => ({
  name: resource.name,
  description: resource.description,
  slug: resource.slug,
  spaceId: resource.space.id,
  dashboardId: resource.dashboard?.id ?? null,
  revision: resource.revision,
})
