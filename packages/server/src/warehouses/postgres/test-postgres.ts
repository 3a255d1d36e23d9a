import net from 'node:net'
import tls from 'node:tls'
import { Client, type ClientConfig } from 'pg'
import type { Clock } from '../../platform/clock.ts'
import type { PostgresSettings } from '../../platform/db/schema.ts'
import { isAppError } from '../../platform/errors.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import { runSteps } from '../../platform/tested-steps.ts'
import type { TestedConnection } from '../connection-test.ts'

const stepMs = 8000
/** What PostgreSQL takes as the wish to encrypt: length 8, then a number of its own. */
const tlsRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

type Server = { settings: PostgresSettings; address: string }

/**
 * Tries a PostgreSQL step by step: its name, its port, encryption, the account, the tables, a query. Connects to nothing
 * that `outbound` refuses, and to the address that was checked. A port that is closed and one that says nothing look the
 * same, so that this is no way to look around in a network.
 */
export async function testPostgres(input: { settings: PostgresSettings; password: string; outbound: Outbound; clock: Clock }): Promise<TestedConnection> {
  const { settings, outbound, clock } = input
  const server: Server = { settings, address: '' }
  const open: { client: Client | null } = { client: null }
  try {
    return await runSteps(
      [
        {
          step: 'resolve',
          async work() {
            server.address = await outbound.addressOf(settings.host, settings.port)
            return `${settings.host} is known`
          },
        },
        { step: 'connect', work: () => answers(server) },
        { step: 'tls', work: () => encrypts(server) },
        {
          step: 'sign_in',
          async work() {
            open.client = await signIn(server, input.password)
            return `Signed in as ${settings.user}`
          },
        },
        { step: 'list_tables', work: () => countTables(open.client, settings) },
        { step: 'query', work: () => runQuery(open.client) },
      ],
      () => clock.monotonic(),
    )
  } finally {
    await open.client?.end().catch(() => undefined)
  }
}

async function answers({ settings, address }: Server): Promise<string> {
  const answer = await askForTls(settings, address)
  answer.socket.destroy()
  return `A PostgreSQL answers at port ${settings.port}`
}

async function encrypts(server: Server): Promise<string> {
  const { settings, address } = server
  if (settings.sslmode === 'disable') return 'Not encrypted, as the connection says. Choose "require" unless both are in one private network.'
  const { socket, willEncrypt } = await askForTls(settings, address)
  try {
    if (!willEncrypt) throw new Error('The server does not encrypt. Switch TLS on there (ssl = on), or choose "disable" in a private network.')
    await new Promise<void>((resolve, reject) => {
      const secured = tls.connect({ socket, ...tlsOptions(settings) }, resolve)
      secured.setTimeout(stepMs, () => secured.destroy(new Error('no answer')))
      secured.on('error', reject)
    })
    return settings.sslmode === 'verify-full' ? 'Encrypted, and the server is who it says' : 'Encrypted; who answers is not checked with "require"'
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    const fault = certificateFaults.find(([pattern]) => pattern.test(code))
    if (fault !== undefined) {
      throw new Error(`The server's certificate ${fault[1]} (${code}). Give it one for "${settings.host}" from a known authority, or choose "require".`, {
        cause: error,
      })
    }
    throw new Error(message.startsWith('The server') ? message : 'The server broke off while encryption was agreed upon. Check its TLS settings.', {
      cause: error,
    })
  } finally {
    socket.destroy()
  }
}

/** What is wrong with a certificate, by the codes of those who check it; the last is for all others of theirs. */
const certificateFaults: readonly (readonly [RegExp, string])[] = [
  [/EXPIRED/, 'has run out'],
  [/NOT_YET_VALID/, 'is not valid yet'],
  [/ALTNAME/, 'is for another name'],
  [/SELF_SIGNED/, 'is signed by itself or by an authority that is not known here'],
  [/CERT|ISSUER|LEAF_SIGNATURE|CRL/, 'is from an authority that is not known here'],
]

/** Opens the port and asks for encryption: what answers with one of two letters is a PostgreSQL. */
function askForTls({ host, port }: PostgresSettings, address: string): Promise<{ socket: net.Socket; willEncrypt: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: address, port })
    const fail = (): void => {
      socket.destroy()
      reject(new Error(`No PostgreSQL answers at ${host}, port ${port}. Check host and port, and that its firewall lets this server in.`))
    }
    socket.setTimeout(stepMs, fail)
    socket.once('error', fail)
    socket.once('close', fail)
    socket.once('connect', () => socket.write(tlsRequest))
    socket.once('data', (answer) => {
      const letter = answer.toString('latin1')
      if (letter !== 'S' && letter !== 'N') return fail()
      socket.removeListener('error', fail)
      socket.removeListener('close', fail)
      socket.setTimeout(0)
      socket.on('error', () => undefined)
      return resolve({ socket, willEncrypt: letter === 'S' })
    })
  })
}

/** `servername` is the name that the certificate has to be for, although the address is what is connected to. */
const tlsOptions = ({ host, sslmode }: PostgresSettings): { servername?: string; rejectUnauthorized: boolean } => ({
  rejectUnauthorized: sslmode === 'verify-full',
  ...(net.isIP(host) === 0 ? { servername: host } : {}),
})

async function signIn({ settings, address }: Server, password: string): Promise<Client> {
  const { port, user, dbname: database } = settings
  const config: ClientConfig = {
    host: address,
    port,
    user,
    database,
    password,
    connectionTimeoutMillis: stepMs,
    query_timeout: stepMs,
    application_name: 'atrium',
  }
  const client = new Client({ ...config, ssl: settings.sslmode === 'disable' ? false : tlsOptions(settings) })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Nothing that is asked from here on can change anything.
    await client.query('set default_transaction_read_only = on')
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw new Error(signInProblem(error, settings), { cause: error })
  }
}

/** The server's codes in words of ours: its own text may tell more than the person may know. */
function signInProblem(error: unknown, { user, dbname }: PostgresSettings): string {
  const { code } = error as { code?: string }
  if (code === '28P01' || code === '28000') return `The server does not let "${user}" in with this password. Check both, and its pg_hba.conf.`
  if (code === '3D000') return `There is no database "${dbname}" on this server.`
  if (code === '42501') return `"${user}" may not connect to the database "${dbname}". Grant CONNECT on it.`
  if (code === '53300') return 'The server has too many connections. Try again later.'
  return isAppError(error) ? error.message : 'Signing in did not work. Check user, password and database.'
}

async function countTables(client: Client | null, { schema, user }: PostgresSettings): Promise<string> {
  const { rows } = await queryOf(client, 'select count(*)::int as tables from information_schema.tables where table_schema = $1', [schema])
  const tables = Number(rows[0]?.['tables'] ?? 0)
  if (tables === 0) throw new Error(`"${user}" sees no tables in the schema "${schema}". Check its name, and grant USAGE on it and SELECT on its tables.`)
  return `${tables} tables in the schema "${schema}"`
}

async function runQuery(client: Client | null): Promise<string> {
  const { rows } = await queryOf(client, "select current_setting('server_version') as version", [])
  return `PostgreSQL ${String(rows[0]?.['version'])} answered a query`
}

async function queryOf(client: Client | null, text: string, values: string[]): Promise<{ rows: Record<string, unknown>[] }> {
  if (client === null) throw new Error('Not signed in')
  return client.query<Record<string, unknown>>(text, values).catch((cause: unknown) => {
    throw new Error('The server did not answer a query. Look into its log.', { cause })
  })
}
