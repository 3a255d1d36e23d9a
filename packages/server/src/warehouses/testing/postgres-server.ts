import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { clientConfig } from '../../platform/db/connection.ts'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { startEmbeddedPostgres } from '../../platform/embedded-postgres/start-embedded-postgres.ts'
import { silentLog } from '../../platform/log.ts'

/** A PostgreSQL that is nobody's store, at a port of loopback, whose role `reader` signs in with a password and may only read `public`. */
export type PostgresServer = {
  settings: PostgresSettings
  password: string
  /** Runs statements as the owner of everything. */
  run(...statements: string[]): Promise<void>
  /** The first value of a query, as the owner. */
  value(sql: string): Promise<unknown>
  /** Ends the server at once; it comes back by itself. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const password = 'canary of the reader'

/** Starts a server with a database made by `statements`. */
export async function startPostgresServer(...statements: string[]): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-warehouse-'))
  const server = await startEmbeddedPostgres({ dataFolder: path.join(folder, 'postgres'), log: silentLog(), durable: false })
  // Its connections come over its socket, where everybody but these is trusted.
  const rules = path.join(folder, 'postgres', 'pg_hba.conf')
  await writeFile(rules, `local all reader,other_reader scram-sha-256\n${await readFile(rules, 'utf8')}`)
  const config = { ...clientConfig(server.connection), database: 'shop' }
  const asOwner = async (database: string, sql: string): Promise<unknown> => {
    const client = new Client({ ...config, database })
    client.on('error', () => undefined)
    await client.connect()
    try {
      const result = await client.query<Record<string, unknown>>(sql)
      return Object.values(result.rows?.[0] ?? {})[0]
    } finally {
      await client.end()
    }
  }
  await asOwner('postgres', 'CREATE DATABASE shop')
  for (const statement of [
    `CREATE ROLE reader LOGIN PASSWORD '${password}'`,
    `CREATE ROLE other_reader LOGIN PASSWORD '${password}'`,
    'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader, other_reader',
    'SELECT pg_reload_conf()',
    ...statements,
  ]) {
    await asOwner('shop', statement)
  }
  const { relay, port } = await relayTo(server.connection.socketFolder)
  return {
    settings: { type: 'postgres', host: '127.0.0.1', port, user: 'reader', dbname: 'shop', schema: 'public', sslmode: 'disable' },
    password,
    async run(...sql) {
      for (const statement of sql) await asOwner('shop', statement)
    },
    value: (sql) => asOwner('shop', sql),
    async kill() {
      process.kill((await server.pid()) ?? 0, 'SIGQUIT')
    },
    async stop() {
      relay.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A port of loopback; what connects to it is handed on to a server that has a socket only. */
export async function relayTo(socketFolder: string): Promise<{ relay: net.Server; port: number }> {
  const relay = net.createServer((socket) => {
    const through = net.connect(`${socketFolder}/.s.PGSQL.5432`)
    for (const [one, other] of [
      [socket, through],
      [through, socket],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return { relay, port: (relay.address() as AddressInfo).port }
}
