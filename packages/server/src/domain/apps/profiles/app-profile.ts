import type { Ctx } from '../../../access/operation.ts'
import type { SpaceRole } from '../../../platform/db/stored-values.ts'
import type { Resource } from '../../../resources/resource.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { listGroupsOfSpaces, listMembersOfSpaces } from '../../content/space-member-store.ts'
import { notebookHeads } from '../as-seen.ts'
import { listSchedulesOf } from '../schedules/schedule-store.ts'
import type { AppSchedule } from '../schedules/types.ts'
import type { NotebookHead } from '../types.ts'
import { listAppLooks, type AppLooks } from './profile-store.ts'

/** Who has an app: it is in a space, and whoever is in that has the app. */
export type AppSharing = {
  people: { email: string; role: SpaceRole }[]
  groups: { name: string; role: SpaceRole }[]
  space: { name: string; /** Everybody who may view its project may view it. */ isOpen: boolean }
}

/** A notebook with what is told of it where many of them are managed. */
export type AppProfile = {
  notebook: NotebookHead
  /** Null: they are gone. */
  creatorEmail: string | null
  looks: AppLooks
  /** For those who may schedule it; others are told of none. */
  schedules: AppSchedule[]
  /** Null: nobody asked for it. */
  sharing: AppSharing | null
}

/** What is told of some notebooks, in their order. */
export async function profilesOf(ctx: Ctx, notebooks: readonly Resource[], { withSharing }: { withSharing: boolean }): Promise<AppProfile[]> {
  const heads = await notebookHeads(ctx, notebooks)
  const ids = heads.map(({ id }) => id)
  const [looks, schedules, sharing] = await Promise.all([
    listAppLooks(storeOf(ctx), ids, new Date(ctx.clock.now())),
    listSchedulesOf(
      storeOf(ctx),
      heads.flatMap(({ id, abilities }) => (abilities.includes('app.schedule') ? [id] : [])),
    ),
    withSharing ? sharingOf(ctx, heads) : new Map<string, AppSharing>(),
  ])
  return heads.flatMap((notebook) => {
    const looked = looks.get(notebook.id)
    return looked === undefined ? [] : [{ notebook, ...looked, schedules: schedules.get(notebook.id) ?? [], sharing: sharing.get(notebook.id) ?? null }]
  })
}

/** By id. A space inside of others has their people too: those whose access it inherits. */
async function sharingOf(ctx: Ctx, notebooks: readonly NotebookHead[]): Promise<Map<string, AppSharing>> {
  const spaceIds = [...new Set(notebooks.flatMap(({ space }) => space.chain))]
  if (spaceIds.length === 0) return new Map()
  const [people, groups] = await Promise.all([listMembersOfSpaces(storeOf(ctx), spaceIds), listGroupsOfSpaces(storeOf(ctx), spaceIds)])
  return new Map(
    notebooks.map(({ id, space }) => [
      id,
      {
        people: people.filter(({ spaceId }) => space.chain.includes(spaceId)).map(({ email, role }) => ({ email, role })),
        groups: groups.filter(({ spaceId }) => space.chain.includes(spaceId)).map(({ name, role }) => ({ name, role })),
        space: { name: space.name, isOpen: !space.isPrivate },
      },
    ]),
  )
}
