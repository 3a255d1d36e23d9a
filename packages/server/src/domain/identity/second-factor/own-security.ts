import type { Target } from '../../../access/actions.ts'
import { readOperation } from '../../../access/operation.ts'
import { personOf, selfTarget, type IdentityCtx } from '../identity-ctx.ts'
import { findUser } from '../user-store.ts'
import { factorsOf } from './factor-store.ts'
import { listPasskeysOf, type Passkey } from './passkey-store.ts'
import { isSecondFactorRequired } from './security-policy-store.ts'

/** How the caller's account is guarded. */
export type OwnSecurity = {
  hasPassword: boolean
  appSince: Date | null
  passkeys: Passkey[]
  recoveryCodesLeft: number
  /** Their organization asks for a second factor. */
  isRequired: boolean
  /** It does, and they have to set one up before anything else. */
  mustEnrol: boolean
}

/** How the caller's account is guarded. Tells no secret. */
export const getOwnSecurity = readOperation<IdentityCtx, Record<string, never>, Target, OwnSecurity>({
  name: 'identity.getOwnSecurity',
  action: 'self.view',
  sessionOnly: true,
  beforeEnrolment: true,
  target: selfTarget,
  async run(ctx) {
    const { userId, organizationId, mustEnrol } = personOf(ctx)
    const { totpSince, recoveryCodes } = await factorsOf(ctx.db, userId)
    return {
      hasPassword: (await findUser(ctx.db, userId))?.hasPassword ?? false,
      appSince: totpSince,
      passkeys: await listPasskeysOf(ctx.db, userId),
      recoveryCodesLeft: recoveryCodes,
      isRequired: organizationId !== null && (await isSecondFactorRequired(ctx.db, organizationId)),
      mustEnrol: mustEnrol === true,
    }
  },
})
