import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound } from '../../platform/net/outbound.ts'
import { openBareClone, type BareClone, type CloneLimits, type NewCommit, type Remote } from './bare-clone.ts'
import { readRemoteAddress } from './remote-address.ts'

let base: string
let origin: string
let clone: BareClone
const signal = new AbortController().signal
const nobody = { username: null, secret: null, knownHosts: null }
const ada = { name: 'Ada', email: 'ada@people.example' }

/** Git as a person uses it, in a folder of the test. */
const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@people.example', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim()

const remoteAt = (place: string, localRemotes = [base]): Remote => ({
  address: readRemoteAddress(place),
  credentials: nobody,
  rules: { outbound: createOutbound({ allowed: [], never: () => [] }), localRemotes },
})

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-git-'))
  const work = path.join(base, 'work')
  origin = path.join(base, 'origin.git')
  await mkdir(path.join(work, 'models'), { recursive: true })
  git(work, 'init', '--quiet')
  await writeFile(path.join(work, 'models', 'orders.yml'), 'models: []\n')
  await writeFile(path.join(work, 'README.md'), 'Shop\n')
  await symlink('/etc/passwd', path.join(work, 'models', 'secrets.yml'))
  // What a checkout would run.
  await writeFile(path.join(work, '.gitattributes'), '* filter=evil\n')
  git(work, 'add', '--all')
  git(work, 'commit', '--quiet', '--message', 'First: orders')
  git(base, 'clone', '--quiet', '--bare', work, origin)
  clone = await openBareClone(path.join(base, 'data', 'clone.git'), signal)
})
afterEach(() => rm(base, { recursive: true, force: true }))

const commitOf = (from: string, more: Partial<NewCommit>): NewCommit => ({
  from,
  branch: 'change',
  isNewBranch: true,
  message: 'Second\n\nwith -- dashes',
  author: ada,
  at: new Date('2026-01-02T03:04:05Z'),
  changes: [{ path: 'models/orders.yml', text: 'models: [] # changed\n' }],
  ...more,
})

