import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { WriteCtx } from '../../access/operation.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import type { Project } from '../projects/types.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { versionOf } from './model-file.ts'
import type { FileChange } from './perform-with-files.ts'
import { replaceModelFiles, type ReplacedFile } from './replace-model-files.ts'

let test: TestDatabase
let folder: string
let project: Project
let changes: FileChange[]
beforeAll(async () => {
  test = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-models-'))
  project = { id: (await insertTestProject(test.db)).projectId, modelSource: { type: 'folder', path: folder } } as Project
})
afterAll(async () => {
  await test.drop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  changes = []
  for (const name of ['a.yml', 'b.yml']) await writeFile(path.join(folder, name), 'models: []\n')
})

const replace = (...files: ReplacedFile[]): Promise<void> =>
  test.db.transaction().execute((tx) => replaceModelFiles({ tx, record: () => undefined } as unknown as DevelopCtx & WriteCtx, project, files, changes))
const textOf = (name: string): Promise<string | null> => readFile(path.join(folder, name), 'utf8').catch(() => null)
const opened = versionOf('models: []\n')

it('writes none of several files when one of them was changed since', async () => {
  const replaced = replace({ path: 'a.yml', text: 'models: [] # mine\n', version: opened }, { path: 'b.yml', text: 'models: [] # mine\n', version: 'older' })
  await expect(replaced).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('b.yml was changed by somebody else') })
  expect([await textOf('a.yml'), await textOf('b.yml'), changes.length]).toEqual(['models: []\n', 'models: []\n', 0])
})

it('can be taken back, new files too', async () => {
  await replace({ path: 'a.yml', text: 'models: [] # mine\n', version: opened }, { path: 'new.yml', text: 'models: []\n', version: null })
  expect([await textOf('a.yml'), await textOf('new.yml')]).toEqual(['models: [] # mine\n', 'models: []\n'])
  for (const change of changes.toReversed()) await change.takeBack()
  expect([await textOf('a.yml'), await textOf('new.yml')]).toEqual(['models: []\n', null])
})
