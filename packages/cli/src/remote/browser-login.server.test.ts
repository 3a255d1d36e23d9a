import { publicEncrypt, createPublicKey } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Terminal } from '../terminal/terminal.ts'
import { askInBrowser } from './browser-login.ts'

let home: string
beforeEach(async () => void (home = await mkdtemp(path.join(tmpdir(), 'atrium-cli-'))))
afterEach(() => rm(home, { recursive: true, force: true }))

type Asking = { page: URL; token: Promise<string> }

/** Asks, with a program in the place of the browser that writes down what it was started with. */
async function ask(isInteractive = false): Promise<Asking> {
  await writeFile(path.join(home, 'xdg-open'), `#!/bin/sh\necho "$*" > "${home}/arguments"\n`)
  await chmod(path.join(home, 'xdg-open'), 0o700)
  const told: string[] = []
  const terminal = { env: { PATH: `${home}:/usr/bin:/bin` }, isInteractive, note: (line: string) => void told.push(line) }
  const token = askInBrowser('http://atrium.example', terminal as unknown as Terminal)
  token.catch(() => undefined)
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(1)
  return { page: new URL(/http\S+/.exec(told[0] ?? '')?.[0] ?? ''), token }
}

const sealed = ({ page }: Asking, token: string): string => {
  const key = createPublicKey({ key: Buffer.from(page.searchParams.get('key') ?? '', 'base64url'), format: 'der', type: 'spki' })
  return publicEncrypt({ key, oaepHash: 'sha256' }, Buffer.from(token)).toString('base64url')
}
const answer = async ({ page }: Asking, given: Record<string, string>): Promise<number> =>
  (await fetch(`http://127.0.0.1:${page.searchParams.get('port')}/?${new URLSearchParams(given)}`, { redirect: 'manual' })).status

it('is answered by who has the state of this call, and by nobody else', async () => {
  const asking = await ask()
  const state = asking.page.searchParams.get('state') ?? ''
  // Who sees the key and the port can seal a token too, or say no.
  expect(await answer(asking, { token: sealed(asking, 'of-somebody-else') })).toBe(404)
  expect(await answer(asking, { token: sealed(asking, 'of-somebody-else'), state: 'guessed' })).toBe(404)
  expect(await answer(asking, { denied: '1' })).toBe(404)
  expect(await answer(asking, { denied: '1', state: `${state}x` })).toBe(404)
  expect(await answer(asking, { token: sealed(asking, 'mine'), state })).toBe(302)
  expect(await asking.token).toBe('mine')
})

it('ends with the no of the page that was asked', async () => {
  const asking = await ask()
  expect(await answer(asking, { denied: '1', state: asking.page.searchParams.get('state') ?? '' })).toBe(302)
  await expect(asking.token).rejects.toThrow('not allowed')
})

it.runIf(process.platform === 'linux')('tells the browser where to go without saying it among the arguments of a program', async () => {
  const asking = await ask(true)
  const given = path.join(home, 'arguments')
  await expect.poll(() => readFile(given, 'utf8').catch(() => ''), { timeout: 20_000 }).not.toBe('')
  const file = (await readFile(given, 'utf8')).trim()
  for (const secret of ['key', 'state']) expect(file).not.toContain(asking.page.searchParams.get(secret))
  expect((await readFile(file, 'utf8')).replaceAll('&amp;', '&')).toContain(asking.page.href)
  expect((await stat(file)).mode & 0o077).toBe(0)
  await answer(asking, { denied: '1', state: asking.page.searchParams.get('state') ?? '' })
  await asking.token.catch(() => undefined)
  await expect(stat(path.dirname(file))).rejects.toMatchObject({ code: 'ENOENT' })
})
