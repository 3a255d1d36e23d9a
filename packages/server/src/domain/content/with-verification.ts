import type { Ctx } from '../../access/operation.ts'
import { storeOf } from './content-ctx.ts'
import { listVerifications, type Verification } from './verification-store.ts'

/** Things with the word of whoever vouches for them, as far as it stands. */
export async function withVerifications<Thing extends { id: string }>(
  ctx: Ctx,
  things: readonly Thing[],
): Promise<(Thing & { verification: Verification | null })[]> {
  const verifications = await listVerifications(
    storeOf(ctx),
    things.map(({ id }) => id),
  )
  return things.map((thing) => ({ ...thing, verification: verifications.get(thing.id) ?? null }))
}

/** The same for one thing. */
export async function withVerification<Thing extends { id: string }>(ctx: Ctx, thing: Thing): Promise<Thing & { verification: Verification | null }> {
  const verifications = await listVerifications(storeOf(ctx), [thing.id])
  return { ...thing, verification: verifications.get(thing.id) ?? null }
}
