import { createHash } from 'node:crypto'
import type { RowPolicy } from '@atrium/semantic'
import type { WarehouseAccount } from '../warehouses/warehouse.ts'

/**
 * Who sees the same rows: those of equal attributes and address, as row rules read them, who ask with the same account.
 * `modelRevision` is the model whose row rules were applied, so that rules that change find no rows of before.
 */
export function audienceOf({ policy, account, modelRevision }: { policy: RowPolicy; account: WarehouseAccount | null; modelRevision: string }): string {
  const attributes = Object.entries(policy.userAttributes)
    .map(([name, values]) => [name, [...values].toSorted()] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  const identity = [attributes, policy.email ?? null, account === null ? null : [account.id, account.user, account.version], modelRevision]
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex')
}
