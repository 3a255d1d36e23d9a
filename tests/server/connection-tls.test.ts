import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../packages/server/src/platform/db/test-database.ts'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { makeCertificate, type Certificate } from '../harness/make-certificate.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** What agrees upon encryption, connection tests and queries, with a real PostgreSQL behind certificates of every kind. */

const day = 86_400_000
const [yesterday, tomorrow] = [new Date(Date.now() - day), new Date(Date.now() + day)]
const known = makeCertificate({ name: 'An authority that is known', from: yesterday, until: tomorrow })
const unknown = makeCertificate({ name: 'An authority that nobody knows', from: yesterday, until: tomorrow })
const valid = { name: 'warehouse', hosts: ['localhost'], from: yesterday, until: tomorrow }

let folder: string
let test: TestDatabase
let atrium: Atrium
let client: ApiClient
const servers: net.Server[] = []
/** Certificates behind which a PostgreSQL was told something, decrypted. */
const told = new Set<string>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-authority-'))
  const authority = path.join(folder, 'authority.pem')
  await writeFile(authority, known.certificate)
  ;[test, atrium] = await Promise.all([
    createTestDatabase(),
    startAtrium({ env: { ATRIUM_DEMO: 'false', ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8,::1/128', NODE_EXTRA_CA_CERTS: authority } }),
  ])
  client = withToken(atrium.url, atrium.token)
})
afterAll(async () => {
  for (const server of servers) server.close()
  await atrium.stop()
  await test.drop()
  await rm(folder, { recursive: true, force: true })
})

/** A port at which the PostgreSQL of the tests, which has a socket only, answers encrypted with this certificate. */
async function encryptedPort({ certificate, key }: Certificate): Promise<number> {
  const secureContext = tls.createSecureContext({ cert: certificate, key })
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write('S')
      const secured = new tls.TLSSocket(socket, { isServer: true, secureContext })
      const behind = net.connect(path.join(inject('postgres').socketFolder, '.s.PGSQL.5432'))
      for (const end of [secured, behind]) end.on('error', () => [secured, behind].forEach((each) => void each.destroy()))
      secured.on('data', () => told.add(certificate))
      secured.pipe(behind).pipe(secured)
    })
  })
  servers.push(server)
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const connectionTo = async (certificate: Certificate, sslmode: 'require' | 'verify-full'): Promise<object> => ({
  type: 'postgres',
  host: 'localhost',
  port: await encryptedPort(certificate),
  user: 'postgres',
  dbname: test.connection.database,
  schema: 'public',
  sslmode,
  password: 'x',
})

async function tried(certificate: Certificate, sslmode: 'require' | 'verify-full'): Promise<[outcomes: string, message: string]> {
  const connection = await connectionTo(certificate, sslmode)
  const { steps } = await client.results<{ steps: { step: string; outcome: string; message: string }[] }>('POST', '/api/v1/app/connection-test', { connection })
  return [steps.map(({ outcome }) => outcome.charAt(0)).join(''), steps.find(({ step }) => step === 'tls')?.message ?? '']
}

it('a certificate from a known authority for this name is accepted', async () => {
  expect(await tried(makeCertificate({ ...valid, by: known.authority }), 'verify-full')).toEqual(['oooooo', 'Encrypted, and the server is who it says'])
})

it.each([
  ['one that signed itself', () => makeCertificate(valid), 'is signed by itself'],
  ['one that has run out', () => makeCertificate({ ...valid, from: new Date(Date.now() - 2 * day), until: yesterday, by: known.authority }), 'has run out'],
  ['one for another name', () => makeCertificate({ ...valid, hosts: ['db.example.com'], by: known.authority }), 'is for another name'],
  ['one from an unknown authority', () => makeCertificate({ ...valid, by: unknown.authority }), 'is from an authority that is not known here'],
])('%s is refused in words before anything is said to the server, and taken where nobody asks who answers', async (_name, make, words) => {
  const [outcomes, message] = await tried(make(), 'verify-full')
  expect(outcomes).toBe('oofnnn')
  expect(message).toContain(`The server's certificate ${words}`)
  expect((await tried(make(), 'require'))[0]).toBe('oooooo')
})

describe('a metric query of a project', () => {
  const models = 'models: [{name: tls_sales, columns: [{name: region}, {name: amount, meta: {metrics: {revenue: {type: sum}}}}]}]\n'
  const question = {
    exploreName: 'tls_sales',
    dimensions: ['tls_sales_region'],
    metrics: ['tls_sales_revenue'],
    filters: {},
    sorts: [{ fieldId: 'tls_sales_region', descending: false }],
    limit: 10,
    tableCalculations: [],
  }
  type Answer = { status: string; results?: { rows: Record<string, { value: { raw: unknown } }>[] }; error?: { message: string } }
  const trusted = makeCertificate({ ...valid, by: known.authority })
  let project: string
  /** Rows, or why there are none; no answer of before is taken. */
  async function asked(): Promise<unknown[] | string> {
    const { status, body } = await client.post(`/api/v1/projects/${project}/explores/tls_sales/runQuery`, { ...question, invalidateCache: true })
    const { results, error } = body as Answer
    return results?.rows.map((row) => [row['tls_sales_region']?.value.raw, row['tls_sales_revenue']?.value.raw]) ?? `${status} ${error?.message}`
  }
  const changeTo = async (certificate: Certificate, sslmode: 'require' | 'verify-full'): Promise<unknown> =>
    client.results('PUT', `/api/v1/app/connection/${project}`, await connectionTo(certificate, sslmode))
  const rows = [
    ['north', 30],
    ['south', 5],
  ]

  beforeAll(async () => {
    await test.db.schema.createTable('tls_sales').addColumn('region', 'text').addColumn('amount', 'integer').execute()
    const sold = [
      { region: 'north', amount: 10 },
      { region: 'north', amount: 20 },
      { region: 'south', amount: 5 },
    ]
    await test.db.withTables<{ tls_sales: { region: string; amount: number } }>().insertInto('tls_sales').values(sold).execute()
    const warehouseConnection = await connectionTo(trusted, 'verify-full')
    const made = await client.results<{ project: { projectUuid: string } }>('POST', '/api/v1/org/projects', {
      name: 'Encrypted',
      type: 'DEFAULT',
      warehouseConnection,
    })
    project = made.project.projectUuid
    expect((await client.put(`/api/v1/app/models/${project}/file`, { path: 'sales.yml', text: models, version: null })).status).toBe(200)
  })

  it('goes encrypted to the server that the certificate is for', async () => {
    expect(await asked()).toEqual(rows)
    expect(told).toContain(trusted.certificate)
  })

  it('says nothing to a server whose authority is not known, unless nobody asks who answers', async () => {
    const stranger = makeCertificate({ ...valid, by: unknown.authority })
    await changeTo(stranger, 'verify-full')
    expect(await asked()).toMatch(/^503 .*encryption was not agreed upon/)
    expect(told).not.toContain(stranger.certificate)
    await changeTo(stranger, 'require')
    expect(await asked()).toEqual(rows)
    expect(told).toContain(stranger.certificate)
  })
})
