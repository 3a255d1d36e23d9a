import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { beginUploadFolder, listUploads } from './upload-folder.ts'
import type { Uploads } from './uploads-ctx.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-upload-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const userId = newId()
const begin = async (fileName: string, more: { isPassing?: true; userId?: string } = {}): Promise<void> => {
  const size = 10
  await beginUploadFolder({ folder, maxBytes: 1000 } as Uploads, { projectId: newId(), userId, fileName, size, createdAt: clock++, ...more })
}
let clock = 1
const names = async (): Promise<string[]> => (await listUploads({ folder })).map(({ fileName }) => fileName).toSorted()

it('keeps three files of a person waiting: the oldest gives way', async () => {
  await begin('other', { userId: newId() })
  for (const name of ['a', 'b', 'c', 'd']) await begin(name)
  expect(await names()).toEqual(['b', 'c', 'd', 'other'])
})

it('takes nothing from under a request that reads it, nor anything for it', async () => {
  for (const name of ['a', 'b', 'c']) await begin(name)
  for (const name of ['p', 'q', 'r', 's']) await begin(name, { isPassing: true })
  await begin('d')
  expect(await names()).toEqual(['b', 'c', 'd', 'p', 'q', 'r', 's'])
})
