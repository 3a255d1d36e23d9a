import { NotebookDocument } from '@atrium/documents'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeDraft } from '../../resources/draft-store.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget } from '../content/content-target.ts'
import { createSpace } from '../content/create-space.ts'
import { createContentWorld, type ContentWorld } from '../content/testing/content-world.ts'
import { createNotebook } from './create-notebook.ts'
import { discardNotebookDraft, saveNotebookDraft } from './drafts/notebook-drafts.ts'
import { editedDocument } from './edited-document.ts'

let world: ContentWorld
let notebookId: string
beforeAll(async () => {
  world = await createContentWorld()
  const space = await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Sales', isPrivate: false })
  const place = { projectId: world.projectId, spaceId: space.id }
  notebookId = (await world.as(world.userId, createNotebook, { ...place, name: 'Sales', document: saying('published') })).id
})
afterAll(() => world.end())

const saying = (markdown: string): NotebookDocument =>
  NotebookDocument.parse({ type: 'app', cells: [{ kind: 'text', id: 'text', markdown }], app: { elements: [], tabs: [] }, settings: {} })
const now = async (): Promise<NotebookDocument> => {
  const ctx = await world.ctx(world.userId)
  return editedDocument(ctx, (await contentTarget(ctx, notebookKind, { idOrSlug: notebookId })).resource)
}
const save = async (markdown: string, version: string | null): Promise<string> => {
  const draft = { idOrSlug: notebookId, document: saying(markdown), undo: [], redo: [], version, baseRevision: 1 }
  return (await world.as(world.userId, saveNotebookDraft, draft)).version
}

it('is the very same until another one is saved, be it a draft or the newest version', async () => {
  const published = await now()
  expect(published).toMatchObject({ cells: [{ markdown: 'published' }] })
  expect(await now()).toBe(published)
  const version = await save('first', null)
  const first = await now()
  expect(first).toMatchObject({ cells: [{ markdown: 'first' }] })
  expect(await now()).toBe(first)
  const next = await save('second', version)
  expect(await now()).toMatchObject({ cells: [{ markdown: 'second' }] })
  await world.as(world.userId, discardNotebookDraft, { idOrSlug: notebookId, version: next })
  expect(await now()).toBe(published)
})

it('is not what a transaction wrote that was taken back', async () => {
  await save('kept', null)
  const kept = await now()
  const ctx = await world.ctx(world.userId)
  const { resource } = await contentTarget(ctx, notebookKind, { idOrSlug: notebookId })
  const undone = new Error('taken back')
  const written = world.test.db.transaction().execute(async (tx) => {
    const draft = { resourceId: notebookId, spec: saying('undone'), undo: [], redo: [], baseRevision: 1, savedById: null, savedAt: new Date(ctx.clock.now()) }
    await writeDraft(tx, draft)
    expect(await editedDocument({ ...ctx, tx }, resource)).toMatchObject({ cells: [{ markdown: 'undone' }] })
    throw undone
  })
  await expect(written).rejects.toBe(undone)
  expect(await now()).toBe(kept)
})
