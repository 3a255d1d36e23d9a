import { writeOperation } from '../../access/operation.ts'
import type { CatalogIcon } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import type { ProjectCtx } from '../projects/project-target.ts'
import { deleteCategory, insertCategory, listRemarks, saveIcon } from './annotations-store.ts'
import { catalogTarget, requireItem, type CatalogTarget } from './catalog-target.ts'
import { requireTag } from './tags.ts'

type OfItem = { projectId: string; itemId: string }

/** Puts an item of the catalog into a category of the same project; again does nothing. */
export const addCategory = writeOperation<ProjectCtx, OfItem & { tagId: string }, CatalogTarget, void>({
  name: 'catalog.add_category',
  action: 'tags.manage',
  writes: true,
  target: catalogTarget,
  async run(ctx, { itemId, tagId }, { project, catalog }) {
    const item = requireItem(catalog, itemId)
    const tag = await requireTag(ctx, project.id, tagId)
    if (!(await insertCategory(ctx.tx, project.id, item, tag.id))) return
    ctx.record({ targetKind: 'catalog_item', targetId: item.id, before: null, after: { ...nameOf(item), category: tag.name } })
  },
})

/** Takes an item out of a category. `not_found` when it is not in it. */
export const removeCategory = writeOperation<ProjectCtx, OfItem & { tagId: string }, CatalogTarget, void>({
  name: 'catalog.remove_category',
  action: 'tags.manage',
  writes: true,
  target: catalogTarget,
  async run(ctx, { itemId, tagId }, { project, catalog }) {
    const item = requireItem(catalog, itemId)
    const tag = await requireTag(ctx, project.id, tagId)
    if (!(await deleteCategory(ctx.tx, project.id, item, tag.id))) {
      throw new AppError('not_found', `This is not in the category "${tag.name}" (any more)`, { reason: 'category_missing' })
    }
    ctx.record({ targetKind: 'catalog_item', targetId: item.id, before: { ...nameOf(item), category: tag.name }, after: null })
  },
})

/** Sets an item's icon; null takes it away. */
export const setIcon = writeOperation<ProjectCtx, OfItem & { icon: CatalogIcon | null }, CatalogTarget, void>({
  name: 'catalog.set_icon',
  action: 'tags.manage',
  writes: true,
  target: catalogTarget,
  async run(ctx, { itemId, icon }, { project, catalog }) {
    const item = requireItem(catalog, itemId)
    const before = (await listRemarks(ctx.tx, project.id))(item).icon
    await saveIcon(ctx.tx, project.id, item, icon)
    ctx.record({ targetKind: 'catalog_item', targetId: item.id, before: { ...nameOf(item), icon: before }, after: { ...nameOf(item), icon } })
  },
})

const nameOf = ({ tableName, fieldName }: { tableName: string; fieldName: string }): object => ({
  table: tableName,
  ...(fieldName === '' ? {} : { field: fieldName }),
})
