import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { keptDays, removeModelFolders } from './remove-model-folders.ts'

const dayMs = 86_400_000
const clock = fixedClock(Date.UTC(2026, 4, 10, 3))

let test: TestDatabase
let models: string
beforeAll(async () => {
  test = await createTestDatabase()
  models = await mkdtemp(path.join(tmpdir(), 'atrium-models-'))
})
afterAll(async () => {
  await test.drop()
  await rm(models, { recursive: true, force: true })
})

const tidy = (folder = models) =>
  perform(
    removeModelFolders,
    {
      actor: { kind: 'system', name: 'test', organizationId: null },
      clock,
      requestId: 'r',
      signal: new AbortController().signal,
      db: test.db,
      projectFolders: { models: folder },
    },
    {},
  )
const folders = async (): Promise<string[]> => (await readdir(models)).toSorted()
async function addFolder(name: string, ageDays: number): Promise<void> {
  const place = path.join(models, name)
  await mkdir(place)
  await writeFile(path.join(place, 'orders.yml'), 'models: []\n')
  const at = new Date(clock.now() - ageDays * dayMs)
  await utimes(place, at, at)
}

it('sets models of deleted projects aside, removes them after their time, and touches nothing else', async () => {
  const { projectId } = await insertTestProject(test.db)
  const [gone, beingMade] = [newId(), newId()]
  await addFolder(projectId, 90)
  await addFolder(gone, 90)
  await addFolder(beingMade, 0)
  await addFolder('shared-models', 90)
  expect(await tidy()).toEqual({ removed: 0 })
  const aside = (await folders()).find((name) => name.startsWith(`${gone}.deleted-2026-05-10-`)) ?? ''
  expect(await folders()).toEqual([projectId, aside, beingMade, 'shared-models'].toSorted())
  clock.advance(keptDays * dayMs)
  expect(await tidy()).toEqual({ removed: 1 })
  expect(await folders()).not.toContain(aside)
  expect(await folders()).toEqual(expect.arrayContaining([projectId, 'shared-models']))
})

it('sets the models of one project aside twice a day, and removes copies that never took their place', async () => {
  const [gone, { projectId }] = [newId(), await insertTestProject(test.db)]
  for (const _time of [1, 2]) {
    await addFolder(gone, 2)
    await tidy()
  }
  expect((await folders()).filter((name) => name.startsWith(`${gone}.deleted-`))).toHaveLength(2)
  const copies = [2, 0].map((days) => ({ name: `${projectId}.partial-${newId()}`, days }))
  for (const { name, days } of copies) await addFolder(name, days)
  await tidy()
  expect((await folders()).filter((name) => name.includes('.partial-'))).toEqual([copies[1]?.name])
})

it('has nothing to do where no project was ever made', async () => {
  expect(await tidy(path.join(models, 'nowhere'))).toEqual({ removed: 0 })
})
