import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contractFile } from '../conform/contract.ts'
import { call, installed } from '../engines/engine.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

const packages = [
  '@graphql-codegen/cli@7.4.3',
  '@graphql-codegen/typescript@6.1.0',
  '@graphql-codegen/typescript-operations@6.1.9',
  '@graphql-inspector/cli@7.0.0',
  'get-graphql-schema@2.1.2',
  'graphql@16.15.0',
]

let atrium: Atrium
let tools: string
let folder: string
const program = (name: string): string => path.join(tools, 'node_modules', '.bin', name)

beforeAll(async () => {
  tools = await installed('graphql-clients', 'npm, and its registry', async (into) => {
    // What one of them asks for is newer than what all registries have.
    const overrides = { '@graphql-tools/batch-execute': '10.2.0' }
    await writeFile(path.join(into, 'package.json'), `${JSON.stringify({ private: true, type: 'module', overrides })}\n`)
    await call('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: into })
  })
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-graphql-clients-'))
  await writeFile(path.join(folder, 'package.json'), '{"type": "module"}\n')
  await symlink(path.join(tools, 'node_modules'), path.join(folder, 'node_modules'))
  atrium = await startAtrium()
}, 900_000)
afterAll(async () => {
  await atrium?.stop()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

it('get-graphql-schema prints the schema', async () => {
  const schema = await call(program('get-graphql-schema'), ['-h', `Authorization=${atrium.token}`, `${atrium.url}/api/graphql`], { cwd: folder })
  expect(schema).toContain('type SavedExploration implements Resource')
  await writeFile(path.join(folder, 'ours.graphql'), schema)
})

it('graphql-inspector finds nothing that breaks clients of the contract', async () => {
  const said = await call(program('graphql-inspector'), ['diff', contractFile('hashboard', 'schema.graphql'), path.join(folder, 'ours.graphql')], {
    cwd: folder,
  })
  expect(said).toContain('No breaking changes detected')
  // Beside new things and texts there is nothing that differs.
  const changes = said.split('\n').filter((line) => line.includes('✔'))
  expect(changes.length).toBeGreaterThan(5)
  expect(changes.filter((line) => !/ was added| description /i.test(line))).toEqual([])
})

it('graphql-codegen makes types of a query', async () => {
  await writeFile(path.join(folder, 'query.graphql'), 'query Names($id: ID!) { project(projectId: $id) { models { grn name savedExplorations { name } } } }\n')
  const config = {
    schema: [{ [`${atrium.url}/api/graphql`]: { headers: { Authorization: atrium.token } } }],
    documents: 'query.graphql',
    generates: { 'types.ts': { plugins: ['typescript', 'typescript-operations'] } },
  }
  await writeFile(path.join(folder, 'codegen.json'), JSON.stringify(config))
  await call(program('graphql-codegen'), ['--config', 'codegen.json'], { cwd: folder })
  expect(await readFile(path.join(folder, 'types.ts'), 'utf8')).toContain('export type NamesQuery =')
})
