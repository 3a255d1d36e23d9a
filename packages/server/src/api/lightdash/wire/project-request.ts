import { z } from 'zod'
import type { NewConnection } from '../../../domain/projects/connection.ts'
import { AppError } from '../../../platform/errors.ts'
import { postgresRequest, toNewConnection } from '../../connection-request.ts'

/** A project as clients send it. Models are sent or made here, so the dbt connection says nothing that is needed. */
export const projectRequest = z.looseObject({
  name: z.string().trim().min(1).max(255),
  type: z.enum(['DEFAULT', 'PREVIEW']).default('DEFAULT'),
  warehouseConnection: z.looseObject({ type: z.string() }).optional(),
  upstreamProjectUuid: z.string().optional(),
  copyWarehouseConnectionFromUpstreamProject: z.boolean().default(false),
})

export const projectChangeRequest = z.looseObject({
  name: z.string().trim().min(1).max(255).optional(),
  warehouseConnection: z.looseObject({ type: z.string() }).optional(),
})

/** The connection that is meant; null for the embedded engine, which clients see as a PostgreSQL on the host "embedded". */
export function toConnection(sent: z.infer<typeof projectRequest>['warehouseConnection']): NewConnection | null {
  if (sent === undefined || sent.type === 'duckdb' || (sent.type === 'postgres' && sent['host'] === 'embedded')) return null
  if (sent.type !== 'postgres') {
    throw new AppError('invalid', `Connections to ${sent.type} are not there yet. Use "postgres", or "duckdb" for the embedded engine.`, {
      reason: 'warehouse_type',
    })
  }
  const read = postgresRequest.safeParse({ ...sent, sslmode: sslModeOf(sent['sslmode']) })
  if (read.success) return toNewConnection(read.data)
  const fields = read.error.issues.map(({ path, message }) => ({ path: ['body', 'warehouseConnection', ...path].join('.'), message }))
  throw new AppError('invalid', `Validation failed: ${fields.map((field) => `${field.path}: ${field.message}`).join('; ')}`, { reason: 'validation', fields })
}

/** Words of the format for what is between `disable` and `verify-full`: what may fall back to plain text is not done. */
const sslModeOf = (mode: unknown): unknown =>
  mode === 'no-verify' || mode === 'prefer' || mode === 'allow' ? 'require' : mode === 'verify-ca' ? 'verify-full' : mode
