import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { clientConfig, type DbConnection } from './db/connection.ts'

/** The audit log cannot be checked; the message says why. */
export class AuditError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AuditError'
  }
}

export type VerifiedLog =
  | { intact: true; lines: number; head: string }
  /** `line` is the first one that does not follow from those before it. */
  | { intact: false; lines: number; line: string; at: string; operation: string }

type Line = { line: string; at: string; operation: string; hash: Buffer; fields: (string | null)[] }

const linesAtOnce = 2000
/** The hash before the first line. */
const beginning = Buffer.alloc(32)

/** The fields of a line in the order of `change_log_hash` (migrations 0007 and 0012), each as text; a last one that is not there is left out. */
const hashedFields = `array[
  id::text, (extract(epoch from at) * 1000000)::bigint::text, organization_id::text, project_id::text, actor_kind, actor_id::text,
  request_id, operation, target_kind, target_id, before::text, after::text, outcome, reason, address, user_agent, credential, credential_id::text]
  || case when to_jsonb(change_log) ->> 'as_id' is null then '{}'::text[] else array[to_jsonb(change_log) ->> 'as_id'] end`

/**
 * Walks the whole audit log of a store and computes every hash again, without the store's own functions. The lines that
 * are there when it begins; may run while a server appends. Throws `AuditError` for a store that has no audit log.
 */
export async function verifyChangeLog(connection: DbConnection): Promise<VerifiedLog> {
  const client = new Client({ ...clientConfig(connection), application_name: 'atrium-audit' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    await requireChain(client)
    return await walk(client)
  } finally {
    await client.end()
  }
}

async function requireChain(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    "select from information_schema.columns where table_schema = current_schema() and table_name = 'change_log' and column_name = 'hash'",
  )
  if (rowCount === 0) throw new AuditError('This store has no audit log yet. Start Atrium on it once, then verify.')
}

async function walk(client: Client): Promise<VerifiedLog> {
  let lines = 0
  let head: Buffer = beginning
  let last = '0'
  for (;;) {
    const { rows } = await client.query<Line>(
      `select id::text as line, at::text, operation, hash, ${hashedFields} as fields from change_log where id > $1 order by id limit ${linesAtOnce}`,
      [last],
    )
    for (const { line, at, operation, hash, fields } of rows) {
      if (!lineHash(head, fields).equals(hash)) return { intact: false, lines, line, at, operation }
      lines++
      head = hash
      last = line
    }
    if (rows.length < linesAtOnce) return { intact: true, lines, head: head.toString('hex') }
  }
}

/** Each field as its length in bytes and its text, so that no two lines of fields look alike. */
function lineHash(previous: Buffer, fields: readonly (string | null)[]): Buffer {
  const hash = createHash('sha256').update(previous)
  for (const field of fields) hash.update(field === null ? '-' : `${Buffer.byteLength(field)}:${field}`)
  return hash.digest()
}
