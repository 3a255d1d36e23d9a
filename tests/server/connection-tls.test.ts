import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../packages/server/src/platform/db/test-database.ts'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { makeCertificate, type Certificate } from '../harness/make-certificate.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** The step of a connection test that agrees upon encryption, with a real PostgreSQL behind certificates of every kind. */

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
      secured.pipe(behind).pipe(secured)
    })
  })
  servers.push(server)
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function tried(certificate: Certificate, sslmode: 'require' | 'verify-full'): Promise<[outcomes: string, message: string]> {
  const connection = {
    type: 'postgres',
    host: 'localhost',
    port: await encryptedPort(certificate),
    user: 'postgres',
    dbname: test.connection.database,
    schema: 'public',
    sslmode,
    password: 'x',
  }
  const { steps } = await client.results<{ steps: { step: string; outcome: string; message: string }[] }>('POST', '/api/v1/app/connection-test', { connection })
  return [steps.map(({ outcome }) => outcome.charAt(0)).join(''), steps.find(({ step }) => step === 'tls')?.message ?? '']
}

it('a certificate from a known authority for this name is accepted, and queries go through it', async () => {
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
