import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { beginUploadFolder, listNoteless, listUploads } from './upload-folder.ts'
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

it('tells what was left without a note, or with half of one, by its age', async () => {
  await begin('whole')
  const left: string[] = []
  for (const [age, half] of [
    [10, null],
    [10, '{"id":'],
    [1, null],
  ] as const) {
    const one = path.join(folder, newId())
    await mkdir(one)
    if (half !== null) await writeFile(path.join(one, 'note.json'), half)
    await utimes(one, age, 100 - age)
    left.push(one)
  }
  expect((await listNoteless({ folder }, 95_000)).map((one) => one.folder).toSorted()).toEqual(left.slice(0, 2).toSorted())
  expect(await names()).toEqual(['whole'])
})
