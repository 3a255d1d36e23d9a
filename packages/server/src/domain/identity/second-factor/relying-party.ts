import { isIP } from 'node:net'
import { AppError } from '../../../platform/errors.ts'
import type { AccountCtx } from '../identity-ctx.ts'

/** Whom passkeys are made for: the configured site, never what a request calls us. */
export type RelyingParty = { id: string; name: string; origin: string }

/** This installation as passkeys know it. Throws `unavailable` (`passkeys_unavailable`) where browsers have none: at an address without a name. */
export function relyingPartyOf(ctx: AccountCtx): RelyingParty {
  const { hostname, origin } = new URL(ctx.mail.linkTo('/'))
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) {
    throw new AppError('unavailable', `Passkeys need a host name, and this site is ${origin}. The operator can give it a name with ATRIUM_SITE_URL.`, {
      reason: 'passkeys_unavailable',
    })
  }
  return { id: hostname, name: 'Atrium', origin }
}
