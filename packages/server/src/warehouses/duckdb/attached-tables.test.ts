import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WriteOptions } from '../warehouse.ts'
import { createAttachedTables } from './attached-tables.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'atrium-attached-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Tables that are made when the test says so, or never when their signal ends. */
function openTables(): { write(name: string, more?: Partial<WriteOptions>): Promise<void>; making: string[]; finish(): void } {
  const making: string[] = []
  const waiting: (() => void)[] = []
  const tables = createAttachedTables({
    folder: path.join(folder, 'tables'),
    catalog: async () => ({}),
    markOf: async () => 'ours',
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
