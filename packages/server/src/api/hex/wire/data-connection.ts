import { z } from 'zod'
import type { NewConnection } from '../../../domain/projects/connection.ts'
import type { DataConnection } from '../../../domain/projects/data-connections.ts'
import type { PostgresSettings } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import { postgresRequest, toNewConnection } from '../../connection-request.ts'

const basic = z.object({ id: z.string(), name: z.string(), type: z.literal('postgres') })

/** For those who may not change it, only that it is there. */
export const dataConnectionWire = z.union([
  basic.extend({
    connectionDetails: z.object({ postgres: z.object({ hostname: z.string(), port: z.int(), database: z.string(), username: z.string() }) }),
    connectViaSsh: z.boolean(),
    includeMagic: z.boolean(),
    allowWritebackCells: z.boolean(),
    schemaRefreshAccess: z.literal('USERS_WITH_QUERY_ACCESS'),
    sharing: z.object({}),
  }),
  basic,
])

export function toDataConnection({ project: { id, name }, settings, takesTables }: DataConnection): z.infer<typeof dataConnectionWire> {
  const common = { id, name, type: 'postgres' as const }
  if (settings === null) return common
  const { host: hostname, port, dbname: database, user: username } = settings
  return {
    ...common,
    connectionDetails: { postgres: { hostname, port, database, username } },
    connectViaSsh: false,
    includeMagic: false,
    allowWritebackCells: takesTables,
    // Whoever may write SQL may have the models compiled, too.
    schemaRefreshAccess: 'USERS_WITH_QUERY_ACCESS',
    // Roles in the project say who uses it.
    sharing: {},
  }
}

const name = z.string().min(1).max(255)
const details = z.object({
  hostname: postgresRequest.shape.host,
  port: z.int().min(1).max(65_535),
  database: postgresRequest.shape.dbname,
  username: postgresRequest.shape.user,
  password: z.string().min(1).max(10_000),
})

/** What connections of the format may have and ours do not: who asks for it is told. */
const notHere = {
  description: z.string().optional(),
  connectViaSsh: z.boolean().optional(),
  includeMagic: z.boolean().optional(),
  schemaFilters: z.looseObject({}).nullish(),
  schemaRefreshSchedule: z.looseObject({}).nullish(),
  sharing: z.looseObject({}).optional(),
}
const allowWritebackCells = z.boolean().optional()

export const newDataConnection = z.object({
  name,
  type: z.string(),
  connectionDetails: z.looseObject({ postgres: details.optional() }),
  allowWritebackCells,
  ...notHere,
})
export const dataConnectionChange = z.object({
  name: name.optional(),
  connectionDetails: z.looseObject({ postgres: details.partial().optional() }).optional(),
  allowWritebackCells,
  ...notHere,
})

/** The connection that a program asks for. Throws `invalid` for kinds and settings that there are none of. */
export function toNewDataConnection(asked: z.infer<typeof newDataConnection>): NewConnection {
  requireOurs(asked)
  requireAsIs(asked, false)
  const { postgres } = asked.connectionDetails
  if (asked.type !== 'postgres' || postgres === undefined) {
    throw new AppError('invalid', 'Projects connect to PostgreSQL: send the type `postgres`, and `connectionDetails.postgres`.', { reason: 'connection_kind' })
  }
  const { hostname: host, port, database: dbname, username: user, password } = postgres
  return toNewConnection(postgresRequest.parse({ type: 'postgres', host, port, dbname, user, password }))
}

/** What is to become of a connection; null: it stays. A password that is not said stays where the server and the account do. */
export function toChangedConnection(
  asked: z.infer<typeof dataConnectionChange>,
  { settings, takesTables }: { settings: PostgresSettings; takesTables: boolean },
): NewConnection | null {
  requireOurs(asked)
  requireAsIs(asked, takesTables)
  const { connectionDetails } = asked
  if (connectionDetails === undefined) return null
  const { postgres } = connectionDetails
  if (postgres === undefined) {
    throw new AppError('invalid', 'This is a connection to PostgreSQL: send `connectionDetails.postgres`.', { reason: 'connection_kind' })
  }
  const { hostname: host = settings.host, port = settings.port, database: dbname = settings.dbname, username: user = settings.user } = postgres
  return { settings: { ...settings, host, port, dbname, user }, password: postgres.password ?? null }
}

/** What is said to be empty or off is as it is here. */
function requireOurs(asked: { [K in keyof typeof notHere]?: unknown }): void {
  const wanted = Object.keys(notHere).filter((key) => {
    const value = asked[key as keyof typeof asked]
    return value !== undefined && value !== null && value !== false && value !== '' && JSON.stringify(value) !== '{}'
  })
  if (wanted.length === 0) return
  throw new AppError('invalid', `Data connections have no ${wanted.join(', ')} here. Leave that out; roles in the project say who may use its data.`, {
    reason: 'connection_settings',
  })
}

/** Whether cells write tables is switched with the schema and the names that they may have, which the format does not know. */
function requireAsIs(asked: { allowWritebackCells?: boolean | undefined }, takesTables: boolean): void {
  if (asked.allowWritebackCells === undefined || asked.allowWritebackCells === takesTables) return
  throw new AppError('invalid', 'Whether notebooks may write tables is switched in the settings of the project. Leave `allowWritebackCells` out.', {
    reason: 'connection_settings',
  })
}
