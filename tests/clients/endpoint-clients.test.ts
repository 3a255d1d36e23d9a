import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractFile } from '../conform/contract.ts'
import { call, installed } from '../engines/engine.ts'
import { apiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

// Later versions of the generator ask for a newer Node.
const packages = [
  '@hey-api/openapi-ts@0.92.4',
  'openapi-typescript@7.13.0',
  'openapi-fetch@0.17.0',
  'typescript@5.9.3',
  '@types/node@20.19.0',
  'esbuild@0.28.0',
]
const name = 'orders_by_status'

let atrium: Atrium
let folder: string
let tools: string
/** Where each description is, by the name under which a client is made of it. */
const descriptions: Record<string, string> = {}

beforeAll(async () => {
  tools = await installed('endpoint-clients', 'npm, and its registry', async (into) => {
    await writeFile(path.join(into, 'package.json'), '{"private": true, "type": "module"}\n')
    await call('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: into })
  })
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-endpoint-clients-'))
  await writeFile(path.join(folder, 'package.json'), '{"type": "module"}\n')
  await symlink(path.join(tools, 'node_modules'), path.join(folder, 'node_modules'))
  atrium = await startAtrium()
  const key = apiClient(atrium.url, { authorization: `Bearer ${atrium.token}` })
  const status = { code_name: 'status', type: 'String', value: 'completed' }
  const query = { kind: 'HogQLQuery', query: 'SELECT status, count(*) AS n FROM orders WHERE status = {variables.status} GROUP BY 1', variables: { status } }
  const made = [
    await key.post('/api/projects/1/endpoints/', { name, query }),
    await key.post('/api/projects/1/endpoints/', { name: 'how-many', query: { kind: 'HogQLQuery', query: 'SELECT count(*) AS n FROM orders' } }),
  ]
  expect(made.map((answer) => answer.status)).toEqual([201, 201])
  const ours = {
    one: `/api/projects/1/endpoints/${name}/openapi.json`,
    newer: `/api/projects/1/endpoints/${name}/openapi.json?openapi=3.1`,
    all: '/api/projects/1/endpoints/openapi.json',
    product: '/api/openapi.json',
  }
  for (const [is, at] of Object.entries(ours)) {
    const answer = await key.get(at)
    expect(answer.status, at).toBe(200)
    descriptions[is] = path.join(folder, `${is}.json`)
    await writeFile(descriptions[is], JSON.stringify(answer.body))
  }
  descriptions['contract'] = contractFile('posthog', 'openapi.json')
}, 900_000)
afterAll(async () => {
  await atrium?.stop()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

const tool = (is: string, ...words: string[]): Promise<string> => call(path.join(tools, 'node_modules', '.bin', is), words, { cwd: folder })

/** Compiles a program with all checks, puts it into one file and runs it; the JSON that it prints. */
async function compiledAndRun(is: string, program: string): Promise<unknown> {
  await writeFile(path.join(folder, `${is}.ts`), program)
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2023,dom,dom.iterable']
  await tool('tsc', ...options, '--types', 'node', `${is}.ts`)
  // What is generated refers to its parts without endings.
  await tool('esbuild', `${is}.ts`, '--bundle', '--platform=node', '--format=esm', `--outfile=${is}.mjs`)
  return JSON.parse(await call(process.execPath, [path.join(folder, `${is}.mjs`), atrium.url, atrium.token])) as unknown
}

const setting = 'const [, , baseUrl = "", auth = ""] = process.argv\n'

describe('a client that hey-api generates', () => {
  const generated = async (from: string, program: string): Promise<unknown> => {
    await tool('openapi-ts', '-i', descriptions[from] ?? '', '-o', `hey-${from}`)
    return compiledAndRun(`use-hey-${from}`, `import { client } from './hey-${from}/client.gen'\n${setting}client.setConfig({ baseUrl, auth })\n${program}`)
  }

  it.each(['one', 'newer'])('of the description of one endpoint (%s) compiles, knows its variables and its rows, and runs', async (from) => {
    const program = `import { run${pascal(name)} } from './hey-${from}'
const { data } = await run${pascal(name)}({ body: { variables: { status: 'shipped' } }, throwOnError: true })
// @ts-expect-error there is no such variable
const wrong = await run${pascal(name)}({ body: { variables: { stauts: 'shipped' } } })
console.log(JSON.stringify({ results: data.results, wrong: wrong.response.status }))
`
    expect(await generated(from, program)).toEqual({ results: [['shipped', expect.any(Number)]], wrong: 400 })
  })

  it('of the description of all endpoints compiles and runs', async () => {
    const program = `import { run${pascal(name)}, runHowMany } from './hey-all'
const one = await run${pascal(name)}({ throwOnError: true })
const other = await runHowMany({ throwOnError: true })
console.log(JSON.stringify([one.data.results, other.data.results]))
`
    expect(await generated('all', program)).toEqual([[['completed', expect.any(Number)]], [[expect.any(Number)]]])
  })

  it('of the description of the whole API compiles and runs', async () => {
    const program = `import { endpointsRetrieve, endpointsRunCreate } from './hey-product'
const path = { project_id: '1', name: '${name}' }
const found = await endpointsRetrieve({ path, throwOnError: true })
const run = await endpointsRunCreate({ path, body: { variables: { status: 'shipped' } }, throwOnError: true })
console.log(JSON.stringify({ found: found.response.status, run: run.response.status }))
`
    // This description names the header, not the word that is written before the token in it.
    expect(await generated('product', program.replace('const path', 'client.setConfig({ auth: `Bearer ${auth}` })\nconst path'))).toEqual({
      found: 200,
      run: 200,
    })
  })

  it('of the contract compiles and runs', async () => {
    const program = `import { endpointsCreate, endpointsDestroy, endpointsList, endpointsRunCreate, queryCreate } from './hey-contract'
const at = { project_id: '1' }
const query = { kind: 'HogQLQuery' as const, query: 'SELECT 7 AS seven' }
const made = await endpointsCreate({ path: at, body: { name: 'of_a_client', query }, throwOnError: true })
const run = await endpointsRunCreate({ path: { ...at, name: 'of_a_client' }, body: { refresh: 'force_blocking' }, throwOnError: true })
const listed = await endpointsList({ path: at, throwOnError: true })
const asked = await queryCreate({ path: at, body: { query }, throwOnError: true })
const gone = await endpointsDestroy({ path: { ...at, name: 'of_a_client' }, throwOnError: true })
const missing = await endpointsRunCreate({ path: { ...at, name: 'of_a_client' } })
console.log(JSON.stringify({
  version: made.data.current_version, rows: run.data.results, names: listed.data.results.map(({ name }) => name).toSorted(),
  asked: asked.response.status, gone: gone.response.status, missing: missing.response.status,
}))
`
    expect(await generated('contract', program)).toEqual({
      version: 1,
      rows: [[7]],
      names: ['how-many', 'of_a_client', name],
      asked: 200,
      gone: 204,
      missing: 404,
    })
  })
})

describe('types that openapi-typescript makes', () => {
  const typed = async (from: string, program: string): Promise<unknown> => {
    // Otherwise what has a value when it is left out may not be left out.
    await tool('openapi-typescript', descriptions[from] ?? '', '--default-non-nullable', 'false', '--output', `types-${from}.d.ts`)
    const start = `import createClient from 'openapi-fetch'\nimport type { paths } from './types-${from}'\n`
    return compiledAndRun(
      `use-types-${from}`,
      `${start}${setting}const api = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${auth}\` } })\n${program}`,
    )
  }

  it.each(['one', 'newer', 'all'])('of our descriptions (%s) check a program that calls an endpoint', async (from) => {
    const program = `const { data } = await api.POST('/api/projects/1/endpoints/${name}/run', { body: { variables: { status: 'shipped' } } })
// @ts-expect-error there is no such mode
const wrong = await api.POST('/api/projects/1/endpoints/${name}/run', { body: { refresh: 'sometimes' } })
console.log(JSON.stringify({ results: data?.results, wrong: wrong.response.status }))
`
    expect(await typed(from, program)).toEqual({ results: [['shipped', expect.any(Number)]], wrong: 400 })
  })

  it('of the description of the whole API check a program that makes, runs and lists', async () => {
    const program = `const at = { path: { project_id: '1' } }
const run = await api.POST('/api/projects/{project_id}/endpoints/{name}/run/', { params: { path: { project_id: '1', name: '${name}' } }, body: {} })
const list = await api.GET('/api/environments/{project_id}/endpoints/', { params: at })
console.log(JSON.stringify({ run: run.response.status, count: list.data?.count }))
`
    expect(await typed('product', program)).toEqual({ run: 200, count: 2 })
  })
})

/** As the generator writes names: `orders_by_status` → `OrdersByStatus`. */
function pascal(text: string): string {
  return text.replaceAll(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase())
}
