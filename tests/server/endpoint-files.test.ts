import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** Endpoints as files: out, in, in the format of another command line, and by the commands for them. */

let house: WithPeople
let folder: string

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: region, meta: {metrics: {orders: {type: count}}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT ['north', 'south'][range % 2 + 1] AS region FROM range(9)"],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Closed', isPrivate: true })
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-endpoint-files-'))
})
afterAll(async () => {
  await house.stop()
  await rm(folder, { recursive: true, force: true })
})

type Outcome = {
  changes: { action: string; kind: string; slug: string; after: string | null }[]
  problems: { line: number; message: string }[]
  notes: { severity: string; message: string }[]
  applied: boolean
}
const push = (files: Record<string, string>, more: object = {}, who: Person = 'developer'): Promise<Outcome> =>
  house.as[who].results('POST', `/api/v1/app/content-files/${house.projectUuid}`, {
    files: Object.entries(files).map(([at, text]) => ({ path: at, text })),
    ...more,
  })
const pulled = async (who: Person = 'developer'): Promise<Record<string, string>> => {
  const { files } = await house.as[who].results<{ files: { path: string; kind: string; text: string }[] }>(
    'GET',
    `/api/v1/app/content-files/${house.projectUuid}?kind=endpoint`,
  )
  return Object.fromEntries(files.map((file) => [file.path, file.text]))
}
const actions = ({ changes }: Outcome): string[] => changes.map(({ action, kind, slug }) => `${action} ${kind} ${slug}`)
const door = (rest: string, method = 'GET', body?: unknown): Promise<ApiAnswer> =>
  house.as.developer.call(method, `/api/projects/@current/endpoints/${rest}`, body)
const version = async (name: string): Promise<unknown> => ((await door(`${name}/`)).body as { current_version: number }).current_version
const rows = async (name: string, variables: object = {}): Promise<unknown> =>
  ((await door(`${name}/run/`, 'POST', { variables })).body as { results: unknown }).results

const byRegion = `# Asked for by the shop
kind: endpoint
name: By_Region
description: Orders of one region
spaceSlug: shared
query: |
  -- all of them
  SELECT region, count(*) AS n FROM orders WHERE region = {variables.region} GROUP BY 1
variables:
  - { name: region, type: string, default: north }
tags: [shop]
freshnessSeconds: 3600
version: 1
`
const byMetric = `kind: endpoint
name: all-orders
spaceSlug: shared
tableName: orders
metricQuery:
  metrics: [orders_orders]
  dimensions: [orders_region]
isActive: false
version: 1
`

