import { composeMail } from '../../channels/mail/compose-mail.ts'
import type { WriteCtx } from '../../access/operation.ts'
import { nowOf, type AccountCtx } from './identity-ctx.ts'

const dayMs = 24 * 3600 * 1000

/**
 * Writes to a person that something about their account changed, with the change itself: whoever did it, they hear of it.
 * `to` is the address that was known before. False where no mail is sent; whoever calls says so in the log.
 */
export async function tellPerson(ctx: AccountCtx & WriteCtx, { to, subject, line }: { to: string; subject: string; line: string }): Promise<boolean> {
  if (!ctx.mail.isConfigured) return false
  const now = nowOf(ctx)
  const mail = composeMail({
    to,
    subject,
    lines: [line, `It happened at ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC.`],
    footer: 'If it was you, there is nothing to do. If it was not, set a new password at once and tell an administrator of your organization.',
  })
  await ctx.mail.post(mail, new Date(now.getTime() + 3 * dayMs), ctx.tx)
  return true
}
