import type { InputValue } from '@atrium/documents'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { Person } from '../../../resources/resource.ts'

/** Values of an app's inputs under a name. */
export type AppView = {
  id: string
  appId: string
  name: string
  inputs: Readonly<Record<string, InputValue>>
  /** For all who see the app; others are their maker's own. */
  isShared: boolean
  owner: Person | null
  createdAt: Date
}

export async function insertView(
  tx: Tx,
  { id, appId, name, inputs, isShared, ownerId, at }: Omit<AppView, 'owner' | 'createdAt'> & { ownerId: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('app_views')
    .values({ id, resource_id: appId, name, inputs: JSON.stringify(inputs), is_shared: isShared, owner_id: ownerId, created_at: at })
    .execute()
}

export async function updateView(tx: Tx, id: string, { name, inputs, isShared }: Pick<AppView, 'name' | 'inputs' | 'isShared'>): Promise<void> {
  await tx
    .updateTable('app_views')
    .set({ name, inputs: JSON.stringify(inputs), is_shared: isShared })
    .where('id', '=', id)
    .execute()
}

export async function deleteStoredView(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('app_views').where('id', '=', id).execute()
}

/** Views of an app that a person sees, by name; `userId` null: the shared ones. */
export async function listViewsOf(db: Db | Tx, appId: string, userId: string | null): Promise<AppView[]> {
  const { rows } = await sql<Row>`
    ${selectView} where v.resource_id = ${appId} and (v.is_shared or v.owner_id = ${userId}) order by lower(v.name), v.id`.execute(db)
  return rows.map(toView)
}

export async function findView(db: Db | Tx, id: string): Promise<AppView | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<Row>`${selectView} where v.id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toView(rows[0])
}

/** Whether a schedule runs with this view. */
export async function isScheduled(db: Db | Tx, id: string): Promise<boolean> {
  return (await db.selectFrom('app_schedules').select('id').where('view_id', '=', id).limit(1).executeTakeFirst()) !== undefined
}

const selectView = sql`
  select v.*, case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as owner
    from app_views v left join users u on u.id = v.owner_id`

type Row = {
  id: string
  resource_id: string
  name: string
  inputs: Record<string, InputValue>
  is_shared: boolean
  owner: Person | null
  created_at: Date
}

const toView = ({ id, resource_id: appId, name, inputs, is_shared: isShared, owner, created_at: createdAt }: Row): AppView => ({
  id,
  appId,
  name,
  inputs,
  isShared,
  owner,
  createdAt,
})
