import { z } from 'zod'
import { sslModes, type NewConnection } from '../domain/projects/connection.ts'

const name = z.string().min(1).max(255)

/** A PostgreSQL connection as clients send it: an allow-list, no connection strings, no sockets, no files. */
export const postgresRequest = z.object({
  type: z.literal('postgres'),
  host: z.string().regex(/^[a-z0-9][a-z0-9._:-]{0,252}$/i, 'must be a host name or an address, without port or path'),
  port: z.number().int().min(1).max(65_535).default(5432),
  user: name,
  dbname: name,
  schema: name.default('public'),
  sslmode: z.enum(sslModes).default('require'),
  /** True: people sign in with accounts of their own. */
  requireUserCredentials: z.boolean().optional(),
  /** Blank or absent: the stored one stays. */
  password: z.string().max(10_000).nullable().optional(),
})

export function toNewConnection({ password, requireUserCredentials = false, ...server }: z.infer<typeof postgresRequest>): NewConnection {
  const settings = { ...server, ...(requireUserCredentials ? { requireUserCredentials } : {}) }
  return { settings, password: password === undefined || password === '' ? null : password }
}
