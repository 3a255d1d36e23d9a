import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import type { OutgoingMail } from '../../channels/mail/mail.ts'
import { nowOf, selfTarget, type AccountCtx } from './identity-ctx.ts'
import { listEndingTokens, noteWarnings, type EndingToken } from './ending-token-store.ts'
import { endingTokensMail } from './mails/account-mails.ts'

const warnMs = 7 * 86_400_000

/**
 * Writes to whoever has a token that ends within a week, or made it for a service account: once for each end, all in one
 * mail. Nobody is written to where no mail is sent; the pages show it there.
 */
export const warnOfEndingTokens = writeOperation<AccountCtx, Record<string, never>, Target, { warned: number }>({
  name: 'tokens.warn_of_end',
  action: 'token.manage',
  allow: ['system'],
  writes: true,
  target: selfTarget,
  async run(ctx) {
    if (!ctx.mail.isConfigured) return { warned: 0 }
    const now = nowOf(ctx)
    const ending = await listEndingTokens(ctx.tx, now, new Date(now.getTime() + warnMs))
    for (const address of new Set(ending.map(({ email }) => email))) {
      const tokens = ending.filter(({ email }) => email === address)
      const last = tokens.reduce((latest, { expiresAt }) => (expiresAt > latest ? expiresAt : latest), now)
      const language = tokens[0]?.language ?? 'en'
      await ctx.mail.post(endingTokensMail({ to: address, language }, { tokens, link: linkFor(tokens, ctx.mail) }), last, ctx.tx)
    }
    await noteWarnings(ctx.tx, ending)
    for (const { id, organizationId, expiresAt, email } of ending) {
      ctx.record({ targetKind: 'token', targetId: id, organizationId, before: null, after: { warned: email, expiresAt } })
    }
    return { warned: ending.length }
  },
})

const linkFor = (tokens: readonly EndingToken[], mail: OutgoingMail): string =>
  mail.linkTo(tokens.every(({ account }) => account === null) ? '/me/tokens' : '/settings/service-accounts')
