import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCliShells, type CliShell, type CliShells } from '../harness/cli-shell.ts'
import { root, startAtrium, type Atrium } from '../harness/start-atrium.ts'

let server: Atrium
let shells: CliShells
beforeAll(async () => {
  server = await startAtrium()
  shells = await createCliShells(server)
})
afterAll(async () => {
  await server.stop()
  await shells.remove()
})

const inCi = (): Record<string, string> => shells.inCi
const newShell = (): Promise<CliShell> => shells.open()

/** Runs the commands of a page one after the other; all of them have to work. */
async function runPage(file: string): Promise<{ shell: CliShell; outputs: string[] }> {
  const page = await readFile(file, 'utf8')
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) => (block[1] ?? '').trim().split('\n'))
  const shell = await newShell()
  const outputs: string[] = []
  for (const command of commands) {
    const ended = await shell(command.replaceAll('http://localhost:8080', server.url))
    expect(ended, `${command}\n${ended.out}\n${ended.err}`).toMatchObject({ code: 0 })
    outputs.push(ended.out)
  }
  return { shell, outputs }
}

describe('docs/agents.md', () => {
  it('holds commands by which an agent’s tools answer', async () => {
    const { outputs } = await runPage('docs/agents.md')
    expect(outputs.map((out) => (JSON.parse(out) as { result: object }).result)).toMatchObject([
      { structuredContent: { metrics: expect.arrayContaining([expect.objectContaining({ id: 'order_items_revenue' })]) as object[] } },
      { tools: expect.arrayContaining([expect.objectContaining({ name: 'query_metrics' })]) as object[] },
    ])
  })
})

describe('docs/cli.md', () => {
  it('holds only commands that work, one after the other', async () => {
    const { shell, outputs } = await runPage('docs/cli.md')
    expect(outputs.length).toBeGreaterThan(25)
    expect(await readdir(path.join(shell.folder, 'content'))).toEqual(['charts', 'dashboards', 'notebooks', 'spaces'])
  }, 180_000)

  it('names every command, and each says how it is used', async () => {
    const shell = await newShell()
    const { out } = await shell('atrium --help')
    const names = [...out.matchAll(/^ {2}atrium ([a-z-]+(?: [a-z]+)?)/gm)].map((match) => match[1] ?? '')
    expect(names.length).toBeGreaterThan(20)
    const page = (await readFile('docs/cli.md', 'utf8')) + (await readFile('README.md', 'utf8'))
    const own = /^(start|restore|audit verify|config)/
    expect(names.filter((name) => !own.test(name) && !page.includes(`atrium ${name}`))).toEqual([])
    for (const name of names) expect((await shell(`atrium ${name} --help`)).out).toMatch(/^[A-Z][^]*Usage: atrium [^]*Examples:\n {2}atrium /)
  })
})

describe('signing in', () => {
  it('keeps the token for one user and one server', async () => {
    const shell = await newShell()
    expect(await shell(`atrium login ${server.url} --token-stdin < token.txt`)).toMatchObject({ code: 0 })
    const file = path.join(shell.folder, '.config', 'atrium', 'credentials.json')
    expect([(await stat(file)).mode & 0o777, (await stat(path.dirname(file))).mode & 0o777]).toEqual([0o600, 0o700])
    expect((await shell('atrium whoami')).out).toContain(server.adminEmail)
    expect(await shell('atrium whoami --url http://localhost:9')).toMatchObject({
      code: 3,
      err: expect.stringContaining('not signed in to http://localhost:9') as string,
    })
    await shell('atrium logout')
    expect(await shell('atrium whoami')).toMatchObject({ code: 3, err: expect.stringContaining('atrium login') as string })
  })

  it('says with its exit code what went wrong', async () => {
    const shell = await newShell()
    expect(await shell('atrium whoami', { ...inCi(), ATRIUM_TOKEN: 'unknown' })).toMatchObject({ code: 3 })
    expect(await shell('atrium whoami', { ...inCi(), ATRIUM_URL: 'http://localhost:9' })).toMatchObject({
      code: 4,
      err: expect.stringContaining('cannot be reached') as string,
    })
    expect(await shell('atrium pul', inCi())).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "atrium pull"?') as string })
    expect(await shell('atrium push --dry', inCi())).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean --dry-run?') as string })
    expect(await shell('atrium query --chart revenue-by-category -l 3 -s x', inCi())).toMatchObject({
      code: 2,
      err: expect.stringContaining('--sort, --limit cannot change it') as string,
    })
    expect(await shell('atrium project use', inCi())).toMatchObject({ code: 2 })
    const { code, err } = await shell('atrium query nothing -m x --json', inCi())
    expect([code, JSON.parse(err)]).toMatchObject([1, { error: { exitCode: 1 } }])
    expect(await shell(`atrium login ${server.url} --no-input`)).toMatchObject({ code: 2, err: expect.stringContaining('--token-stdin') as string })
  })
})

