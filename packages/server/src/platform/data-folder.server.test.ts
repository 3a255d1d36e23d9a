import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeDataFolder } from './data-folder.ts'

let folder: string
let script: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-folder-'))
  script = path.join(folder, 'take.mjs')
  const contents = `import { takeDataFolder } from './data-folder.ts'; await takeDataFolder(process.argv[2]); console.log('taken'); setTimeout(() => {}, 1e6)`
  const resolveDir = path.dirname(fileURLToPath(import.meta.url))
  await build({ stdin: { contents, resolveDir, loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', outfile: script, logLevel: 'silent' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function takeElsewhere(data: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, data], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

describe('the data folder', () => {
  it('belongs to one process; a second one is told who has it', async () => {
    const data = path.join(folder, 'one')
    const holder = await takeElsewhere(data)
    await expect(takeDataFolder(data)).rejects.toThrow(`process id ${holder.pid}`)
    await expect(takeDataFolder(data)).rejects.toThrow(data)
    holder.kill('SIGTERM')
    await once(holder, 'exit')
  })

  it('is free at once when its process was killed', async () => {
    const data = path.join(folder, 'two')
    const holder = await takeElsewhere(data)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const taken = await takeDataFolder(data)
    await taken.release()
  })

  it('can be taken again after it was released, under any name', async () => {
    const data = path.join(folder, 'three')
    await (await takeDataFolder(data)).release()
    const again = await takeDataFolder(path.join(folder, 'two', '..', 'three'))
    expect(again.path).toBe(data)
    await expect(takeDataFolder(data)).rejects.toThrow('is in use')
    await again.release()
  })

  it('says so when it cannot be made', async () => {
    await expect(takeDataFolder('/dev/null/data')).rejects.toThrow('ATRIUM_DATA_DIR')
  })

  it('lets nobody else read in it', async () => {
    const taken = await takeDataFolder(path.join(folder, 'four'))
    expect((await stat(taken.path)).mode & 0o066).toBe(0)
    expect((await stat(taken.exports)).mode & 0o077).toBe(0)
    await taken.release()
  })
})
