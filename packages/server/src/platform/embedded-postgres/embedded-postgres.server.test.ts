import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDb } from '../db/open-db.ts'
import { silentLog } from '../log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts'

let folder: string
let server: EmbeddedPostgres
const watchers: EmbeddedPostgres[] = []
const start = (dataFolder: string): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataFolder, log: silentLog() })

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-embedded-'))
  server = await start(path.join(folder, 'postgres'))
  watchers.push(server)
})
afterAll(async () => {
  // Together: one that still watches would start again what the other one stops.
  await Promise.all(watchers.map((one) => one.stop()))
  await rm(folder, { recursive: true, force: true })
})

describe('the embedded server', () => {
  it('is started again after kill -9, and keeps what was committed', async () => {
    const store = openDb(server.connection, { log: silentLog() })
    await sql`create table kept (id int)`.execute(store.db)
    await sql`insert into kept values (7)`.execute(store.db)
    const before = await server.pid()
    process.kill(before ?? 0, 'SIGKILL')
    // Its children may answer for some milliseconds more; then a new one is there.
    await expect.poll(() => server.pid(), { timeout: 30_000 }).not.toBeOneOf([before, null])
    const read = (): Promise<unknown> => sql`select id from kept`.execute(store.db).then((result) => result.rows)
    // The first try may be on a connection that broke.
    expect(await read().catch(read)).toEqual([{ id: 7 }])
    await store.close()
  })

  it('is taken over when it outlived the process that started it', async () => {
    const second = await start(path.join(folder, 'postgres'))
    watchers.push(second)
    expect(second.adopted).toBe(true)
    expect(await second.pid()).toBe(await server.pid())
  })

  it('starts although an earlier first start was killed half-way', async () => {
    const dataFolder = path.join(folder, 'deep', 'postgres')
    const script = `import { mkdirSync } from 'node:fs'; mkdirSync(${JSON.stringify(`${dataFolder}.init-999999`)}, { recursive: true })`
    await once(spawn(process.execPath, ['--input-type=module', '-e', script]), 'exit')
    const fresh = await start(dataFolder)
    expect(fresh.adopted).toBe(false)
    expect((await readdir(path.dirname(dataFolder))).toSorted()).toEqual(['postgres', 'postgres.log'])
    await fresh.stop()
    expect(await fresh.pid()).toBeNull()
  })
})