describe('content', () => {
  const chart = 'content/charts/revenue-by-category.yml'

  it('is edited in files: comments stay, a change shows in the diff, and gets there', async () => {
    const shell = await newShell()
    await shell('atrium pull', inCi())
    const file = path.join(shell.folder, chart)
    const pulled = await readFile(file, 'utf8')
    await writeFile(file, `# Asked for by finance\n${pulled.replace('limit: 500', 'limit: 40')}`)
    const differing = await shell('atrium diff', inCi())
    expect([differing.code, differing.out]).toEqual([1, expect.stringMatching(/^-  limit: 500\n\+  limit: 40$/m)])
    expect(await shell('atrium push', inCi())).toMatchObject({ code: 0, out: expect.stringContaining('~ update chart revenue-by-category') as string })
    expect(await shell('atrium diff', inCi())).toMatchObject({ code: 0 })
    await shell('atrium pull', inCi())
    expect(await readFile(file, 'utf8')).toBe(`# Asked for by finance\n${pulled.replace('limit: 500', 'limit: 40')}`)
    await writeFile(file, pulled)
    expect(await shell('atrium push', inCi())).toMatchObject({ code: 0 })
  })

  it('is refused whole when one file is wrong, with its place', async () => {
    const shell = await newShell()
    await shell('atrium pull', inCi())
    const text = await readFile(path.join(shell.folder, chart), 'utf8')
    await writeFile(path.join(shell.folder, chart), text.replace('  limit: ', '  limti: '))
    await writeFile(path.join(shell.folder, 'content', 'half.yml'), text.slice(0, -14))
    await writeFile(path.join(shell.folder, 'content', 'other.yml'), 'kind: space\nslug: never-made\nname: Never\nversion: 1\n')
    const { code, err } = await shell('atrium push', inCi())
    expect([code, err]).toEqual([1, expect.stringMatching(/revenue-by-category\.yml:\d+:3: error: metricQuery\.limti: .*Did you mean limit\?/)])
    expect(err).toMatch(/half\.yml:1:1: error: version is missing/)
    expect((await shell('atrium validate content --offline --json', inCi())).code).toBe(1)
    await writeFile(path.join(shell.folder, 'content', 'large.yml'), Buffer.alloc(10_000_000, 'a'))
    expect(await shell('atrium push', inCi())).toMatchObject({ code: 1, err: expect.stringContaining('large.yml:1:1: the file has 10 MB') as string })
    const empty = await newShell()
    await empty('atrium pull', inCi())
    expect(await readdir(path.join(empty.folder, 'content', 'spaces'))).toEqual(['flights.yml', 'shop.yml'])
  })

  it('is deleted only with a yes', async () => {
    const shell = await newShell()
    await shell('atrium preview start for-deletion', inCi())
    const preview = { ...inCi(), ATRIUM_PROJECT: 'for-deletion' }
    await shell('atrium pull', preview)
    await rm(path.join(shell.folder, 'content', 'dashboards', 'us-flights.yml'))
    expect(await shell('atrium push --delete', preview)).toMatchObject({ code: 2, err: expect.stringContaining('--yes') as string })
    expect(await shell('atrium push --delete --yes', preview)).toMatchObject({
      code: 0,
      out: expect.stringContaining('- delete dashboard us-flights') as string,
    })
    expect(await shell('atrium preview stop "Atrium demo"', inCi())).toMatchObject({ code: 2 })
    expect(await shell('atrium preview stop for-deletion', inCi())).toMatchObject({ code: 0 })
  })
})