describe('endpoints in files', () => {
  it('are made, and come out as they went in', async () => {
    const outcome = await push({ 'a.yml': byRegion, 'b.yml': byMetric })
    expect([outcome.problems, outcome.notes, actions(outcome)]).toEqual([[], [], ['create endpoint By_Region', 'create endpoint all-orders']])
    expect(await rows('By_Region')).toEqual([['north', 5]])
    expect(await rows('By_Region', { region: 'south' })).toEqual([['south', 4]])
    const files = await pulled()
    expect(Object.keys(files)).toEqual(['endpoints/By_Region.yml', 'endpoints/all-orders.yml'])
    expect(files['endpoints/By_Region.yml']).toBe(
      `kind: endpoint
name: By_Region
description: Orders of one region
spaceSlug: shared
query: |-
  -- all of them
  SELECT region, count(*) AS n FROM orders WHERE region = {variables.region} GROUP BY 1
variables:
  - name: region
    type: string
    default: north
tags:
  - shop
freshnessSeconds: 3600
version: 1
`,
    )
    expect(files['endpoints/all-orders.yml']).toContain('isActive: false')
    // Neither what was pushed nor what came out changes anything.
    for (const again of [{ 'a.yml': byRegion, 'b.yml': byMetric }, files]) {
      expect(actions(await push(again))).toEqual(['unchanged endpoint By_Region', 'unchanged endpoint all-orders'])
    }
    expect([await version('By_Region'), await version('all-orders')]).toEqual([1, 1])
  })

  it('make a new version of another question, and none of other switches', async () => {
    expect(actions(await push({ 'a.yml': byRegion.replace('3600', '900').replace('of one', 'in one').replace('[shop]', '[shop, new]') }))).toEqual([
      'update endpoint By_Region',
    ])
    expect(await version('By_Region')).toBe(1)
    expect(((await door('By_Region/')).body as { description: string; tags: string[] }).description).toBe('Orders in one region')
    await push({ 'a.yml': byRegion.replace('default: north', 'default: south') })
    expect([await version('By_Region'), await rows('By_Region')]).toEqual([2, [['south', 4]]])
    await push({ 'a.yml': byRegion })
    expect(await version('By_Region')).toBe(3)
  })

  it('may leave out the space and what is defined already', async () => {
    const short = byRegion.replace('spaceSlug: shared\n', '').replace(/variables:\n.*\n/, '')
    expect(actions(await push({ 'a.yml': short }))).toEqual(['unchanged endpoint By_Region'])
  })

  it('say where something is wrong', async () => {
    const problems = async (text: string): Promise<string[]> => {
      const outcome = await push({ 'a.yml': text })
      expect(outcome.applied).toBe(false)
      return outcome.problems.map(({ line, message }) => `${line} ${message}`)
    }
    expect(await problems(byRegion.replace('  - { name: region', '  - { name: more, type: number }\n  - { name: region'))).toEqual([
      expect.stringContaining('10 variables: the question does not use {variables.more}'),
    ])
    expect(await problems(byRegion.replace('type: string', 'type: number'))).toEqual([
      expect.stringMatching(/is of type string in this project|needs a number/),
    ])
    expect(await problems(byRegion.replace('query: |', 'qurey: |'))).toContainEqual(expect.stringContaining('has no key "qurey"'))
    expect(await problems(`${byMetric.replace('version: 1\n', '')}query: SELECT 1\nversion: 1\n`)).toEqual([
      expect.stringContaining('asks one thing; this one has query and metricQuery'),
    ])
    expect(await problems(byMetric.replace('tableName: orders', 'tableName: nothing'))).toEqual([expect.stringContaining('nothing')])
    expect(await problems(byRegion.replace('spaceSlug: shared', 'spaceSlug: shraed'))).toEqual([expect.stringContaining('there is no space "shraed"')])
    expect(await problems(byRegion.replace('FROM orders', 'FORM orders'))).toHaveLength(1)
    expect(await version('By_Region')).toBe(3)
  })

  it('change what their pusher may change by hand, and show what they may see', async () => {
    const refused = await house.as.viewer.post(`/api/v1/app/content-files/${house.projectUuid}`, {
      files: [{ path: 'a.yml', text: byRegion.replace('3600', '900') }],
    })
    expect(refused.status).toBe(403)
    await push({ 'c.yml': byMetric.replace('all-orders', 'hidden').replace('shared', 'closed') }, {}, 'admin')
    expect(Object.keys(await pulled('viewer'))).toEqual(['endpoints/By_Region.yml', 'endpoints/all-orders.yml'])
    expect(Object.keys(await pulled('admin'))).toContain('endpoints/hidden.yml')
  })

  it('go to the trash when no file holds them and that is asked for', async () => {
    const files = await house.as.admin.results<{ files: { path: string; text: string }[] }>('GET', `/api/v1/app/content-files/${house.projectUuid}`)
    const kept = Object.fromEntries(files.files.filter(({ path: at }) => at !== 'endpoints/hidden.yml').map((file) => [file.path, file.text]))
    expect(actions(await push(kept, { deletes: true }, 'admin'))).toContain('delete endpoint hidden')
    expect((await house.as.admin.get('/api/projects/@current/endpoints/hidden/')).status).toBe(404)
  })
})

describe('files of the PostHog command line', () => {
  const posthog = `name: of_region
description: Count by region
query: |
  SELECT count(*) AS n FROM orders WHERE region = {variables.area} AND 1 = {variables.one}
variables:
  - name: one
    type: integer
    default: 1
  - name: area
    type: String
    default: "north"
materialization:
  enabled: true
  schedule: 1hour
`
  it('are endpoints too, and that is said', async () => {
    const outcome = await push({ 'p.yml': posthog })
    expect([outcome.problems, actions(outcome)]).toEqual([[], ['create endpoint of_region']])
    expect(outcome.notes).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('PostHog format') as string },
      { severity: 'warning', message: expect.stringContaining('materialization') as string },
    ])
    expect(await rows('of_region', { area: 'south' })).toEqual([[4]])
    expect(((await door('of_region/')).body as { data_freshness_seconds: number }).data_freshness_seconds).toBe(3600)
    expect(actions(await push({ 'p.yml': posthog }))).toEqual(['unchanged endpoint of_region'])
    expect(actions(await push({ 'q.yml': (await pulled())['endpoints/of_region.yml'] ?? '' }))).toEqual(['unchanged endpoint of_region'])
    expect(await version('of_region')).toBe(1)
  })

  it('may have whole queries, and are refused where they say more than can be kept to', async () => {
    const whole = 'name: whole\nquery_definition:\n  kind: HogQLQuery\n  query: SELECT 1 AS one\n'
    expect(actions(await push({ 'p.yml': whole }))).toEqual(['create endpoint whole'])
    expect((await push({ 'p.yml': posthog.replace('1hour', 'never') })).problems).toMatchObject([
      { message: expect.stringContaining('freshnessSeconds') as string },
    ])
    expect((await push({ 'p.yml': `${posthog}owner: me\n` })).problems).toMatchObject([
      { line: 15, message: expect.stringContaining('no key "owner"') as string },
    ])
  })
})

