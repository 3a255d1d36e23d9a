import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { postgres } from '@atrium/semantic'

/**
 * Writes all rows of a query as CSV with the server's own writer: values as the embedded engine writes them, which has
 * words for true and false where PostgreSQL has letters.
 */
export async function exportCsv(client: PoolClient, sql: string, path: string): Promise<{ rowCount: number }> {
  const { fields } = await client.query(`SELECT * FROM (\n${sql}\n) AS answer LIMIT 0`)
  const columns = fields.map(({ name, dataTypeID }) => {
    const column = postgres.quote(name)
    return dataTypeID === booleanType ? `CAST(${column} AS TEXT) AS ${column}` : column
  })
  const stream = client.query(
    copyTo(`COPY (\nSELECT ${columns.join(', ')}\nFROM (\n${sql}\n) AS answer\n) TO STDOUT (FORMAT csv, HEADER true, ENCODING 'UTF8')`),
  )
  await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
  return { rowCount: stream.rowCount }
}

const booleanType = 16
