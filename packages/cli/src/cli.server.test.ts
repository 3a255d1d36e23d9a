import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = process.cwd()
/** A copy of the built program that gets a migration more. Inside the repository, so that native packages are found from it. */
const out = path.join(root, 'node_modules', '.cache', `atrium-cli-${process.pid}`)
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-cli-'))
  const web = path.join(root, 'dist', 'web')
  await cp(path.join(root, 'dist'), out, { recursive: true, filter: (source) => source !== web })
})
afterAll(async () => {
  await rm(out, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

type Ended = { code: number | null; text: string }
type Running = { child: ChildProcess; said(pattern: RegExp): Promise<string>; ended: Promise<Ended> }

function atrium(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [path.join(out, 'cli.js'), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ATRIUM_PORT: '0', ATRIUM_DEMO: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      for (const look of waiting) look()
    })
  }
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, text }))
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(text)
        if (found !== null) resolve(found[1] ?? found[0])
      }
      waiting.add(look)
      look()
      void ended.then(() => reject(new Error(`ended without saying ${String(pattern)}:\n${text}`)))
    })
  return { child, said, ended }
}

describe('atrium', () => {
  it('says how it is used', async () => {
    expect(await atrium(['--help']).ended).toMatchObject({ code: 0, text: expect.stringContaining('atrium check <folder>') as string })
    expect(await atrium(['--version']).ended).toMatchObject({ code: 0, text: '0.1.0\n' })
    expect(await atrium(['fly']).ended).toMatchObject({ code: 2, text: expect.stringContaining('"fly" is not a command') as string })
  })

  it('names every setting that is wrong, and does not start', async () => {
    const { code, text } = await atrium(['start'], { ATRIUM_PROT: '1', ATRIUM_DEMO: 'maybe' }).ended
    expect(code).toBe(1)
    expect(text).toContain('Did you mean ATRIUM_PORT?')
    expect(text).toContain('ATRIUM_DEMO must be true or false')
  })

  it('prints its settings without secrets', async () => {
    const { code, text } = await atrium(['config'], { DATABASE_URL: 'postgres://u:hidden@h/d' }).ended
    expect(code).toBe(0)
    expect(text).toMatch(/ATRIUM_PORT +0 {2}\(environment\)/)
    expect(text).not.toContain('hidden')
  })

  it('checks a folder of models: places of the errors, and an exit code for CI', async () => {
    const models = path.join(folder, 'models')
    await mkdir(models)
    await writeFile(path.join(models, 'broken.yml'), 'models:\n  - name: [\n')
    const { code, text } = await atrium(['check', models]).ended
    expect(code).toBe(1)
    expect(text).toMatch(/broken\.yml:\d+:\d+: error: /)
    expect((await atrium(['check', path.join(folder, 'nowhere')]).ended).text).toContain('cannot be read')
  })
})

describe('atrium start', () => {
  it('serves, lets nobody else at its folder and its port meanwhile, and stops cleanly', async () => {
    const ATRIUM_DATA_DIR = path.join(folder, 'data')
    const first = atrium(['start'], { ATRIUM_DATA_DIR })
    const url = await first.said(/Atrium is ready at (http:\/\/\S+)/)
    expect((await fetch(`${url}/api/v1/health`)).status).toBe(200)

    const inUse = { code: 1, text: expect.stringContaining(`process id ${first.child.pid}`) as string }
    expect(await atrium(['start'], { ATRIUM_DATA_DIR }).ended).toMatchObject(inUse)
    expect(await atrium(['restore', path.join(folder, 'any.backup.gz'), '--force'], { ATRIUM_DATA_DIR }).ended).toMatchObject(inUse)
    expect(await atrium(['rotate-key'], { ATRIUM_DATA_DIR }).ended).toMatchObject({ code: 1, text: expect.stringContaining('is in use') as string })

    // Beside the server, and after it.
    const verified = await atrium(['audit', 'verify'], { ATRIUM_DATA_DIR }).ended
    expect(verified).toMatchObject({ code: 0, text: expect.stringMatching(/^OK: \d+ lines, head [0-9a-f]{64}$/m) as string })

    const { port } = new URL(url)
    const third = await atrium(['start'], { ATRIUM_DATA_DIR: path.join(folder, 'other'), ATRIUM_PORT: port }).ended
    expect(third).toMatchObject({ code: 1, text: expect.stringContaining(`port ${port} is in use`) as string })

    first.child.kill('SIGINT')
    expect((await first.ended).code).toBe(0)
    expect(await atrium(['audit', 'verify'], { ATRIUM_DATA_DIR }).ended).toEqual(verified)
    expect((await atrium(['audit', 'burn'], { ATRIUM_DATA_DIR }).ended).code).toBe(2)
  })

  it('is ready again after kill -9, on the store that lived on', async () => {
    const ATRIUM_DATA_DIR = path.join(folder, 'data')
    const first = atrium(['start'], { ATRIUM_DATA_DIR })
    await first.said(/Atrium is ready/)
    first.child.kill('SIGKILL')
    await first.ended
    const again = atrium(['start'], { ATRIUM_DATA_DIR })
    await again.said(/Atrium is ready/)
    again.child.kill('SIGTERM')
    expect((await again.ended).code).toBe(0)
  })
})

