import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import { systemClock } from '../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { insertDownload } from './download-store.ts'
import { removeOrphanedExports } from './remove-orphaned-exports.ts'

let test: TestDatabase
let exportFolder: string
beforeAll(async () => {
  test = await createTestDatabase()
  exportFolder = await mkdtemp(path.join(tmpdir(), 'atrium-exports-'))
})
afterAll(async () => {
  await test.drop()
  await rm(exportFolder, { recursive: true, force: true })
})

it('removes what killed exports left, and nothing that somebody still needs', async () => {
  const { organizationId, projectId, userId } = await insertTestProject(test.db)
  const add = async (state: 'queued' | 'running' | 'failed' | 'completed'): Promise<string> => {
    const id = newId()
    await test.db
      .insertInto('runs')
      .values({
        id,
        kind: 'csv_export',
        state,
        organization_id: organizationId,
        project_id: projectId,
        created_by: userId,
        payload: '{}',
        dedupe_key: null,
        group_key: null,
      })
      .execute()
    return id
  }
  const [queued, running, failed, completed, unlinked] = [
    await add('queued'),
    await add('running'),
    await add('failed'),
    await add('completed'),
    await add('completed'),
  ]
  const unknown = newId()
  const [early, late] = [`asked-${newId()}.partial.csv`, `asked-${newId()}.partial.csv`]
  const kept = [late, `${queued}.partial.csv`, `${running}.partial.csv`, `${running}.raw.csv`, `${completed}.csv`, 'notes.csv', 'notes.partial.csv']
  const orphans = [
    early,
    `${failed}.partial.jsonl`,
    `${failed}.partial.csv`,
    `${failed}.raw.csv`,
    `${completed}.partial.csv`,
    `${unlinked}.csv`,
    `${unknown}.partial.csv`,
  ]
  for (const name of [...kept, ...orphans]) await writeFile(path.join(exportFolder, name), 'a\n')
  const yesterday = new Date(systemClock.now() - 86_400_000)
  await utimes(path.join(exportFolder, early), yesterday, yesterday)
  await insertDownload(test.db, {
    secret: 'secret',
    runId: completed,
    projectId,
    path: path.join(exportFolder, `${completed}.csv`),
    fileName: 'x.csv',
    contentType: 'text/csv',
    expiresAt: new Date(systemClock.now() + 60_000),
  })
  const ctx = {
    db: test.db,
    clock: systemClock,
    requestId: 'test',
    signal: new AbortController().signal,
    actor: { kind: 'system', name: 'test', organizationId: null } as const,
    exportFolder,
  }
  expect(await perform(removeOrphanedExports, ctx, {})).toEqual({ removed: orphans.length })
  expect((await readdir(exportFolder)).toSorted()).toEqual(kept.toSorted())
  expect(await perform(removeOrphanedExports, ctx, {})).toEqual({ removed: 0 })
})
