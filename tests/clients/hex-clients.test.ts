import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareHex, type HexFacts } from '../conform/hex-cases.ts'
import { call } from '../engines/engine.ts'
import { pythonWith } from '../engines/python-session.ts'
import { withToken } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** What schedulers do with apps by clients that know Hex: with another address, and nothing else changed. */

let atrium: Atrium
let facts: HexFacts
let home: string

beforeAll(async () => {
  atrium = await startAtrium()
  facts = await prepareHex(withToken(atrium.url, atrium.token))
  home = await mkdtemp(path.join(tmpdir(), 'atrium-hex-clients-'))
})
afterAll(async () => {
  await atrium.stop()
  await rm(home, { recursive: true, force: true })
})

type Step = { step: string; gives?: unknown; failed?: string; with?: string }

/** What came of each step: what it gave, or the name of the error and what it said. */
async function stepsOf(client: string, ...packages: string[]): Promise<Record<string, unknown>> {
  const python = await pythonWith(`hex-${client}`, ...packages)
  // One of the clients refuses names without a dot.
  const url = atrium.url.replace('localhost', '127.0.0.1')
  const program = path.join(import.meta.dirname, 'hex_client.py')
  // Both keep things in the home folder of whoever runs them.
  const kept = [`AIRFLOW_HOME=${home}/airflow`, `PREFECT_HOME=${home}/prefect`, `DAGSTER_HOME=`]
  const said = await call('env', [...kept, python, program, client, url, atrium.token, facts.appUuid, facts.slowUuid])
  const lines = said
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{"step"'))
  const steps = lines.map((line) => JSON.parse(line) as Step)
  return Object.fromEntries(steps.map(({ step, gives, failed, with: told }) => [step, failed === undefined ? gives : `${failed}: ${told}`]))
}

const saying = (text: string): unknown => expect.stringContaining(text)

it('airflow-provider-hex runs an app, waits for it, gives up and cancels', async () => {
  expect(await stepsOf('airflow', 'airflow-provider-hex==0.1.9', 'apache-airflow<3')).toEqual({
    'run and poll': 'COMPLETED',
    'run with an input that does not fit': saying('HTTPError: 422'),
    'run until it takes too long': saying('timed out'),
    cancel: true,
    'status of what was cancelled': 'KILLED',
    'cancel again': saying('HTTPError: 422'),
    'a token that is wrong': saying('HTTPError: 401'),
  })
})

it('dagster-hex finds apps, runs one and waits for it, and cancels until it is refused', async () => {
  expect(await stepsOf('dagster', 'dagster-hex==0.1.10')).toEqual({
    projects: true,
    details: 'Conforms',
    'run and poll': 'COMPLETED',
    'run with an input that does not fit': saying('least (number)'),
    'dry run': 1,
    cancel: saying('422'),
    'status of what was cancelled': 'KILLED',
    'a token that is wrong': saying('401'),
  })
})

it('prefect-hex reads every answer by its own models', async () => {
  expect(await stepsOf('prefect', 'prefect-hex==0.2.1', 'prefect<3')).toEqual({
    'run and poll': 'COMPLETED',
    runs: true,
    'run with an input that does not fit': saying('least (number)'),
    cancel: null,
    'status of what was cancelled': 'KILLED',
    'cancel again': saying('This run has ended'),
    'a token that is wrong': saying('not recognised'),
  })
})

it('hex-toolkit turns pages, runs, cancels and embeds, with answers checked by its models', async () => {
  expect(await stepsOf('toolkit', 'hex-toolkit==0.6.0')).toEqual({
    'a page of projects': [1, true],
    'the next page': true,
    'a project': 'Conforms',
    status: true,
    runs: 1,
    cancel: null,
    'cancel again': saying('This run has ended'),
    'run with an input that does not fit': saying('least (number)'),
    'a page to embed': true,
    'a token that is wrong': saying('HexAuthenticationError'),
  })
})

it('the source of DataHub for Hex reads apps, the tables that they ask, and data connections', async () => {
  const python = await pythonWith('hex-datahub', 'acryl-datahub[hex]==1.7.0.17')
  const url = atrium.url.replace('localhost', '127.0.0.1')
  const said = await call('env', [`HOME=${home}`, python, path.join(import.meta.dirname, 'datahub_client.py'), url, atrium.token, facts.projectUuid])
  const table = (name: string): string => `urn:li:dataset:(urn:li:dataPlatform:duckdb,main.${name},PROD)`
  expect(JSON.parse(said.trim().split('\n').at(-1) ?? '')).toEqual({
    apps: expect.objectContaining({ Conforms: [], 'Category desk': ['customers', 'order_items', 'orders', 'products'].map(table) }) as object,
    failures: [],
    warnings: [],
  })
})
