import { Client } from 'pg'
import { clientConfig, type SocketConnection } from '../connection.ts'

/** The migrated database with nothing in it, of which every test database is a copy. */
export const template = 'atrium_template'

/** Runs one statement on a connection of its own, outside of any transaction; answers how many rows it was about. */
export async function runAlone(server: SocketConnection, statement: string): Promise<number> {
  const client = new Client(clientConfig(server))
  await client.connect()
  try {
    return (await client.query(statement)).rowCount ?? 0
  } finally {
    await client.end()
  }
}