describe('journey 20: promoting', () => {
  it('carries what changed to the upstream project, and then there is nothing left to do', async () => {
    const shell = await newShell()
    await shell('atrium preview start staging', inCi())
    const staging = { ...inCi(), ATRIUM_PROJECT: 'staging' }
    await shell('atrium pull', staging)
    const file = path.join(shell.folder, 'content', 'charts', 'revenue-total.yml')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^name: .*$/m, 'name: Revenue of all time'))
    expect(await shell('atrium push', staging)).toMatchObject({ code: 0 })
    const planned = await shell('atrium promote dashboard shop-overview --dry-run', staging)
    expect(planned.out).toContain('update chart revenue-total')
    expect(await shell('atrium promote dashboard shop-overview', staging)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Promoted to "Atrium demo"') as string,
    })
    expect(await shell('atrium promote dashboard shop-overview', staging)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing to do') as string })
    await shell('atrium preview stop staging', inCi())
  })
})

describe('journey 19: changing a metric', () => {
  it('in a preview shows what breaks before anybody is served it', async () => {
    const shell = await newShell()
    await shell('atrium preview start renamed', inCi())
    const preview = { ...inCi(), ATRIUM_PROJECT: 'renamed' }
    const models = path.join(shell.folder, 'models')
    await shell(`cp -r '${path.join(root, 'examples', 'demo', 'models')}' models`)
    expect(await shell('atrium deploy models', preview)).toMatchObject({ code: 0 })
    expect(await shell('atrium validate', preview)).toMatchObject({ code: 0 })
    const orders = path.join(models, 'shop', 'order_items.yml')
    await writeFile(orders, (await readFile(orders, 'utf8')).replaceAll('units_sold', 'units'))
    expect(await shell('atrium deploy models', preview)).toMatchObject({ code: 0 })
    const { code, out } = await shell('atrium validate', preview)
    expect([code, out]).toEqual([1, expect.stringContaining('order_items_units_sold')])
    expect(await shell('atrium validate', inCi())).toMatchObject({ code: 2 })
    expect(await shell('atrium validate', { ...inCi(), ATRIUM_PROJECT: 'Atrium demo' })).toMatchObject({ code: 0 })
    await shell('atrium preview stop renamed', inCi())
  })

  it('models of a folder are kept like it, and taken back', async () => {
    const shell = await newShell()
    const folder = path.join(shell.folder, 'semantic')
    const model = (id: string): string =>
      `id: ${id}\nbase_sql_table: orders\ndimensions: [{id: order_id, type: number, unique: true}]\nmeasures: [{id: n, func: count}]\n`
    await mkdir(folder)
    await writeFile(path.join(folder, 'a.yml'), `${model('ingested_a')}---\n${model('ingested_b')}`)
    const ci = { ...inCi(), ATRIUM_PROJECT: 'Atrium demo' }
    const said = (text: string): unknown => ({ code: 0, out: expect.stringContaining(text) as string })
    expect(await shell('atrium models ingest semantic --into ci --dry-run', ci)).toMatchObject(said('would have 2 models') as object)
    expect(await shell('atrium models ingest semantic --into ci', ci)).toMatchObject(said('1 new files') as object)
    expect(await shell('atrium models ingest semantic --into ci', ci)).toMatchObject(said('is as it was') as object)
    await writeFile(path.join(folder, 'a.yml'), model('orders'))
    const taken = await shell('atrium models ingest semantic --into ci', ci)
    expect([taken.code, taken.out, taken.err]).toEqual([1, expect.stringContaining('Nothing was changed'), expect.stringContaining('orders')])
    expect(await shell('atrium models ingest --undo --into ci', ci)).toMatchObject(said('1 are gone') as object)
    expect(await shell('atrium models ingest semantic --undo', ci)).toMatchObject({ code: 2 })
    await writeFile(path.join(folder, 'a.yml'), 'hello: 1\n')
    expect(await shell('atrium models ingest semantic', ci)).toMatchObject({ code: 1, err: expect.stringContaining('No model can be taken over') as string })
  })
})
