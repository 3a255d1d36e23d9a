import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** Models of a project in a repository on disk. */

const modelOf = (label: string): string => `models:
  - name: orders
    meta: {label: ${label}, primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
`

let base: string
let origin: string
let work: string
let house: WithPeople
let admin: ApiClient

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@people.example', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim()

async function push(text: string, subject: string): Promise<void> {
  git(work, 'pull', '--quiet', '--rebase')
  await writeFile(path.join(work, 'models', 'orders.yml'), text)
  git(work, 'add', '--all')
  git(work, 'commit', '--quiet', '--message', subject)
  git(work, 'push', '--quiet')
}

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-repositories-'))
  const seed = path.join(base, 'seed')
  origin = path.join(base, 'origin.git')
  work = path.join(base, 'work')
  await mkdir(path.join(seed, 'models'), { recursive: true })
  await writeFile(path.join(seed, 'models', 'orders.yml'), modelOf('From git'))
  await writeFile(path.join(seed, 'notes.yml'), 'not: a model of this project\n')
  git(seed, 'init', '--quiet')
  git(seed, 'add', '--all')
  git(seed, 'commit', '--quiet', '--message', 'Models')
  git(base, 'clone', '--quiet', '--bare', seed, origin)
  git(base, 'clone', '--quiet', origin, work)
  house = await startWithPeople({
    files: { 'orders.yml': modelOf('From a folder') },
    statements: ['CREATE TABLE orders AS SELECT range AS order_id FROM range(10)'],
    env: { ATRIUM_GIT_FOLDERS: base, ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' },
  })
  admin = house.as.admin
})
afterAll(async () => {
  await house.stop()
  await rm(base, { recursive: true, force: true })
})

const settings = (change: object = {}): object => ({
  provider: 'git',
  remote: origin,
  branch: 'main',
  folder: 'models',
  readsModels: true,
  username: null,
  knownHosts: null,
  ...change,
})
const repository = (client = admin) => client.results('GET', `/api/v1/app/repositories/${house.projectUuid}`)
const connect = (change: object = {}): Promise<unknown> => admin.results('PUT', `/api/v1/app/repositories/${house.projectUuid}`, settings(change))
const labelServed = async (): Promise<string> => (await admin.results<{ label: string }>('GET', `/api/v1/projects/${house.projectUuid}/explores/orders`)).label

