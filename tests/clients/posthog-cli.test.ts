import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { call, installed } from '../engines/engine.ts'
import { startAtrium } from '../harness/start-atrium.ts'

it('the published program of the format makes, reads, runs, changes and deletes an endpoint', async () => {
  const tools = await installed('posthog-cli-0.18.3', 'npm, and its registry', async (folder) => {
    await writeFile(path.join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
    // Its script fetches a native program from elsewhere; the commands for the API are JavaScript in the package.
    await call('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '@posthog/cli@0.18.3'], { cwd: folder })
  })
  const atrium = await startAtrium()
  const program = path.join(tools, 'node_modules', '@posthog', 'cli', 'lib', 'posthog-api-cli.mjs')
  const env = { ...process.env, POSTHOG_CLI_HOST: atrium.url, POSTHOG_CLI_API_KEY: atrium.token, POSTHOG_CLI_PROJECT_ID: '1' }
  const said = (...words: string[]): Promise<string> => call(process.execPath, [program, ...words], { env })
  const called = new Set<string>()
  const api = async (command: string, given: object): Promise<unknown> => {
    called.add(command)
    return JSON.parse(await said('call', '--json', '--confirm', command, JSON.stringify(given))) as unknown
  }
  const name = 'orders_by_status'
  const query = { kind: 'HogQLQuery', query: 'SELECT count(*) AS n FROM orders' }
  try {
    expect(await api('endpoint-create', { name, query, description: 'How many' })).toMatchObject({ name, current_version: 1, is_active: true })
    expect(await api('endpoints-get-all', {})).toMatchObject({ count: 1, results: [{ name }] })
    expect(await api('endpoint-get', { name })).toMatchObject({ name, query, description: 'How many' })
    expect(await api('endpoint-run', { name })).toMatchObject({ columns: ['n'], results: [[expect.any(Number)]], endpoint_version: 1 })
    expect(await api('endpoint-update', { name, query: { ...query, query: 'SELECT count(*) AS m FROM orders' } })).toMatchObject({ current_version: 2 })
    expect(await api('endpoint-versions', { name })).toMatchObject({ count: 2 })
    expect(await api('endpoint-openapi-spec', { name })).toMatchObject({ openapi: expect.stringMatching(/^3\./) as string })
    expect(await api('endpoint-materialization-status', { name })).toMatchObject({ name, can_materialize: true, reason: null })
    expect(await api('endpoints-materialization-preview', { name })).toMatchObject({ can_materialize: true, range_pairs: [] })
    expect(await api('endpoints-last-execution-times', { names: [name] })).toMatchObject({ query_status: { results: [[name, expect.any(String)]] } })
    expect(await api('endpoint-logs', { name })).toMatchObject({ results: expect.any(Array) as unknown[] })
    expect(await api('endpoint-delete', { name })).toMatchObject({ success: true })
    expect(await api('endpoints-get-all', {})).toMatchObject({ count: 0 })
    // Its tools for agents are these commands: none that is about endpoints is left out.
    const tools = JSON.parse(await said('tools')) as unknown
    const ofEndpoints = JSON.stringify(tools).match(/"endpoints?-[a-z-]+"/g) ?? []
    expect([...new Set(ofEndpoints.map((quoted) => quoted.slice(1, -1)))].toSorted()).toEqual([...called].toSorted())
    expect(await api('sql-variables-create', { name: 'Least rows', type: 'Number', default_value: 2 })).toMatchObject({ code_name: 'least_rows' })
    const asked = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'purchase' }], dateRange: { date_from: '-30d' } }
    expect(await api('query-trends', asked)).toMatchObject({ results: [{ label: 'purchase', data: expect.any(Array) as unknown[] }] })
  } finally {
    await atrium.stop()
  }
})
