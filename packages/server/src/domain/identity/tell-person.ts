import type { WriteCtx } from '../../access/operation.ts'
import { nowOf, type AccountCtx } from './identity-ctx.ts'
import type { AccountNews } from './mails/account-mail-words.ts'
import { accountNewsMail } from './mails/account-mails.ts'
import { languageOf } from './user-store.ts'

const dayMs = 24 * 3600 * 1000

/**
 * Writes to a person, in their language, that something about their account changed, with the change itself: whoever did it, they hear of
 * it. `to` is the address that was known before. False where no mail is sent; whoever calls says so in the log.
 */
export async function tellPerson(ctx: AccountCtx & WriteCtx, { userId, to, news }: { userId: string; to: string; news: AccountNews }): Promise<boolean> {
  if (!ctx.mail.isConfigured) return false
  const at = nowOf(ctx)
  const mail = accountNewsMail({ to, language: await languageOf(ctx.tx, userId) }, { news, at })
  await ctx.mail.post(mail, new Date(at.getTime() + 3 * dayMs), ctx.tx)
  return true
}