describe('the commands', () => {
  const atrium = async (...given: string[]): Promise<{ code: number | null; out: string; err: string }> => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ATRIUM_URL: house.url, ATRIUM_TOKEN: 'atr_pat_test_of_developer_0123456789', CI: 'true' }
    const child = spawn(process.execPath, [path.join(process.cwd(), 'dist', 'cli.js'), ...given], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (said.out += piece))
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (said.err += piece))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, ...said }
  }

  it('list, show and run endpoints', async () => {
    expect((await atrium('endpoints', 'list')).out).toMatch(/^name +version +state +space +description\nall-orders +1 +off +Shared/)
    expect(JSON.parse((await atrium('endpoints', 'list', '--json')).out)).toMatchObject([{ name: 'all-orders' }, { name: 'By_Region' }, {}, {}])
    expect((await atrium('endpoints', 'get', 'By_Region')).out).toMatch(
      /version: 3\n[^]*FROM orders WHERE region[^]*variable +type +default\nregion +string +north/,
    )
    expect((await atrium('endpoints', 'run', 'By_Region')).out).toBe('region  n\nnorth   5\n')
    expect(JSON.parse((await atrium('endpoints', 'run', 'By_Region', '--var', 'region=south', '--json')).out)).toEqual([{ region: 'south', n: 4 }])
    expect((await atrium('endpoints', 'run', 'By_Region', '--version', '2', '--format', 'csv')).out).toBe('region,n\nsouth,4\n')
    expect(await atrium('endpoints', 'run', 'By_Region', '--var', 'regoin=south')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Unknown variable(s): regoin') as string,
    })
    expect(await atrium('endpoints', 'run', 'By_Region', '--var', 'south')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--var region=north') as string,
    })
    expect(await atrium('endpoints', 'get', 'nothing')).toMatchObject({ code: 1, err: expect.stringContaining('no endpoint "nothing"') as string })
  })

  it('pull, edit and push them; comments stay', async () => {
    await mkdir(path.join(folder, 'content'))
    await writeFile(path.join(folder, 'content', 'mine.yml'), byRegion)
    expect(await atrium('pull')).toMatchObject({ code: 0 })
    const mine = (): Promise<string> => readFile(path.join(folder, 'content', 'mine.yml'), 'utf8')
    expect(await mine()).toBe(byRegion)
    expect(await readFile(path.join(folder, 'content', 'endpoints', 'whole.yml'), 'utf8')).toContain('query: SELECT 1 AS one')
    await writeFile(path.join(folder, 'content', 'mine.yml'), byRegion.replace('count(*) AS n', 'count(*) AS orders'))
    expect(await atrium('diff')).toMatchObject({ code: 1, out: expect.stringContaining('+  SELECT region, count(*) AS orders') as string })
    expect(await atrium('push')).toMatchObject({ code: 0, out: expect.stringContaining('~ update endpoint By_Region') as string })
    expect(await atrium('push')).toMatchObject({ code: 0, out: expect.stringContaining('no changes') as string })
    await push({ 'a.yml': byRegion })
    expect(await atrium('pull')).toMatchObject({ code: 0 })
    expect(await mine()).toContain('# Asked for by the shop')
    expect(await mine()).toContain('count(*) AS n')
    await writeFile(path.join(folder, 'content', 'posthog.yml'), 'name: whole2\nquery: SELECT 2 AS two\n')
    expect(await atrium('validate', 'content', '--offline')).toMatchObject({
      code: 0,
      err: expect.stringContaining('posthog.yml:1:1: warning: This file is in the PostHog format') as string,
    })
  })
})

describe('a preview of the project', () => {
  it('has copies of endpoints at their newest version, with variables of its own', async () => {
    const { results: preview } = (
      await house.as.admin.post(`/api/v1/projects/${house.projectUuid}/createPreview`, { name: 'Copy', copyContent: true, deleteAfter: null })
    ).body as { results: string }
    const there = (rest: string, method = 'GET', body?: unknown): Promise<ApiAnswer> =>
      house.as.developer.call(method, `/api/projects/${preview}/endpoints/${rest}`, body)
    expect((await there('')).body).toMatchObject({ count: 4 })
    expect((await there('By_Region/')).body).toMatchObject({ current_version: 1, description: 'Orders of one region', tags: ['shop'] })
    expect((await there('By_Region/run/', 'POST', { variables: { region: 'south' } })).body).toMatchObject({ results: [['south', 4]] })
    // Changed there, it stays as it is here.
    const files = { files: [{ path: 'a.yml', text: byRegion.replace('default: north', 'default: south') }] }
    expect(actions(await house.as.developer.results<Outcome>('POST', `/api/v1/app/content-files/${preview}`, files))).toEqual(['update endpoint By_Region'])
    expect([(await there('By_Region/')).body, await rows('By_Region')]).toMatchObject([{ current_version: 2 }, [['north', 5]]])
    await house.as.admin.results('DELETE', `/api/v1/org/projects/${preview}`)
  })
})