describe('a bare clone', () => {
  it('has the last commit of a branch and its plain files, and follows no link', async () => {
    const commit = await clone.fetch(remoteAt(origin), 'main')
    expect(commit).toMatchObject({ hash: git(origin, 'rev-parse', 'main'), subject: 'First: orders', author: 'Ada' })
    const files = await clone.files(commit.hash, 'models')
    expect(files.map((file) => file.path)).toEqual(['orders.yml'])
    expect((await clone.files(commit.hash, '')).map((file) => file.path)).toEqual(['.gitattributes', 'README.md', 'models/orders.yml'])
    expect((await clone.read(files)).map(String)).toEqual(['models: []\n'])
  })

  it('takes over no more than there is room for, says so, and leaves nothing behind', async () => {
    const mebibyte = 1024 * 1024
    const limits: CloneLimits = { packBytes: mebibyte, cloneBytes: 100 * mebibyte, listBytes: mebibyte, textBytes: mebibyte, freeBytes: 1 }
    const place = path.join(base, 'data', 'limited.git')
    const tooLarge = { code: 'invalid', details: { reason: 'git_too_large' } }
    const limited = await openBareClone(place, signal, limits)
    const small = await limited.fetch(remoteAt(origin), 'main')
    const files = await limited.files(small.hash, '')

    const other = path.join(base, 'other')
    git(base, 'clone', '--quiet', origin, other)
    await writeFile(path.join(other, 'video.bin'), randomBytes(3 * mebibyte))
    git(other, 'add', '--all')
    git(other, 'commit', '--quiet', '--message', 'Large')
    git(other, 'push', '--quiet')
    await expect(limited.fetch(remoteAt(origin), 'main')).rejects.toMatchObject({ ...tooLarge, message: expect.stringContaining('(1 MiB)') })
    expect((await readdir(path.join(place, 'objects', 'pack')).catch(() => [])).filter((name) => name.startsWith('tmp_'))).toEqual([])

    const narrow = await openBareClone(place, signal, { ...limits, listBytes: 60, textBytes: 60 })
    await expect(narrow.files(small.hash, '')).rejects.toMatchObject(tooLarge)
    await expect(narrow.read(files)).rejects.toMatchObject(tooLarge)
    const full = await openBareClone(place, signal, { ...limits, freeBytes: Number.MAX_SAFE_INTEGER })
    await expect(full.fetch(remoteAt(origin), 'main')).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'disk_full' } })

    // What came before goes when it is too much, and the commit is there all the same.
    const anew = await openBareClone(place, signal, { ...limits, packBytes: 100 * mebibyte, cloneBytes: 0 })
    await anew.fetch(remoteAt(origin), 'main')
    expect((await anew.fetch(remoteAt(origin), 'main')).subject).toBe('Large')
  })

  it('takes over what was pushed since, also when history was written anew', async () => {
    await clone.fetch(remoteAt(origin), 'main')
    const other = path.join(base, 'other')
    git(base, 'clone', '--quiet', origin, other)
    git(other, 'commit', '--quiet', '--amend', '--message', 'Rewritten')
    git(other, 'push', '--quiet', '--force')
    expect((await clone.fetch(remoteAt(origin), 'main')).subject).toBe('Rewritten')
  })

  it('pushes a commit to a new branch, and leaves every other file alone', async () => {
    const { hash } = await clone.fetch(remoteAt(origin), 'main')
    const pushed = await clone.push(
      remoteAt(origin),
      commitOf(hash, {
        changes: [
          { path: 'models/orders.yml', text: 'models: [] # changed\n' },
          { path: 'models/new.yml', text: 'models: []\n' },
          { path: 'README.md', text: null },
        ],
      }),
    )
    expect(git(origin, 'rev-parse', 'change')).toBe(pushed.hash)
    expect(git(origin, 'rev-parse', 'change^')).toBe(hash)
    expect(git(origin, 'diff', '--name-status', 'main', 'change').split('\n')).toEqual(['D\tREADME.md', 'A\tmodels/new.yml', 'M\tmodels/orders.yml'])
    expect(git(origin, 'log', '-1', '--format=%an <%ae> %B', 'change')).toBe('Ada <ada@people.example> Second\n\nwith -- dashes')
    expect((await readdir(path.join(base, 'data', 'clone.git'))).filter((name) => name.startsWith('index-'))).toEqual([])
  })

  it('is refused where the branch is there already, or has moved on', async () => {
    const { hash } = await clone.fetch(remoteAt(origin), 'main')
    await clone.push(remoteAt(origin), commitOf(hash, { branch: 'main', isNewBranch: false }))
    const [late, taken] = [commitOf(hash, { branch: 'main', isNewBranch: false, message: 'late' }), commitOf(hash, { branch: 'main', message: 'taken' })]
    await expect(clone.push(remoteAt(origin), late)).rejects.toMatchObject({ code: 'conflict' })
    await expect(clone.push(remoteAt(origin), taken)).rejects.toMatchObject({ code: 'conflict' })
    expect(git(origin, 'log', '-1', '--format=%s', 'main')).toBe('Second')
  })

  it('runs no hook of anybody and no setting of the person it runs as', async () => {
    const marker = path.join(base, 'ran')
    const { hash } = await clone.fetch(remoteAt(origin), 'main')
    const hooks = path.join(base, 'data', 'clone.git', 'hooks')
    await mkdir(hooks, { recursive: true })
    for (const name of ['pre-push', 'reference-transaction', 'post-checkout']) {
      await writeFile(path.join(hooks, name), `#!/bin/sh\ntouch '${marker}'\n`)
      await chmod(path.join(hooks, name), 0o755)
    }
    await clone.push(remoteAt(origin), commitOf(hash, {}))
    await expect(readFile(marker)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each([
    ['a branch that is not there', (place: string) => clone.fetch(remoteAt(place), 'nothing'), 'not_found'],
    ['a folder that is no repository', () => clone.fetch(remoteAt(path.join(base, 'data')), 'main'), 'not_found'],
    ['a folder that nobody opened', (place: string) => clone.fetch(remoteAt(place, []), 'main'), 'invalid'],
    ['a host on a private network', () => clone.fetch(remoteAt('https://10.1.2.3/a.git'), 'main'), 'invalid'],
  ])('says what is wrong: %s', async (_what, work, code) => {
    await expect(work(origin)).rejects.toMatchObject({ name: 'AppError', code })
  })

  it('does not leave the folders that were opened by a link', async () => {
    const [inside, outside] = [path.join(base, 'open'), path.join(base, 'closed')]
    await mkdir(inside)
    git(base, 'clone', '--quiet', '--bare', origin, outside)
    await symlink(outside, path.join(inside, 'link.git'))
    await expect(clone.fetch(remoteAt(path.join(inside, 'link.git'), [inside]), 'main')).rejects.toMatchObject({ details: { reason: 'git_folder' } })
  })
})
