import type { Tx } from '../../platform/db/db.ts'

type NewSshKeyPair = { id: string; organizationId: string; publicKey: string; createdBy: string; now: Date }

export async function insertSshKeyPair(tx: Tx, { id, organizationId, publicKey, createdBy, now }: NewSshKeyPair): Promise<void> {
  await tx.insertInto('ssh_key_pairs').values({ id, organization_id: organizationId, public_key: publicKey, created_by: createdBy, created_at: now }).execute()
}
