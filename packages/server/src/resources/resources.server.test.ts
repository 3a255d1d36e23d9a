import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fixedClock } from '../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../platform/db/test-database.ts'
import { newId } from '../platform/ids.ts'
import { findResource, listResources } from './resource-list-store.ts'
import { parseSpec, resourceKind } from './resource-kind.ts'
import { insertResource, updateResource } from './resource-store.ts'
import { appendRevision, listRevisions, restoreRevision } from './revision-store.ts'
import { purgeTrash, trashResource, untrashResource } from './trash-store.ts'
import { insertTestProject, type TestProject } from './testing/test-project.ts'
import { createViewCounter } from './view-counter.ts'

const box = resourceKind({ kind: 'box', schema: z.object({ isPrivate: z.boolean() }), references: () => [] })
const note = resourceKind({
  kind: 'note',
  schema: z.object({ text: z.string(), about: z.array(z.string()) }),
  references: (spec) => spec.about.map((target) => ({ kind: 'field', target })),
})

let test: TestDatabase
let place: TestProject
let boxId: string
const at = new Date('2026-05-01T10:00:00Z')
beforeAll(async () => {
  test = await createTestDatabase()
  place = await insertTestProject(test.db)
  boxId = await inTx((tx) => insertResource(tx, box, { ...base(), spaceId: null, name: 'Box', spec: { isPrivate: false } }))
})
afterAll(() => test.drop())

const inTx = <T>(work: (tx: Parameters<typeof purgeTrash>[0]) => Promise<T>): Promise<T> => test.db.transaction().execute(work)
const base = () => ({
  organizationId: place.organizationId,
  projectId: place.projectId,
  spaceId: boxId,
  dashboardId: null,
  description: null,
  authorId: place.userId,
  at,
})
const addNote = (name: string, text = 'hello', about: string[] = []) => inTx((tx) => insertResource(tx, note, { ...base(), name, spec: { text, about } }))
const find = async (id: string) => {
  const found = await findResource(test.db, note, { idOrSlug: id })
  if (found === null) throw new Error(`note ${id} is not there`)
  return found
}

