import type { Db, Tx } from '../../../platform/db/db.ts'

/** Whether an organization asks everybody who signs in here for a second factor. */
export async function isSecondFactorRequired(db: Db | Tx, organizationId: string): Promise<boolean> {
  const row = await db.selectFrom('organizations').select('requires_second_factor').where('id', '=', organizationId).executeTakeFirst()
  return row?.requires_second_factor ?? false
}

export async function setSecondFactorRequired(tx: Tx, organizationId: string, isRequired: boolean): Promise<void> {
  await tx.updateTable('organizations').set({ requires_second_factor: isRequired }).where('id', '=', organizationId).execute()
}
