import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../../access/operation.ts'
import { systemClock } from '../../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { insertTestProject } from '../../../resources/testing/test-project.ts'
import { removeClones } from './remove-clones.ts'

let test: TestDatabase
let folder: string
beforeAll(async () => {
  test = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-clones-'))
})
afterAll(async () => {
  await test.drop()
  await rm(folder, { recursive: true, force: true })
})

it('removes clones of projects that are gone, and nothing else', async () => {
  const { projectId } = await insertTestProject(test.db)
  for (const name of [projectId, newId(), 'notes']) await mkdir(path.join(folder, name, 'clone.git'), { recursive: true })
  const actor = { kind: 'system', name: 'test', organizationId: null } as const
  const ctx = { db: test.db, clock: systemClock, requestId: 'test', signal: new AbortController().signal, actor, git: { folder, localRemotes: [] } }
  expect(await perform(removeClones, ctx, {})).toEqual({ removed: 1 })
  expect((await readdir(folder)).toSorted()).toEqual([projectId, 'notes'].toSorted())
  expect(await perform(removeClones, { ...ctx, git: { folder: path.join(folder, 'nothing'), localRemotes: [] } }, {})).toEqual({ removed: 0 })
})
