import type { Ctx } from '../../access/operation.ts'
import type { Person, Resource } from '../../resources/resource.ts'
import { statesOf, type State } from '../../resources/state-store.ts'
import { storeOf } from './content-ctx.ts'

/** What happened to a thing beside its versions. Names of places are not told: the reader may not see them. */
export type HistoryEvent = { at: Date; by: Person | null } & (
  | { what: 'renamed'; before: string; after: string }
  | { what: 'described' | 'moved' | 'deleted' | 'restored' }
)

/** When a thing was renamed, moved, deleted and brought back, and by whom; oldest first. */
export async function historyEvents(ctx: Ctx, { id }: Pick<Resource, 'id'>): Promise<HistoryEvent[]> {
  const states = await statesOf(storeOf(ctx), id)
  return states.flatMap((after, place) => {
    const before = states[place - 1]
    return before === undefined ? [] : eventsBetween(before, after)
  })
}

/** What made one state of another. */
export function eventsBetween(before: State, after: State): HistoryEvent[] {
  const { at, by } = after
  return [
    ...(before.isDeleted && !after.isDeleted ? [{ at, by, what: 'restored' } as const] : []),
    ...(before.name === after.name ? [] : [{ at, by, what: 'renamed', before: before.name, after: after.name } as const]),
    ...(before.description === after.description ? [] : [{ at, by, what: 'described' } as const]),
    ...(before.spaceId === after.spaceId && before.dashboardId === after.dashboardId ? [] : [{ at, by, what: 'moved' } as const]),
    ...(!before.isDeleted && after.isDeleted ? [{ at, by, what: 'deleted' } as const] : []),
  ]
}
