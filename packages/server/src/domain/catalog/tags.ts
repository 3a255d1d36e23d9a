import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { requireName } from '../identity/require-name.ts'
import { projectTarget, refuseStrangers, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { deleteStoredTag, findTag, insertTag, listTagsOf, updateStoredTag, type Tag } from './annotations-store.ts'

export type TagTarget = ProjectTarget & { tag: Tag }

/** Categories of a project's catalog by name. */
export const listTags = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, Tag[]>({
  name: 'tags.list',
  action: 'tags.view',
  target: projectTarget,
  run: (ctx, _input, { project }) => listTagsOf(ctx.db, project.id),
})

/** Makes a category; answers its id. `conflict` when the project has one of that name. */
export const createTag = writeOperation<ProjectCtx, { projectId: string; name: string; color: string }, ProjectTarget, { tagId: string }>({
  name: 'tags.create',
  action: 'tags.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { color, ...input }, { project }) {
    const id = newId()
    const name = requireName(input.name, 'A category')
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    const made = await insertTag(ctx.tx, { id, projectId: project.id, name, color, createdBy, at: new Date(ctx.clock.now()) })
    if (!made) throw nameTaken(name)
    ctx.record({ targetKind: 'tag', targetId: id, before: null, after: { name, color } })
    return { tagId: id }
  },
})

/** Renames or recolors a category; what is left out stays. */
export const updateTag = writeOperation<ProjectCtx, { projectId: string; tagId: string; name?: string; color?: string }, TagTarget, void>({
  name: 'tags.update',
  action: 'tags.manage',
  writes: true,
  target: tagTarget,
  async run(ctx, input, { tag }) {
    const name = input.name === undefined ? tag.name : requireName(input.name, 'A category')
    const color = input.color ?? tag.color
    if (!(await updateStoredTag(ctx.tx, { ...tag, name, color }))) throw nameTaken(name)
    ctx.record({ targetKind: 'tag', targetId: tag.id, before: { name: tag.name, color: tag.color }, after: { name, color } })
  },
})

/** Deletes a category; items that were in it are not any more. */
export const deleteTag = writeOperation<ProjectCtx, { projectId: string; tagId: string }, TagTarget, void>({
  name: 'tags.delete',
  action: 'tags.manage',
  writes: true,
  target: tagTarget,
  async run(ctx, _input, { tag }) {
    await deleteStoredTag(ctx.tx, tag.id)
    ctx.record({ targetKind: 'tag', targetId: tag.id, before: { name: tag.name, color: tag.color }, after: null })
  },
})

async function tagTarget(ctx: ProjectCtx, input: { projectId: string; tagId: string }): Promise<TagTarget> {
  const target = await projectTarget(ctx, input)
  refuseStrangers(ctx, target)
  return { ...target, tag: await requireTag(ctx, target.project.id, input.tagId) }
}

/** A category of this project. Throws `not_found`, also for one of another project. */
export async function requireTag(ctx: ProjectCtx, projectId: string, tagId: string): Promise<Tag> {
  const tag = await findTag(ctx.db, projectId, tagId)
  if (tag === null) throw new AppError('not_found', 'This project has no such category (any more)', { reason: 'tag_missing' })
  return tag
}

const nameTaken = (name: string): AppError =>
  new AppError('conflict', `There is a category "${name}" in this project already. Use that one, or choose another name.`, { reason: 'name_taken' })
