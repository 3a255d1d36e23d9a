import { Client } from 'pg'
import type { Clock } from '../../platform/clock.ts'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import { runSteps } from '../../platform/tested-steps.ts'
import type { TestedConnection } from '../connection-test.ts'
import { PlainError, signInProblem } from './connection-failure.ts'
import { askForTls, clientOptions, connectMs, encrypted, type Server } from './reach-server.ts'

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
            open.client = await signIn(settings, input.password, outbound)
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

async function answers(server: Server): Promise<string> {
  const answer = await askForTls(server)
  answer.socket.destroy()
  return `A PostgreSQL answers at port ${server.settings.port}`
}

async function encrypts(server: Server): Promise<string> {
  const { settings } = server
  if (settings.sslmode === 'disable') return 'Not encrypted, as the connection says. Choose "require" unless both are in one private network.'
  const { socket, willEncrypt } = await askForTls(server)
  try {
    if (!willEncrypt) throw new PlainError('The server does not encrypt. Switch TLS on there (ssl = on), or choose "disable" in a private network.')
    await encrypted(socket, settings)
    return settings.sslmode === 'verify-full' ? 'Encrypted, and the server is who it says' : 'Encrypted; who answers is not checked with "require"'
  } catch (error) {
    if (error instanceof PlainError) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    const fault = certificateFaults.find(([pattern]) => pattern.test(code))
    if (fault !== undefined) {
      throw new PlainError(`The server's certificate ${fault[1]} (${code}). Give it one for "${settings.host}" from a known authority, or choose "require".`, {
        cause: error,
      })
    }
    throw new PlainError('The server broke off while encryption was agreed upon. Check its TLS settings.', { cause: error })
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

async function signIn(settings: PostgresSettings, password: string, outbound: Outbound): Promise<Client> {
  const client = new Client({ ...clientOptions(settings, outbound), password, query_timeout: connectMs })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Nothing that is asked from here on can change anything.
    await client.query('set default_transaction_read_only = on')
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw new PlainError(signInProblem(error, settings), { cause: error })
  }
}

async function countTables(client: Client | null, { schema, user }: PostgresSettings): Promise<string> {
  const { rows } = await queryOf(client, 'select count(*)::int as tables from information_schema.tables where table_schema = $1', [schema])
  const tables = Number(rows[0]?.['tables'] ?? 0)
  if (tables === 0) throw new PlainError(`"${user}" sees no tables in the schema "${schema}". Check its name, and grant USAGE on it and SELECT on its tables.`)
  return `${tables} tables in the schema "${schema}"`
}

async function runQuery(client: Client | null): Promise<string> {
  const { rows } = await queryOf(client, "select current_setting('server_version') as version", [])
  return `PostgreSQL ${String(rows[0]?.['version'])} answered a query`
}

async function queryOf(client: Client | null, text: string, values: string[]): Promise<{ rows: Record<string, unknown>[] }> {
  if (client === null) throw new PlainError('Not signed in')
  return client.query<Record<string, unknown>>(text, values).catch((cause: unknown) => {
    throw new PlainError('The server did not answer a query. Look into its log.', { cause })
  })
}