describe('resources', () => {
  it('gives parallel creates of one name different slugs', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => addNote('Monthly revenue')))
    const slugs = await Promise.all(ids.map(async (id) => (await find(id)).slug))
    expect(slugs.toSorted()).toEqual(['monthly-revenue', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `monthly-revenue-${n}`)])
  })

  it('are found by id and by slug, in their own project only', async () => {
    const id = await addNote('Findable')
    expect((await findResource(test.db, note, { idOrSlug: 'findable', projectId: place.projectId }))?.id).toBe(id)
    expect((await findResource(test.db, note, { idOrSlug: 'findable', organizationId: place.organizationId }))?.id).toBe(id)
    expect(await findResource(test.db, note, { idOrSlug: 'findable', projectId: newId() })).toBeNull()
    expect(await findResource(test.db, note, { idOrSlug: 'findable', organizationId: newId() })).toBeNull()
    expect(await findResource(test.db, note, { idOrSlug: "' or 1=1", organizationId: place.organizationId })).toBeNull()
    expect(await findResource(test.db, box, { idOrSlug: id })).toBeNull()
  })

  it('keep every state: saving adds one, restoring adds the old one again', async () => {
    const id = await addNote('Diary', 'one')
    await inTx((tx) => appendRevision(tx, note, { resourceId: id, spec: { text: 'two', about: [] }, authorId: place.userId, at }))
    const [first] = await listRevisions(test.db, id)
    await inTx((tx) => restoreRevision(tx, note, { resourceId: id, revisionId: first?.id ?? '', authorId: place.userId, at }))
    expect((await listRevisions(test.db, id)).map((one) => [one.number, (one.spec as { text: string }).text, one.message])).toEqual([
      [1, 'one', null],
      [2, 'two', null],
      [3, 'one', 'Restored version 1'],
    ])
    expect(await find(id)).toMatchObject({ revision: 3, spec: { text: 'one' }, updatedBy: { id: place.userId, firstName: 'Ada' } })
  })

  it('refuse a save that has not seen the newest state, and number parallel saves without holes', async () => {
    const id = await addNote('Contested')
    const save = (expectedRevision?: number) =>
      inTx((tx) =>
        appendRevision(tx, note, {
          resourceId: id,
          spec: { text: 'mine', about: [] },
          authorId: null,
          at,
          ...(expectedRevision === undefined ? {} : { expectedRevision }),
        }),
      )
    const outcomes = await Promise.allSettled([save(1), save(1), save(1)])
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict', details: { reason: 'revision_conflict' } } })
    expect((await Promise.all([save(), save(), save()])).toSorted()).toEqual([3, 4, 5])
  })

  it('know what their published state points at', async () => {
    const id = await addNote('Pointing', 'x', ['orders_total', 'orders_total', 'orders_id'])
    const pointing = (target: string) =>
      listResources(test.db, { kinds: ['note'], scope: { all: true }, projectId: place.projectId, referencing: { kind: 'field', target } })
    expect((await pointing('orders_total')).map((one) => one.id)).toEqual([id])
    await inTx((tx) => appendRevision(tx, note, { resourceId: id, spec: { text: 'x', about: ['orders_id'] }, authorId: null, at }))
    expect(await pointing('orders_total')).toEqual([])
    expect(await pointing('orders_id')).toHaveLength(1)
  })

  it('list only what lies in visible spaces', async () => {
    const secret = await inTx((tx) => insertResource(tx, box, { ...base(), spaceId: null, name: 'Secret', spec: { isPrivate: true } }))
    const id = await inTx((tx) => insertResource(tx, note, { ...base(), spaceId: secret, name: 'Hidden', spec: { text: '', about: [] } }))
    const seen = async (scope: Parameters<typeof listResources>[1]['scope']) =>
      (await listResources(test.db, { kinds: ['note', 'box'], scope, projectId: place.projectId })).map((one) => one.id)
    expect(await seen({ all: false, public: true, ids: [] })).not.toContain(id)
    expect(await seen({ all: false, public: true, ids: [] })).toContain(boxId)
    expect(await seen({ all: false, public: false, ids: [secret] })).toEqual([id, secret])
    expect(await seen({ all: false, public: false, ids: [] })).toEqual([])
    expect(await seen({ all: true })).toContain(id)
  })

  it('come back from the trash with what went there with them, under a free slug', async () => {
    const room = await inTx((tx) => insertResource(tx, box, { ...base(), spaceId: null, name: 'Room', spec: { isPrivate: false } }))
    const inRoom = (name: string) => inTx((tx) => insertResource(tx, note, { ...base(), spaceId: room, name, spec: { text: '', about: [] } }))
    const [early, late] = [await inRoom('Early'), await inRoom('Late')]
    await inTx((tx) => trashResource(tx, early, { userId: place.userId, at: new Date(at.getTime() - 1000) }))
    expect((await inTx((tx) => trashResource(tx, room, { userId: place.userId, at }))).toSorted()).toEqual([room, late].toSorted())
    await expect(inTx((tx) => untrashResource(tx, late, { authorId: null, at }))).rejects.toMatchObject({ code: 'conflict' })
    const usurper = await addNote('Late')
    expect((await inTx((tx) => untrashResource(tx, room, { authorId: null, at }))).toSorted()).toEqual([room, late].toSorted())
    expect((await find(usurper)).slug).toBe('late')
    expect((await find(late)).slug).toBe('late-1')
    expect(await findResource(test.db, note, { idOrSlug: early })).toBeNull()
  })

  it('are never left alive in a place that goes into the trash at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const room = await inTx((tx) => insertResource(tx, box, { ...base(), spaceId: null, name: 'Racing', spec: { isPrivate: false } }))
      const add = () => inTx((tx) => insertResource(tx, note, { ...base(), spaceId: room, name: 'Racer', spec: { text: '', about: [] } }))
      const trash = () => inTx((tx) => trashResource(tx, room, { userId: null, at }))
      const outcomes = await Promise.allSettled([add(), trash(), add(), add()])
      for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'not_found' })
      expect(await listResources(test.db, { kinds: ['note'], scope: { all: true }, spaceId: room })).toEqual([])
    }
  })

  it('leave the trash for good after their time', async () => {
    const id = await addNote('Old')
    await inTx((tx) => trashResource(tx, id, { userId: null, at: new Date('2026-01-01T00:00:00Z') }))
    expect((await inTx((tx) => purgeTrash(tx, new Date('2026-02-01T00:00:00Z')))).map((one) => one.id)).toEqual([id])
    await expect(inTx((tx) => untrashResource(tx, id, { authorId: null, at }))).resolves.toEqual([])
  })

  it('move and rename without a new state or slug', async () => {
    const id = await addNote('Before')
    await inTx((tx) => updateResource(tx, id, { name: 'After', description: 'why' }, { authorId: null, at }))
    expect(await find(id)).toMatchObject({ name: 'After', slug: 'before', description: 'why', revision: 1, updatedBy: null })
  })

  it('count views in batches, and pass over what is gone', async () => {
    const id = await addNote('Popular')
    const views = createViewCounter({
      db: test.db,
      clock: fixedClock(at.getTime()),
      onError: (_, error) => {
        throw error
      },
    })
    for (const seen of [id, id, newId(), id]) views.count(seen, null)
    await views.flush()
    views.count(id, null)
    await views.stop()
    expect(await find(id)).toMatchObject({ views: 4, firstViewedAt: at })
  })

  it('say where content is wrong', () => {
    expect(() => parseSpec(note, { text: 1, about: ['a', 2] })).toThrow(
      expect.objectContaining({
        code: 'invalid',
        details: expect.objectContaining({ fields: [expect.objectContaining({ path: 'text' }), expect.objectContaining({ path: 'about.1' })] }),
      }),
    )
  })
})
