import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import type { Actor } from '../../../access/actor.ts'
import { fileReaderEntry } from '../testing/reader-entry.ts'
import { createFileReader, type FileReader } from './file-reader.ts'
import type { NotebookFile } from './answer.ts'

const opened: FileReader[] = []
const open = async (timeoutMs = 20_000, mostWaiting = 10): Promise<FileReader> => {
  const reader = createFileReader({ entry: await fileReaderEntry(), timeoutMs, memoryMegabytes: 512, mostWaiting })
  opened.push(reader)
  return reader
}
afterEach(() => Promise.all(opened.splice(0).map((reader) => reader.close())))

const asker = (who = 'somebody') => ({ actor: { kind: 'user', userId: who } as Actor, signal: new AbortController().signal })
const jupyter = (source: string): NotebookFile => ({ format: 'ipynb', text: JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', id: 'a', source }] }) })
/** As much as is read at all, of what takes longest. */
const hostile: NotebookFile = { format: 'yaml', text: `kind: notebook\ncells:\n${'  - {kind: text, id: a, markdown: b}\n'.repeat(54_000)}` }

it('others are answered while a file is read, and then what is in it', async () => {
  const reader = await open()
  const order: string[] = []
  const reading = reader.readNotebook(hostile, asker()).then((read) => {
    order.push('read')
    return read
  })
  // What others ask is done in turns like this one.
  for (let turn = 0; turn < 1000; turn++) await nextTurn()
  order.push('others')
  expect(await reading).toHaveProperty('problem')
  expect(order).toEqual(['others', 'read'])
  expect(await reader.readNotebook(jupyter('x = 1'), asker())).toMatchObject({ document: { cells: [{ kind: 'code', id: 'a', code: 'x = 1' }] }, notes: [] })
})

it('what takes too long is refused with what to do', async () => {
  const reader = await open(20)
  const refused = {
    code: 'limit_exceeded',
    message: 'Reading this takes longer than 0.02 s. Clear outputs of notebooks, split what is large into two, or send fewer files at once.',
    details: { reason: 'files_too_hard' },
  }
  await expect(reader.readNotebook(hostile, asker())).rejects.toMatchObject(refused)
  await expect(reader.readContent([{ path: 'a.yml', text: hostile.text }], asker())).rejects.toMatchObject(refused)
})

it('no more files wait than there is place for, half of it for one person', async () => {
  const reader = await open(20_000, 4)
  const read = await Promise.allSettled(['a', 'a', 'a', 'a', 'b', 'b', 'c'].map((who) => reader.readNotebook(jupyter(who), asker(who))))
  const full = { code: 'limit_exceeded', details: { reason: 'files_waiting', retryAfterSeconds: 5 } }
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

it('nobody waits for many files of content either, and all is told that is wrong with them', async () => {
  const reader = await open()
  const space = (slug: string) => ({ path: `${slug}.yml`, text: `kind: space\nslug: ${slug}\nname: ${slug}\nversion: 1\n` })
  const files = Array.from({ length: 2000 }, (_, place) => space(`s${place}`))
  const order: string[] = []
  const reading = reader.readContent(files, asker()).then((read) => {
    order.push('read')
    return read
  })
  for (let turn = 0; turn < 1000; turn++) await nextTurn()
  order.push('others')
  expect((await reading).map(({ content }) => content?.slug)).toEqual(files.map((_, place) => `s${place}`))
  expect(order).toEqual(['others', 'read'])

  const source = { path: 'a.yml', text: 'kind: space\nslug: a\nname: A\nversion: 1\n' }
  const found = { code: 'content.refused', message: 'It is taken.', hint: '' }
  const known = { ...found, severity: 'error' as const, file: '', line: 0, column: 0 }
  expect(await reader.placeProblems([known, { source, path: ['name'], found }], asker())).toEqual([
    known,
    { ...found, severity: 'error', file: 'a.yml', line: 3, column: 7 },
  ])
})
