import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { lockProject } from './project-store.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

it('a change of a project waits for another one only for so long, and leaves other locks to wait as they do', async () => {
  const { projectId } = await insertTestProject(test.db)
  await test.db.transaction().execute(async (slow) => {
    await lockProject(slow, projectId)
    await expect(test.db.transaction().execute((tx) => lockProject(tx, projectId))).rejects.toMatchObject({
      code: 'unavailable',
      details: { reason: 'project_busy', retryAfterSeconds: 5 },
    })
  })
  // Free again; and no limit stays behind for what the transaction locks next.
  const after = await test.db.transaction().execute(async (tx) => {
    await lockProject(tx, projectId)
    return tx.selectNoFrom((build) => build.fn<string>('current_setting', [build.val('lock_timeout')]).as('limit')).executeTakeFirstOrThrow()
  })
  expect(after.limit).toBe('0')
})
