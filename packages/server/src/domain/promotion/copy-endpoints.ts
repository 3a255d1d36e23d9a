import type { EndpointDocument, EndpointQuery } from '@atrium/documents'
import type { WriteCtx } from '../../access/operation.ts'
import { newId } from '../../platform/ids.ts'
import { insertResource } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { endpointKind } from '../content/content-kinds.ts'
import { settingsOf } from '../endpoints/as-seen.ts'
import { insertQueryVariable, listQueryVariables } from '../endpoints/variables/variable-store.ts'

type Copy = { from: string; to: string; /** The copy of a space. */ spaceOf(spaceId: string): string | null }

/**
 * Copies endpoints into another project, with the variables that they share: each as it is at its newest version, which is the
 * first one there. What older versions asked stays where programs call it, and so do the names of versions.
 */
export async function copyEndpoints(ctx: ContentCtx & WriteCtx, endpoints: readonly Resource<EndpointDocument>[], { from, to, spaceOf }: Copy): Promise<void> {
  if (endpoints.length === 0) return
  const { authorId, at } = authorOf(ctx)
  const variables = new Map<string, string>()
  for (const variable of await listQueryVariables(ctx.tx, from)) {
    const id = newId()
    variables.set(variable.id, id)
    await insertQueryVariable(ctx.tx, { ...variable, id, projectId: to, authorId, createdAt: at })
  }
  for (const { organizationId, name, slug, description, space, spec } of endpoints) {
    const spaceId = spaceOf(space.id)
    if (spaceId === null) throw new Error(`a copy that does not know where the endpoint ${slug} goes`)
    const first: EndpointDocument = {
      ...spec,
      version: 1,
      query: withVariables(spec.query, variables),
      aliases: {},
      versions: { 1: settingsOf(spec, spec.version) },
    }
    const place = { organizationId, projectId: to, spaceId, dashboardId: null }
    await insertResource(ctx.tx, endpointKind, { ...place, name, slug, description, spec: first, ...authorOf(ctx) })
  }
}

/** A question with the ids that its variables have in the other project. */
function withVariables(query: EndpointQuery, ids: ReadonlyMap<string, string>): EndpointQuery {
  if (query.kind === 'insight') return query
  return { ...query, variables: query.variables.map((variable) => ({ ...variable, id: ids.get(variable.id) ?? variable.id })) }
}
