import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { AttributeValues, UserAttribute } from './types.ts'

/** Attributes of an organization with all their values, by name; `id` for one of them. */
export async function listAttributesOf(db: Db | Tx, organizationId: string, id?: string): Promise<UserAttribute[]> {
  if (id !== undefined && !isUuid(id)) return []
  const only = id === undefined ? sql`` : sql`and a.id = ${id}`
  const { rows } = await sql<UserAttribute>`
    select a.id, a.organization_id as "organizationId", a.name, a.description, a.default_value as "defaultValue", a.created_at as "createdAt",
           (select coalesce(json_agg(json_build_object('userId', v.user_id, 'email', u.email, 'value', v.value) order by u.email), '[]')
              from user_attribute_values v join users u on u.id = v.user_id where v.attribute_id = a.id) as users,
           (select coalesce(json_agg(json_build_object('groupId', v.group_id, 'value', v.value) order by g.name), '[]')
              from group_attribute_values v join groups g on g.id = v.group_id where v.attribute_id = a.id) as groups
      from user_attributes a where a.organization_id = ${organizationId} ${only} order by a.name`.execute(db)
  return rows
}

type Stored = AttributeValues & { id: string; organizationId: string }

/** Stores a new attribute with its values; false when the organization has one of that name. */
export async function insertAttribute(tx: Tx, attribute: Stored & { now: Date }): Promise<boolean> {
  const row = await tx
    .insertInto('user_attributes')
    .values({
      id: attribute.id,
      organization_id: attribute.organizationId,
      name: attribute.name,
      description: attribute.description ?? null,
      default_value: attribute.defaultValue,
      created_at: attribute.now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row !== undefined) await insertValues(tx, attribute)
  return row !== undefined
}

/** Makes an attribute what is given, values included; nothing is done when it is gone or another one has that name. */
export async function replaceAttribute(tx: Tx, attribute: Stored): Promise<'done' | 'missing' | 'name_taken'> {
  const held = await tx.selectFrom('user_attributes').select('id').where('id', '=', attribute.id).forUpdate().executeTakeFirst()
  if (held === undefined) return 'missing'
  const { rows } = await sql<{ id: string }>`
    update user_attributes a set name = ${attribute.name}, description = ${attribute.description ?? null}, default_value = ${attribute.defaultValue}
     where a.id = ${attribute.id} and not exists (
       select from user_attributes o where o.organization_id = ${attribute.organizationId} and o.name = ${attribute.name} and o.id <> a.id)
    returning a.id`.execute(tx)
  if (rows.length === 0) return 'name_taken'
  await tx.deleteFrom('user_attribute_values').where('attribute_id', '=', attribute.id).execute()
  await tx.deleteFrom('group_attribute_values').where('attribute_id', '=', attribute.id).execute()
  await insertValues(tx, attribute)
  return 'done'
}

export async function deleteStoredAttribute(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('user_attributes').where('id', '=', id).execute()
}

async function insertValues(tx: Tx, { id, users, groups }: Stored): Promise<void> {
  if (users.length > 0)
    await tx
      .insertInto('user_attribute_values')
      .values(users.map(({ userId, value }) => ({ attribute_id: id, user_id: userId, value })))
      .execute()
  if (groups.length > 0)
    await tx
      .insertInto('group_attribute_values')
      .values(groups.map(({ groupId, value }) => ({ attribute_id: id, group_id: groupId, value })))
      .execute()
}
