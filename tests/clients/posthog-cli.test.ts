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
  const api = async (command: string, given: object): Promise<unknown> =>
    JSON.parse(await call(process.execPath, [program, 'call', '--json', '--confirm', command, JSON.stringify(given)], { env })) as unknown
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
    expect(await api('endpoint-logs', { name })).toMatchObject({ results: expect.any(Array) as unknown[] })
    expect(await api('endpoint-delete', { name })).toMatchObject({ success: true })
    expect(await api('endpoints-get-all', {})).toMatchObject({ count: 0 })
  } finally {
    await atrium.stop()
  }
})
