import { setImmediate as nextTurn } from 'node:timers/promises'
import { emptyNotebook } from '@atrium/documents'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { perform } from '../../../access/operation.ts'
import { createSpace } from '../../content/create-space.ts'
import { createContentWorld, type ContentWorld } from '../../content/testing/content-world.ts'
import { fileReaderEntry } from '../execution/testing/reader-entry.ts'
import { importNotebook } from '../notebook-files.ts'
import { createNotebookFileReader, type NotebookFileReader } from './file-reader.ts'
import type { NotebookFile } from './read-file.ts'

let world: ContentWorld
let spaceId: string
beforeAll(async () => {
  world = await createContentWorld()
  spaceId = (await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Open', isPrivate: false })).id
})
afterAll(() => world.end())

const opened: NotebookFileReader[] = []
const open = async (timeoutMs = 20_000, mostWaiting = 10): Promise<NotebookFileReader> => {
  const reader = createNotebookFileReader({ entry: await fileReaderEntry(), timeoutMs, memoryMegabytes: 512, mostWaiting })
  opened.push(reader)
  return reader
}
afterEach(() => Promise.all(opened.splice(0).map((reader) => reader.close())))

const asker = (fairKey = 'somebody') => ({ fairKey, signal: new AbortController().signal })
const jupyter = (source: string): NotebookFile => ({ format: 'ipynb', text: JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', id: 'a', source }] }) })
/** As much as is read at all, of what takes longest. */
const hostile: NotebookFile = { format: 'yaml', text: `kind: notebook\ncells:\n${'  - {kind: text, id: a, markdown: b}\n'.repeat(54_000)}` }

it('others are answered while a file is read, and then what is in it', async () => {
  const reader = await open()
  const order: string[] = []
  const reading = reader.read(hostile, asker()).then((read) => {
    order.push('read')
    return read
  })
  // What others ask is done in turns like this one.
  for (let turn = 0; turn < 1000; turn++) await nextTurn()
  order.push('others')
  expect(await reading).toHaveProperty('problem')
  expect(order).toEqual(['others', 'read'])
  expect(await reader.read(jupyter('x = 1'), asker())).toMatchObject({ document: { cells: [{ kind: 'code', id: 'a', code: 'x = 1' }] }, notes: [] })
})

it('what takes too long is refused with what to do', async () => {
  const reader = await open(20)
  await expect(reader.read(hostile, asker())).rejects.toMatchObject({
    code: 'limit_exceeded',
    message: 'This file takes longer than 0.02 s to be read. Clear its outputs, or split the notebook into two.',
    details: { reason: 'notebook_file_too_hard' },
  })
})

it('no more files wait than there is place for, half of it for one person', async () => {
  const reader = await open(20_000, 4)
  const read = await Promise.allSettled(['a', 'a', 'a', 'a', 'b', 'b', 'c'].map((who) => reader.read(jupyter(who), asker(who))))
  const full = { code: 'limit_exceeded', details: { reason: 'notebook_files_waiting', retryAfterSeconds: 5 } }
  expect(read.map((one) => (one.status === 'fulfilled' ? 'read' : (one.reason as object)))).toEqual([
    'read',
    'read',
    'read',
    expect.objectContaining(full),
    'read',
    'read',
    expect.objectContaining(full),
  ])
})

it('no transaction waits for a file to be read', async () => {
  const order: string[] = []
  const { userId, projectId } = world
  const { db, ...ctx } = await world.ctx(userId)
  const watched = new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') order.push('transaction')
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const notebookFiles: NotebookFileReader = {
    async read() {
      order.push('read')
      return { name: 'Brought', description: null, document: emptyNotebook(), notes: [] }
    },
    close: async () => undefined,
  }
  const { notebook } = await perform(importNotebook, { ...ctx, db: watched, notebookFiles }, { projectId, spaceId, format: 'ipynb', text: '' })
  expect([notebook.name, order]).toEqual(['Brought', ['read', 'transaction']])
})

it('no file is read for those who may make no notebook', async () => {
  const notebookFiles: NotebookFileReader = { read: () => Promise.reject(new Error('it was read')), close: async () => undefined }
  const ctx = { ...(await world.ctx(await world.person('viewer'))), notebookFiles }
  await expect(perform(importNotebook, ctx, { projectId: world.projectId, spaceId, format: 'ipynb', text: '' })).rejects.toMatchObject({ code: 'forbidden' })
})
