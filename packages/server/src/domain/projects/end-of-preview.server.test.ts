import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import { systemClock } from '../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { deleteEndedPreviews, requireEndOfPreview } from './end-of-preview.ts'
import { findProject } from './project-store.ts'

let test: TestDatabase
beforeAll(async () => void (test = await createTestDatabase()))
afterAll(() => test.drop())

async function project(type: 'DEFAULT' | 'PREVIEW', deleteAfter: Date | null): Promise<string> {
  const { projectId } = await insertTestProject(test.db)
  await test.db.updateTable('projects').set({ type, delete_after: deleteAfter }).where('id', '=', projectId).execute()
  return projectId
}

it('previews are deleted once their end has come, and nothing else is', async () => {
  const hour = 3_600_000
  const now = systemClock.now()
  const [ended, later, lasting, real] = [
    await project('PREVIEW', new Date(now - hour)),
    await project('PREVIEW', new Date(now + hour)),
    await project('PREVIEW', null),
    await project('DEFAULT', new Date(now - hour)),
  ]
  const removed: string[] = []
  const ctx = {
    db: test.db,
    clock: systemClock,
    requestId: 'r',
    signal: new AbortController().signal,
    actor: { kind: 'system', name: 'test', organizationId: null },
    projects: { project: (id: string) => findProject(test.db, id), forget: () => undefined },
    queries: { forget: () => undefined },
    warehouses: { remove: ({ id }: { id: string }) => void removed.push(id) },
  }
  expect(await perform(deleteEndedPreviews, ctx as never, {})).toEqual({ removed: 1 })
  expect(removed).toEqual([ended])
  const left = await Promise.all([ended, later, lasting, real].map(async (id) => (await findProject(test.db, id)) !== null))
  expect(left).toEqual([false, true, true, true])
})

it('an end is to come, and of a preview', () => {
  const now = new Date('2026-01-01')
  const refused = expect.objectContaining({ code: 'invalid' }) as Error
  expect(() => requireEndOfPreview(new Date('2025-12-31'), 'PREVIEW', now)).toThrow(refused)
  expect(() => requireEndOfPreview(new Date('2026-12-31'), 'DEFAULT', now)).toThrow(refused)
  expect(() => requireEndOfPreview(new Date('2026-12-31'), 'PREVIEW', now)).not.toThrow()
  expect(() => requireEndOfPreview(null, 'DEFAULT', now)).not.toThrow()
})
