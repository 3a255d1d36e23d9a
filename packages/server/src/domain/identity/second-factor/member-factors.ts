import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { forgetAfterCommit, organizationTarget, type AccountCtx, type IdentityCtx } from '../identity-ctx.ts'
import { memberTarget } from '../members.ts'
import { requireProof } from '../require-proof.ts'
import { requireWayInWithoutPasskeys } from '../require-way-in.ts'
import { deleteSessionsOf } from '../session-store.ts'
import { tellPerson } from '../tell-person.ts'
import type { Member } from '../types.ts'
import { factorsOf, listFactorsOfMembers, type MemberFactors } from './factor-store.ts'
import { deletePasskeysOf } from './passkey-store.ts'
import { deleteRecoveryCodes } from './recovery-code-store.ts'
import { deleteTotp } from './totp-store.ts'

/** Which members of the caller's organization have a second factor; the others are not in the list. */
export const listMemberFactors = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, MemberFactors[]>({
  name: 'identity.listMemberFactors',
  action: 'member.update',
  target: organizationTarget,
  run: (ctx, _input, { organizationId }) => listFactorsOfMembers(ctx.db, organizationId),
})

/**
 * Takes all factors from a member who lost theirs: app, passkeys, recovery codes. Their sessions end, and they are told by
 * mail. `isMailed` is false where none is sent. Throws `forbidden` (`proof_needed`), `invalid` (`last_way_in`).
 */
export const resetFactorsOfMember = writeOperation<AccountCtx, { userId: string }, Target & { member: Member }, { isMailed: boolean }>({
  name: 'identity.resetFactorsOfMember',
  action: 'member.update',
  sessionOnly: true,
  writes: true,
  async target(ctx, input) {
    const target = await memberTarget(ctx, input)
    await requireProof(ctx)
    return target
  },
  async run(ctx, _input, { member }) {
    const { userId, email } = member
    const { totpSince, passkeys } = await factorsOf(ctx.tx, userId)
    if (passkeys > 0) await requireWayInWithoutPasskeys(ctx.tx, userId)
    await deleteTotp(ctx.tx, userId)
    await deletePasskeysOf(ctx.tx, userId)
    await deleteRecoveryCodes(ctx.tx, userId)
    await deleteSessionsOf(ctx.tx, userId, null)
    const isMailed = await tellPerson(ctx, { userId, to: email, news: { what: 'factors_reset' } })
    ctx.record({ targetKind: 'second_factor', targetId: userId, before: { app: totpSince !== null, passkeys }, after: { app: false, passkeys: 0, isMailed } })
    forgetAfterCommit(ctx, userId)
    return { isMailed }
  },
})
