import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Warehouse, WriteOptions } from '../warehouse.ts'
import { createAttachedTables } from './attached-tables.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'atrium-attached-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Tables that are made when the test says so, or never when their signal ends. */
type Opened = Pick<Warehouse, 'addTable' | 'removeTable'> & {
  write(name: string, more?: Partial<WriteOptions>): Promise<void>
  making: string[]
  finish(): void
}
function openTables(): Opened {
  const making: string[] = []
  const waiting: (() => void)[] = []
  const tables = createAttachedTables({
    folder: path.join(folder, 'tables'),
    catalog: async () => ({}),
    marksOf: async (names) => new Map(names.map((name) => [name, 'ours'])),
    changed: () => undefined,
    async makeTable({ table, target }, signal) {
      making.push(table)
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve)
        signal.addEventListener('abort', () => reject(new Error('ended in the middle')))
      })
      await writeFile(target, table)
      return { columns: [], rowCount: 0 }
    },
  })
  let files = 0
  return {
    addTable: tables.addTable,
    removeTable: tables.removeTable,
    making,
    write: (name, more = {}) =>
      tables.writeTable({ schema: null, name }, { file: '', select: '', newFile: () => path.join(folder, `made${files++}`) } as never, {
        mode: 'replace',
        mark: 'ours',
        fairKey: 'ada',
        signal: new AbortController().signal,
        timeoutMs: 60_000,
        ...more,
      }),
    finish: () => waiting.splice(0).forEach((resolve) => resolve()),
  }
}

it('a write that is cancelled while it waits for its turn is gone at once, and the one behind it is written', async () => {
  const { write, making, finish } = openTables()
  const abort = new AbortController()
  const one = write('one')
  const cancelled = write('two', { signal: abort.signal })
  const three = write('three')
  await expect.poll(() => making).toEqual(['one'])
  abort.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  finish()
  await one
  await expect.poll(() => making).toEqual(['one', 'three'])
  finish()
  await three
  expect((await readdir(path.join(folder, 'tables'))).toSorted()).toEqual(['one.duckdb', 'three.duckdb'])
})

it('a write ends when its time is over, be it in the queue or in the middle', async () => {
  const { write, making } = openTables()
  const all = await Promise.allSettled([write('slow', { timeoutMs: 50 }), write('behind', { timeoutMs: 40, fairKey: 'bob' })])
  const late = { status: 'rejected', reason: { code: 'limit_exceeded', details: { reason: 'write_timeout' } } }
  expect(all).toMatchObject([late, late])
  expect(making).toEqual(['slow'])
})

describe('a file that is uploaded while a table is written', () => {
  const uploaded = async (name: string): Promise<string> => {
    const file = path.join(folder, `uploaded_${name}`)
    await writeFile(file, 'uploaded')
    return file
  }
  const textOf = (name: string): Promise<string> => readFile(path.join(folder, 'tables', `${name}.duckdb`), 'utf8')

  it('takes nobody their place: whoever is there first has it', async () => {
    const { write, addTable, making, finish } = openTables()
    const late = write('first_upload')
    await expect.poll(() => making).toEqual(['first_upload'])
    await addTable('first_upload', await uploaded('first_upload'))
    finish()
    await expect(late).rejects.toMatchObject({ code: 'conflict', details: { reason: 'table_not_ours' } })
    expect(await textOf('first_upload')).toBe('uploaded')

    const early = write('first_write')
    await expect.poll(() => making).toEqual(['first_upload', 'first_write'])
    finish()
    await early
    await expect(addTable('first_write', await uploaded('first_write'))).rejects.toMatchObject({ code: 'conflict', details: { reason: 'table_exists' } })
    expect(await textOf('first_write')).toBe('first_write')
  })

  it('of two that come at the same moment one is refused, whichever it is', async () => {
    for (let round = 0; round < 20; round++) {
      const name = `both_${round}`
      const { write, addTable, making, finish } = openTables()
      const file = await uploaded(name)
      const writing = write(name)
      await expect.poll(() => making).toEqual([name])
      finish()
      const [written, added] = await Promise.allSettled([writing, addTable(name, file)])
      expect([written.status, added.status].toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(await textOf(name)).toBe(added.status === 'fulfilled' ? 'uploaded' : name)
    }
  })

  it('a table that is deleted while it is written stays deleted', async () => {
    const { write, removeTable, making, finish } = openTables()
    const once = write('deleted')
    await expect.poll(() => making).toEqual(['deleted'])
    finish()
    await once
    const again = write('deleted')
    await expect.poll(() => making).toEqual(['deleted', 'deleted'])
    await removeTable('deleted')
    finish()
    await expect(again).rejects.toMatchObject({ code: 'conflict', details: { reason: 'table_changed' } })
    await expect(textOf('deleted')).rejects.toThrow('ENOENT')
  })
})