/** Pulls as the page does; answers how the job ended. */
async function pull(client = admin): Promise<{ jobStatus: string }> {
  const { jobUuid } = await client.results<{ jobUuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/refresh`)
  for (;;) {
    const job = await client.results<{ jobStatus: string }>('GET', `/api/v1/jobs/${jobUuid}`)
    if (job.jobStatus === 'DONE' || job.jobStatus === 'ERROR') return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const commit = (body: object, client = admin) =>
  client.post(`/api/v1/app/repositories/${house.projectUuid}/commits`, {
    files: [{ path: 'orders.yml', text: modelOf('Committed here') }],
    message: 'Change it',
    branch: null,
    from: null,
    ...body,
  })

describe('models in a repository', () => {
  it('are read at the last commit of the branch, and serve', async () => {
    expect(await repository()).toBeNull()
    expect(await labelServed()).toBe('From a folder')
    await connect()
    expect(await pull()).toMatchObject({ jobStatus: 'DONE' })
    expect(await labelServed()).toBe('From git')
    expect(await repository()).toMatchObject({ lastCommit: { hash: git(origin, 'rev-parse', 'main'), subject: 'Models', author: 'Ada' }, failure: null })
    await push(modelOf('Pushed'), 'Second')
    await pull()
    expect([await labelServed(), await repository()]).toEqual([
      'Pushed',
      expect.objectContaining({ lastCommit: expect.objectContaining({ subject: 'Second' }) as unknown }) as unknown,
    ])
  })

  it('are not written in place: a change is a commit', async () => {
    const models = await admin.results<{ readOnly: string; files: { path: string }[] }>('GET', `/api/v1/app/models/${house.projectUuid}`)
    expect(models.readOnly).toBe('from_repository')
    const { version } = await admin.results<{ version: string }>('GET', `/api/v1/app/models/${house.projectUuid}/file?path=orders.yml`)
    const saved = await admin.put(`/api/v1/app/models/${house.projectUuid}/file`, { path: 'orders.yml', text: modelOf('Here'), version })
    expect([saved.status, JSON.stringify(saved.body)]).toEqual([400, expect.stringContaining('Commit your change') as string])
    const answer = await commit({ branch: 'better-label' })
    expect(answer.body).toMatchObject({ results: { branch: 'better-label', url: null, title: 'Change it' } })
    expect(git(origin, 'show', 'better-label:models/orders.yml')).toContain('Committed here')
    expect(git(origin, 'log', '-1', '--format=%an %ae', 'better-label')).toBe(`admin Test ${house.email('admin')}`)
    expect(await labelServed()).toBe('Pushed')
  })

  it('go to the branch itself as long as nobody else was faster', async () => {
    const before = (await repository())['lastCommit'] as { hash: string }
    await push(modelOf('Faster'), 'Somebody was faster')
    expect((await commit({ branch: 'main', from: before.hash })).status).toBe(409)
    expect((await commit({ branch: 'main' })).status).toBe(200)
    expect((await commit({ branch: 'better-label' })).status).toBe(409)
    await pull()
    expect(await labelServed()).toBe('Committed here')
  })

  it('get metrics of charts on a branch', async () => {
    expect(await admin.results('GET', `/api/v1/app/write-back/${house.projectUuid}`)).toEqual({ way: 'branch' })
    expect(await admin.results('GET', `/api/v1/projects/${house.projectUuid}/git-integration`)).toEqual({ enabled: false })
    const metrics = [{ table: 'orders', name: 'highest', type: 'max', sql: '${TABLE}.order_id' }]
    const { committed } = await admin.results<{ committed: { branch: string } }>('POST', `/api/v1/app/write-back/${house.projectUuid}`, { metrics })
    expect(git(origin, 'show', `${committed.branch}:models/orders.yml`)).toContain('highest: { type: max')
  })

  it('go on serving when the repository cannot be read, and the page says why', async () => {
    await connect({ branch: 'gone' })
    expect(await pull()).toMatchObject({ jobStatus: 'ERROR' })
    expect(await repository()).toMatchObject({ failure: expect.stringContaining('There is no such branch') as string })
    await connect({ folder: 'empty' })
    expect(await pull()).toMatchObject({ jobStatus: 'ERROR' })
    expect(await repository()).toMatchObject({ failure: expect.stringContaining('There are no model files in "empty"') as string })
    expect(await labelServed()).toBe('Committed here')
    await connect()
    await pull()
    expect(await repository()).toMatchObject({ failure: null })
  })

  it.each([
    ['another protocol', { remote: 'ext::sh -c touch% /tmp/x' }],
    ['a password in the address', { remote: 'https://ada:secret@git.example/a.git' }],
    ['an option in place of an address', { remote: '--upload-pack=touch /tmp/x' }],
    ['an option in place of a host', { remote: 'ssh://-oProxyCommand=x/a.git' }],
    ['an option in place of a branch', { branch: '--exec=x' }],
    ['a way up', { folder: '../other' }],
    ['no name of GitHub', { provider: 'github', remote: 'https://github.com/a/b' }],
  ])('come from no place like that: %s', async (_what, change) => {
    expect((await admin.put(`/api/v1/app/repositories/${house.projectUuid}`, settings(change))).status).toBe(400)
  })

  it('come from no folder that was not opened, and from no closed network', async () => {
    await connect({ remote: path.join(house.dataDir, 'repositories') })
    await pull()
    expect(await repository()).toMatchObject({ failure: expect.stringContaining('ATRIUM_GIT_FOLDERS') as string })
    await connect({ remote: 'https://10.1.2.3/a.git' })
    await pull()
    expect(await repository()).toMatchObject({ failure: expect.stringContaining('private network') as string })
  })

  it('are changed by those who write models, and connected by administrators', async () => {
    await connect()
    const by = house.as
    expect((await by.editor.get(`/api/v1/app/repositories/${house.projectUuid}`)).status).toBe(403)
    expect((await by.foreigner.get(`/api/v1/app/repositories/${house.projectUuid}`)).status).toBe(403)
    expect((await by.developer.put(`/api/v1/app/repositories/${house.projectUuid}`, settings())).status).toBe(403)
    expect((await commit({}, by.editor)).status).toBe(403)
    expect((await commit({ files: [{ path: '../../etc/x.yml', text: '' }] }, by.developer)).status).toBe(400)
    expect((await commit({ files: [{ path: '.github/workflows/x.yml', text: '' }] }, by.developer)).status).toBe(400)
    expect((await commit({ branch: 'of-a-developer' }, by.developer)).status).toBe(200)
  })

  it('stay as files of the project when it is disconnected', async () => {
    await pull()
    await admin.results('DELETE', `/api/v1/app/repositories/${house.projectUuid}`)
    expect(await repository()).toBeNull()
    const models = await admin.results<{ readOnly: string | null }>('GET', `/api/v1/app/models/${house.projectUuid}`)
    expect(models.readOnly).toBeNull()
    await admin.results('POST', `/api/v1/app/compile/${house.projectUuid}`)
    expect(await labelServed()).toBe('Committed here')
  })

  it('take their place a second time a day, and what was the project’s own is set aside', async () => {
    for (const _time of [1, 2]) {
      await connect()
      await pull()
      await admin.results('DELETE', `/api/v1/app/repositories/${house.projectUuid}`)
    }
    await admin.results('POST', `/api/v1/app/compile/${house.projectUuid}`)
    expect(await labelServed()).toBe('Committed here')
    const folders = readdirSync(path.join(house.dataDir, 'models')).filter((name) => name.startsWith(house.projectUuid))
    expect(folders.filter((name) => name.includes('.deleted-')).length).toBeGreaterThanOrEqual(2)
    expect(folders.filter((name) => name.includes('.partial-'))).toEqual([])
  })
})

it('a password goes to its own address only, and is in no list of processes, answer or log', async () => {
  const secret = 'a-token-that-nobody-may-see'
  const seen: string[] = []
  let inProcesses: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization ?? '')
    inProcesses = commandLines().filter((line) => line.includes(secret) || line.includes(Buffer.from(`ada:${secret}`).toString('base64')))
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models.git`
  await admin.results('PUT', `/api/v1/app/repositories/${house.projectUuid}`, { ...settings({ remote, username: 'ada' }), secret })
  expect(await pull()).toMatchObject({ jobStatus: 'ERROR' })
  expect(seen[0]).toBe(`Basic ${Buffer.from(`ada:${secret}`).toString('base64')}`)
  expect(inProcesses).toEqual([])
  expect(await repository()).toMatchObject({ hasSecret: true, failure: expect.stringContaining('does not accept these credentials') as string })
  const shown = JSON.stringify([await repository(), (await admin.get('/api/v1/app/audit?limit=200')).body]) + house.output()
  expect(shown).not.toContain(secret)
  // At another address it has to be entered again.
  expect(await connect({ remote: 'http://127.0.0.1:1/models.git' })).toMatchObject({ hasSecret: false })
  server.closeAllConnections()
  server.close()
})

/** The command lines of all processes, where the system has them as files. */
const commandLines = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/cmdline`, 'utf8')]
      } catch {
        return []
      }
    })
