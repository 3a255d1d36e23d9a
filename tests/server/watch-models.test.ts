import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** A person edits the model folder of a running product; nobody asks for a compilation. */

let base: string
let models: string
let atrium: Atrium
let client: ApiClient
let project: string

const orders = (metrics: string): string => `models:
  - name: orders
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: amount
        meta:
          dimension: { type: number }
          metrics:
${metrics}
`
const total = '            total_amount: { type: sum }\n'
const largest = '            largest_amount: { type: max }\n'

const metricsNow = async (): Promise<string[]> => {
  const explore = await client.results<{ tables: { orders: { metrics: Record<string, unknown> } } }>('GET', `${project}/explores/orders`)
  return Object.keys(explore.tables.orders.metrics).toSorted()
}
const problemsNow = async (): Promise<{ file: string; severity: string }[]> => client.results('GET', `/api/v1/app/problems/${project.split('/').at(-1)}`)
const soon = { timeout: 20_000, interval: 200 }

async function start(env: Record<string, string> = {}): Promise<void> {
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), env: { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ...env } })
  client = withToken(atrium.url, atrium.token)
  const [first] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  project = `/api/v1/projects/${first?.projectUuid}`
}

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-models-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await writeFile(path.join(models, 'orders.yml'), orders(total))
  await makeDatabase(path.join(base, 'data'), 'CREATE TABLE orders AS SELECT range AS id, range * 2 AS amount FROM range(3)')
  await start()
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

describe('editing the models of a running product', () => {
  it('shows a new metric, which can be asked for', async () => {
    expect(await metricsNow()).toEqual(['total_amount'])
    await writeFile(path.join(models, 'orders.yml'), orders(total + largest))
    await expect.poll(metricsNow, soon).toEqual(['largest_amount', 'total_amount'])
    const { rows } = await client.results<{ rows: Record<string, { value: { raw: number } }>[] }>('POST', `${project}/explores/orders/runQuery`, {
      exploreName: 'orders',
      dimensions: [],
      metrics: ['orders_largest_amount'],
      filters: {},
      sorts: [],
      limit: 10,
      tableCalculations: [],
    })
    expect(rows[0]?.['orders_largest_amount']?.value.raw).toBe(4)
  })

  it('keeps a broken file as a problem while the rest serves, and forgets it when it is mended', async () => {
    await writeFile(path.join(models, 'broken.yml'), 'models:\n  - name: [\n')
    await expect.poll(async () => (await problemsNow()).map(({ file }) => file), soon).toContain('broken.yml')
    expect(await metricsNow()).toEqual(['largest_amount', 'total_amount'])
    // As editors save: a new file, renamed over the old one.
    await writeFile(path.join(models, 'broken.yml~'), 'models: []\n')
    await rename(path.join(models, 'broken.yml~'), path.join(models, 'broken.yml'))
    await expect.poll(async () => (await problemsNow()).filter(({ severity }) => severity === 'error'), soon).toEqual([])
  })

  it('goes on serving while the folder is away, and takes the one that comes', async () => {
    await rm(models, { recursive: true })
    await expect.poll(() => atrium.output(), soon).toContain('could not be compiled; the last model goes on serving')
    expect(await metricsNow()).toEqual(['largest_amount', 'total_amount'])
    await mkdir(models)
    await writeFile(path.join(models, 'orders.yml'), orders(largest))
    await expect.poll(metricsNow, soon).toEqual(['largest_amount'])
  })

  it('does none of this when it is switched off', async () => {
    await atrium.stop({ keepData: true })
    await start({ ATRIUM_WATCH_MODELS: 'false' })
    await writeFile(path.join(models, 'orders.yml'), orders(total))
    // Longer than a watch would ever wait; a slow machine can only make this pass, never fail.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    expect(await metricsNow()).toEqual(['largest_amount'])
    const { changed } = await client.results<{ changed: boolean }>('POST', `/api/v1/app/compile/${project.split('/').at(-1)}`)
    expect([changed, await metricsNow()]).toEqual([true, ['total_amount']])
  })
})
