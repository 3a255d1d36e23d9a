import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { createOutbound } from '../../platform/net/outbound.ts'
import type { TestedConnection } from '../connection-test.ts'
import { testPostgres } from './test-postgres.ts'

let test: TestDatabase
const servers: net.Server[] = []
let port: number
let silent: number

/** A port of loopback; what connects to it is handed on. */
async function listen(onSocket: (socket: net.Socket) => void): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    onSocket(socket)
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  test = await createTestDatabase()
  const { socketFolder } = inject('postgres')
  // The server of the tests has a socket only; this is its port.
  port = await listen((socket) => {
    const through = net.connect(`${socketFolder}/.s.PGSQL.5432`)
    through.on('error', () => socket.destroy())
    socket.pipe(through).pipe(socket)
  })
  silent = await listen((socket) => socket.end('220 mail.example.com ESMTP\r\n'))
})
afterAll(async () => {
  for (const server of servers) server.close()
  await test.drop()
})

const opened = createOutbound({ allowed: ['127.0.0.0/8'], never: () => [] })
const tried = (part: Partial<PostgresSettings>, outbound = opened): Promise<TestedConnection> =>
  testPostgres({
    settings: { type: 'postgres', host: '127.0.0.1', port, user: 'postgres', dbname: test.connection.database, schema: 'public', sslmode: 'disable', ...part },
    password: 'canary-password',
    outbound,
    clock: systemClock,
  })
const outcomes = ({ steps }: TestedConnection): string => steps.map(({ outcome }) => outcome.charAt(0)).join('')
const failure = ({ steps }: TestedConnection): string => steps.find(({ outcome }) => outcome === 'failed')?.message ?? ''

describe('a test of a PostgreSQL connection', () => {
  it('goes through all steps, each with its time and what was found', async () => {
    const tested = await tried({})
    expect(tested.ok).toBe(true)
    expect(tested.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'resolve ok',
      'connect ok',
      'tls ok',
      'sign_in ok',
      'list_tables ok',
      'query ok',
    ])
    expect(tested.steps.every(({ milliseconds }) => Number.isInteger(milliseconds) && milliseconds >= 0)).toBe(true)
    expect(tested.steps[4]?.message).toMatch(/^\d+ tables in the schema "public"$/)
  })

  it('stops at the step that fails and says what to do', async () => {
    const unencrypted = await tried({ sslmode: 'require' })
    expect([outcomes(unencrypted), failure(unencrypted)]).toEqual(['oofnnn', expect.stringContaining('does not encrypt')])
    const nowhere = await tried({ dbname: 'nowhere' })
    expect([outcomes(nowhere), failure(nowhere)]).toEqual(['ooofnn', 'There is no database "nowhere" on this server.'])
    const empty = await tried({ schema: 'empty' })
    expect([outcomes(empty), failure(empty)]).toEqual(['oooofn', expect.stringContaining('grant USAGE')])
  })

  it('says the same of a closed port and of one where something else answers', async () => {
    const free = await listen(() => undefined)
    servers.pop()?.close()
    const [closed, other] = [await tried({ port: free }), await tried({ port: silent })]
    expect([outcomes(closed), outcomes(other)]).toEqual(['ofnnnn', 'ofnnnn'])
    expect(failure(closed).replace(String(free), 'P')).toBe(failure(other).replace(String(silent), 'P'))
  })

  it('connects to nothing in a private network that was not opened', async () => {
    const refused = await tried({}, createOutbound({ allowed: [], never: () => [] }))
    expect([outcomes(refused), failure(refused)]).toEqual(['fnnnnn', expect.stringContaining('ATRIUM_ALLOWED_NETWORKS')])
    const own = await tried({}, createOutbound({ allowed: ['127.0.0.0/8'], never: () => [{ host: '127.0.0.1', port }] }))
    expect(failure(own)).toContain('Atrium itself or its store')
  })

  it('never says the password', async () => {
    for (const tested of [await tried({}), await tried({ dbname: 'nowhere' })]) expect(JSON.stringify(tested)).not.toContain('canary-password')
  })
})
