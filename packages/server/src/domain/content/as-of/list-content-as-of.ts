import { isInScope } from '../../../access/rules.ts'
import { readOperation } from '../../../access/operation.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { findStates, listStates } from '../../../resources/state-store.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { storeOf, type ContentCtx } from '../content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind } from '../content-kinds.ts'
import { scopeOf } from '../content-target.ts'
import { allAsTheyWere, type PastResource } from './as-it-was.ts'
import { requirePast } from './moment-target.ts'

/** A thing in a list of what there was. */
export type ListedThen = PastResource & {
  /** The space that it was in, by its name of then; null where the caller may not see that today or it was deleted for good. */
  spaceThen: { id: string; name: string } | null
}

type Input = { projectId: string; asOf: Date; /** Only what was in this space. */ spaceId?: string }

const kinds = [chartKind.kind, sqlChartKind.kind, dashboardKind.kind]

/**
 * Charts, SQL charts and dashboards that there were in a project at a moment, by name, also those that were deleted since;
 * what the caller may not see today is left out, and so are charts that lived inside a dashboard.
 */
export const listContentAsOf = readOperation<ContentCtx, Input, ProjectTarget, ListedThen[]>({
  name: 'content.list_as_of',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId, asOf, spaceId }) {
    requirePast(ctx, asOf)
    const store = storeOf(ctx)
    // What was in a space that is closed to the caller is not told by its place.
    if (spaceId !== undefined && !(await spacesThen(ctx, { projectId, asOf, ids: [spaceId] })).has(spaceId)) return []
    const states = (await listStates(store, { projectId, kinds, at: asOf })).filter(
      (state) => state.dashboardId === null && (spaceId === undefined || state.spaceId === spaceId),
    )
    const ids = states.map(({ resourceId }) => resourceId)
    const visible = await listResources(store, { kinds, scope: scopeOf(ctx, projectId), projectId, ids, withTrashed: true })
    const things = await allAsTheyWere(ctx, visible, asOf)
    const placeOf = new Map(states.map((state) => [state.resourceId, state.spaceId]))
    const spaces = await spacesThen(ctx, { projectId, asOf, ids: [...new Set([...placeOf.values()].flatMap((id) => id ?? []))] })
    return things
      .map((thing) => ({ ...thing, spaceThen: spaces.get(placeOf.get(thing.id) ?? '') ?? null }))
      .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
  },
})

/** Names that spaces had, of those that the caller may see today. */
async function spacesThen(
  ctx: ContentCtx,
  { projectId, asOf, ids }: { projectId: string; asOf: Date; ids: readonly string[] },
): Promise<Map<string, { id: string; name: string }>> {
  const states = await findStates(storeOf(ctx), ids, asOf)
  const found = await listResources(storeOf(ctx), { kinds: [spaceKind.kind], scope: { all: true }, projectId, ids, withTrashed: true })
  const scope = scopeOf(ctx, projectId)
  const named = (space: Resource) => ({ id: space.id, name: states.get(space.id)?.name ?? space.name })
  return new Map(found.filter(({ space }) => isInScope(scope, space)).map((space) => [space.id, named(space)]))
}
