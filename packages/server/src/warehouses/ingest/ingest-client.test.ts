import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createIngest } from './ingest-client.ts'

/** Reads no file to its end, and writes tables at once; says how much memory it was given. */
const readsForever = `let text = ''
process.stdin.on('data', (piece) => (text += piece)).on('end', () => {
  const { task, limits } = JSON.parse(text)
  if (task === 'table') console.log(JSON.stringify({ loaded: { rowCount: limits.memoryMegabytes, columns: [] } }))
  else setInterval(() => undefined, 1000)
})`

let folder: string
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'atrium-ingest-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a table is written while a file is read, within a memory of its own', async () => {
  const entry = path.join(folder, 'entry.mjs')
  await writeFile(entry, readsForever)
  const ingest = createIngest({
    entry,
    limits: { memoryMegabytes: 300, threads: 1 },
    tableLimits: { memoryMegabytes: 200, threads: 1 },
    timeoutMs: 60_000,
    onWarning: () => undefined,
  })
  const file = path.join(folder, 'file')
  const abort = new AbortController()
  const reading = ingest.load({ file, options: {}, target: file, table: 't', columns: [] }, abort.signal, 'ada')
  const never = new AbortController().signal
  const written = await ingest.table({ file, select: '', target: file, table: 't', isNew: true, mark: '' }, never, 'bob')
  expect(written.rowCount).toBe(200)
  abort.abort()
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
})