describe('atrium rotate-key', () => {
  it('makes a new key in the data folder, and keeps to a configured one', async () => {
    const ATRIUM_DATA_DIR = path.join(folder, 'data')
    const before = await readFile(path.join(ATRIUM_DATA_DIR, 'secret'), 'utf8')
    const first = await atrium(['rotate-key'], { ATRIUM_DATA_DIR }).ended
    expect(first).toMatchObject({ code: 0, text: expect.stringMatching(/0 stored secrets were put under the key [0-9a-f]{12}/) as string })
    const after = await readFile(path.join(ATRIUM_DATA_DIR, 'secret'), 'utf8')
    expect(after).not.toBe(before)
    expect(after.trim().split('\n')).toHaveLength(1)
    const configured = await atrium(['rotate-key'], { ATRIUM_DATA_DIR, ATRIUM_SECRET_KEY: 'kX2#pQ9vLm4TzR7wB1nC5dF8hJ6gS3yA' }).ended
    expect(configured.text).toContain('ATRIUM_SECRET_KEYS_OLD can be removed')
    expect(await readFile(path.join(ATRIUM_DATA_DIR, 'secret'), 'utf8')).toBe(after)
  })
})

describe('atrium restore', () => {
  it('goes back to the version before a migration, with the backup that was made then', async () => {
    const ATRIUM_DATA_DIR = path.join(folder, 'upgraded')
    const account = {
      ATRIUM_ADMIN_EMAIL: 'admin@atrium.example',
      ATRIUM_ADMIN_PASSWORD: 'correct horse 7 battery',
      ATRIUM_ADMIN_TOKEN: '0123456789abcdef0123456789abcdef',
    }
    const life = async (): Promise<string> => {
      const server = atrium(['start'], { ATRIUM_DATA_DIR, ...account })
      const url = await server.said(/Atrium is ready at (http:\/\/\S+)/)
      const user = await fetch(`${url}/api/v1/user`, { headers: { authorization: `ApiKey ${account.ATRIUM_ADMIN_TOKEN}` } })
      expect(user.status).toBe(200)
      server.child.kill('SIGTERM')
      return (await server.ended).text
    }
    expect(await life()).not.toContain('was copied')

    const newer = path.join(out, 'migrations', '9001-newer.sql')
    await writeFile(newer, 'alter table users add column motto text;\n')
    const upgrade = await life()
    expect(upgrade).toContain('the store was copied before its tables change')
    const backup = /[^\s"=]+\.backup\.gz/.exec(upgrade)?.[0] ?? ''
    expect(path.dirname(backup)).toBe(path.join(ATRIUM_DATA_DIR, 'backups'))

    await rm(newer)
    expect(await atrium(['start'], { ATRIUM_DATA_DIR }).ended).toMatchObject({ code: 1, text: expect.stringContaining('newer Atrium') as string })
    expect(await atrium(['restore', backup], { ATRIUM_DATA_DIR }).ended).toMatchObject({ code: 1, text: expect.stringContaining('Add --force') as string })
    expect(await atrium(['restore', backup, '--force'], { ATRIUM_DATA_DIR }).ended).toMatchObject({
      code: 0,
      text: expect.stringContaining('The store is what it was') as string,
    })
    await life()
  })
})
