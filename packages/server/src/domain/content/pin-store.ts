import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'

/** Pins a thing at the end of its project's list, or takes its pin away; answers whether it is pinned now. */
export async function togglePin(tx: Tx, pin: { resourceId: string; projectId: string; userId: string | null; at: Date }): Promise<boolean> {
  const taken = await tx.deleteFrom('pins').where('resource_id', '=', pin.resourceId).returning('resource_id').executeTakeFirst()
  if (taken !== undefined) return false
  // Of two who pin at once the second finds it done.
  await sql`
    insert into pins (resource_id, project_id, position, pinned_by, pinned_at)
    select ${pin.resourceId}, ${pin.projectId}, coalesce(max(position), -1) + 1, ${pin.userId}, ${pin.at} from pins where project_id = ${pin.projectId}
    on conflict (resource_id) do nothing`.execute(tx)
  return true
}

/** Gives pinned things their places; those that are not pinned stay so. */
export async function placePins(tx: Tx, projectId: string, places: readonly { resourceId: string; order: number | null }[]): Promise<void> {
  // In one order for all, so that two who do it at once never wait for each other in a circle.
  for (const { resourceId, order } of places.toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1))) {
    await tx.updateTable('pins').set({ position: order }).where('resource_id', '=', resourceId).where('project_id', '=', projectId).execute()
  }
}
