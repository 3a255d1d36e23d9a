import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { insertTestProject } from '../../../resources/testing/test-project.ts'
import { findDownload, insertDownload } from '../download-store.ts'
import { dropOldestResults } from './drop-oldest-results.ts'
import { resultsType, sqlRunKind } from './sql-run.ts'

let test: TestDatabase
let folder: string
beforeAll(async () => {
  test = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-results-'))
})
afterAll(async () => {
  await test.drop()
  await rm(folder, { recursive: true, force: true })
})

type Whose = Awaited<ReturnType<typeof insertTestProject>>
let made = 0

/** A result of somebody's SQL, each newer than the one before. */
async function result({ organizationId, projectId, userId }: Whose, bytes: number): Promise<{ secret: string; name: string }> {
  const id = newId()
  const run = { id, kind: sqlRunKind, state: 'completed' as const, organization_id: organizationId, project_id: projectId, created_by: userId, payload: '{}' }
  await test.db
    .insertInto('runs')
    .values({ ...run, dedupe_key: null, group_key: null })
    .execute()
  const [secret, name] = [`secret-${id}`, `${id}.jsonl`]
  const place = path.join(folder, name)
  await writeFile(place, 'x'.repeat(bytes))
  const download = { projectId, path: place, fileName: 'results.jsonl', contentType: resultsType, secret, runId: id, expiresAt: new Date('2100-01-01') }
  await insertDownload(test.db, download)
  made += 1
  await test.db
    .updateTable('downloads')
    .set({ created_at: new Date(1_700_000_000_000 + made * 1000) })
    .where('run_id', '=', id)
    .execute()
  return { secret, name }
}

it('drops the oldest results of a person who has too many or too large ones, and nothing of others', async () => {
  const [ada, ben] = [await insertTestProject(test.db), await insertTestProject(test.db)]
  const theirs = await result(ben, 500)
  const [first, second, third] = [await result(ada, 100), await result(ada, 100), await result(ada, 100)]
  expect(await dropOldestResults(test, ada.userId, { files: 10, bytes: 300 })).toBe(0)
  expect(await dropOldestResults(test, ada.userId, { files: 2, bytes: 300 })).toBe(1)
  expect((await readdir(folder)).toSorted()).toEqual([theirs.name, second.name, third.name].toSorted())
  expect(await findDownload(test.db, ada.projectId, first.secret, new Date())).toBeNull()
  // The one that was just asked for stays.
  const large = await result(ada, 1000)
  expect(await dropOldestResults(test, ada.userId, { files: 10, bytes: 300 })).toBe(2)
  expect((await readdir(folder)).toSorted()).toEqual([theirs.name, large.name].toSorted())
  expect(await findDownload(test.db, ada.projectId, large.secret, new Date())).not.toBeNull()
})
