import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors.ts'
import type { WarehouseAccount, WarehouseOwner } from '../../warehouses/warehouse.ts'
import { findPreference } from './user-credentials-store.ts'

/**
 * The account with which somebody asks the warehouse of a project: the one of their own that they chose for it; null for
 * that of the connection. Nobody's password goes to a server that they did not choose it for. Throws `forbidden` when the
 * project wants accounts of people's own and this person has chosen none. Answers at once where there is nothing to look up.
 */
export function accountOf(db: Db, { id, warehouse }: WarehouseOwner, actor: Actor): WarehouseAccount | null | Promise<WarehouseAccount | null> {
  if (warehouse.type !== 'postgres' || actor.kind !== 'user') return null
  return ownAccount(db, { projectId: id, userId: actor.userId, isRequired: warehouse.requireUserCredentials === true })
}

type Own = { projectId: string; userId: string; isRequired: boolean }

async function ownAccount(db: Db, { projectId, userId, isRequired }: Own): Promise<WarehouseAccount | null> {
  const chosen = await findPreference(db, projectId, userId)
  if (chosen?.credentials.type === 'postgres') return { id: chosen.id, user: chosen.credentials.user, version: chosen.updatedAt.toISOString() }
  if (!isRequired) return null
  throw new AppError(
    'forbidden',
    'This project is asked with accounts of people\'s own: enter your PostgreSQL account under "Warehouse credentials" in your profile (/me), then choose it in the settings of this project.',
    { reason: 'credentials_needed' },
  )
}
