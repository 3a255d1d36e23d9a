import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIngest } from '../../../warehouses/ingest/ingest-client.ts'
import { ingestEntry } from '../../../warehouses/testing/engine-entry.ts'
import { keepInputFile } from './keep-input-file.ts'
import { createExecutionWorld, notebookOf, type ExecutionWorld } from './testing/execution-world.ts'

let world: ExecutionWorld
let folder: string
beforeAll(async () => {
  world = await createExecutionWorld()
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-given-'))
})
afterAll(async () => {
  await world.end()
  await rm(folder, { recursive: true, force: true })
})

async function give(text: string): Promise<string> {
  // What was read of a file stays beside it: each has a folder of its own.
  const file = path.join(await mkdtemp(path.join(folder, 'one-')), 'given.csv')
  await writeFile(file, text)
  const limits = { memoryMegabytes: 1024, threads: 1 }
  const ingest = createIngest({ entry: await ingestEntry(), limits, tableLimits: limits, timeoutMs: 60_000, onWarning: () => undefined })
  return (await keepInputFile({ ...(await world.ctx()), uploads: { ingest } }, { projectId: world.project.id, file })).value
}

describe('files that are given for an input', () => {
  it('are tables to SQL, for those who were given their name', async () => {
    const session = world.session(
      notebookOf([
        { kind: 'input', name: 'sheet', input: { type: 'file' } },
        { kind: 'sql', name: 'total', on: 'results', sql: 'SELECT sum(amount) AS total, min(day) AS first FROM sheet' },
      ]),
    )
    expect(await session.run()).toMatchObject({ state: 'failed', done: ['sheet'] })
    expect(session.of('total').failure).toMatchObject({ reason: 'file_needed' })
    session.inputs.set('sheet', await give('region;amount;day\nnorth;1,5;01.02.2026\nsüd;2,5;03.02.2026\n'))
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(await session.rows('total')).toEqual([[4, '2026-02-01']])
    expect(session.of('sheet').tables['sheet']).toMatchObject({ rows: 2, truncated: false })
    session.inputs.set('sheet', '00000000-0000-4000-8000-000000000000')
    await session.run()
    expect(session.of('sheet').failure).toMatchObject({ reason: 'result_gone' })
    expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.rows'))).toEqual([])
  })

  it('that cannot be read say why', async () => {
    await expect(give('')).rejects.toMatchObject({ code: 'invalid', details: { reason: 'file_empty' } })
  })
})
