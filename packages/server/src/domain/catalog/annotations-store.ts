import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { CatalogIcon } from '../../platform/db/stored-values.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Person } from '../../resources/resource.ts'
import type { ItemKey } from './catalog-items.ts'

/** A category: what items of a project's catalog are put into. */
export type Tag = { id: string; projectId: string; name: string; color: string; createdAt: Date; createdBy: Person | null }

/** Categories of a project by name. */
export async function listTagsOf(db: Db | Tx, projectId: string): Promise<Tag[]> {
  const { rows } = await sql<Tag>`
    select t.id, t.project_id as "projectId", t.name, t.color, t.created_at as "createdAt",
           case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as "createdBy"
      from tags t left join users u on u.id = t.created_by
     where t.project_id = ${projectId} order by lower(t.name), t.id`.execute(db)
  return rows
}

/** One of a project's categories, or null. */
export async function findTag(db: Db | Tx, projectId: string, id: string): Promise<Tag | null> {
  if (!isUuid(id)) return null
  return (await listTagsOf(db, projectId)).find((tag) => tag.id === id.toLowerCase()) ?? null
}

/** Stores a category; false when the project has one of that name. */
export async function insertTag(
  tx: Tx,
  tag: { id: string; projectId: string; name: string; color: string; createdBy: string | null; at: Date },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('tags')
    .values({ id: tag.id, project_id: tag.projectId, name: tag.name, color: tag.color, created_by: tag.createdBy, created_at: tag.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Renames or recolors a category; false when the project has another one of that name. */
export async function updateStoredTag(tx: Tx, tag: Pick<Tag, 'id' | 'projectId' | 'name' | 'color'>): Promise<boolean> {
  // One at a time for a project: of two that take the same name at once the second one sees the first.
  await sql`select id from projects where id = ${tag.projectId} for no key update`.execute(tx)
  const { rows } = await sql`
    select 1 from tags where project_id = ${tag.projectId} and lower(name) = lower(${tag.name}) and id <> ${tag.id}`.execute(tx)
  if (rows.length > 0) return false
  await tx.updateTable('tags').set({ name: tag.name, color: tag.color }).where('id', '=', tag.id).execute()
  return true
}

/** Deletes a category, and takes it off everything. */
export async function deleteStoredTag(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('tags').where('id', '=', id).execute()
}

/** Puts an item into a category; false when it was in it. */
export async function insertCategory(tx: Tx, projectId: string, key: ItemKey, tagId: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('catalog_categories')
    .values({ project_id: projectId, table_name: key.tableName, field_name: key.fieldName, tag_id: tagId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('tag_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Takes an item out of a category; false when it was not in it. */
export async function deleteCategory(tx: Tx, projectId: string, key: ItemKey, tagId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('catalog_categories')
    .where('project_id', '=', projectId)
    .where('table_name', '=', key.tableName)
    .where('field_name', '=', key.fieldName)
    .where('tag_id', '=', tagId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Sets or clears an item's icon. */
export async function saveIcon(tx: Tx, projectId: string, key: ItemKey, icon: CatalogIcon | null): Promise<void> {
  await tx
    .deleteFrom('catalog_icons')
    .where('project_id', '=', projectId)
    .where('table_name', '=', key.tableName)
    .where('field_name', '=', key.fieldName)
    .execute()
  if (icon === null) return
  await tx
    .insertInto('catalog_icons')
    .values({ project_id: projectId, table_name: key.tableName, field_name: key.fieldName, icon: JSON.stringify(icon) })
    .onConflict((conflict) => conflict.columns(['project_id', 'table_name', 'field_name']).doUpdateSet({ icon: JSON.stringify(icon) }))
    .execute()
}

/** What people put on an item. */
export type Remarks = { tagIds: readonly string[]; icon: CatalogIcon | null }

const noRemarks: Remarks = { tagIds: [], icon: null }

/** What people put on the items of a project, by the item's name. */
export async function listRemarks(db: Db | Tx, projectId: string): Promise<(key: ItemKey) => Remarks> {
  const { rows } = await sql<ItemKey & { tagIds: string[]; icon: CatalogIcon | null }>`
    select table_name as "tableName", field_name as "fieldName",
           coalesce(array_agg(tag_id) filter (where tag_id is not null), '{}') as "tagIds", (array_agg(icon) filter (where icon is not null))[1] as icon
      from (select table_name, field_name, tag_id, null::jsonb as icon from catalog_categories where project_id = ${projectId}
            union all
            select table_name, field_name, null, icon from catalog_icons where project_id = ${projectId}) found
     group by 1, 2`.execute(db)
  const found = new Map(rows.map((row) => [nameOf(row), row]))
  return (key) => found.get(nameOf(key)) ?? noRemarks
}

const nameOf = ({ tableName, fieldName }: ItemKey): string => JSON.stringify([tableName, fieldName])
