import { composeMail } from '../../../channels/mail/compose-mail.ts'
import type { Mail } from '../../../channels/mail/mail.ts'

/** Tells a person that an administrator views Atrium as them. */
export const impersonationMail = (input: { to: string; by: string; reason: string; endsAt: Date; link: string }): Mail =>
  composeMail({
    to: input.to,
    subject: `${input.by} is viewing Atrium as you`,
    lines: [
      `${input.by}, an administrator of your organization, is viewing Atrium as you until ${input.endsAt.toUTCString()} at the latest.`,
      `The reason they gave: ${input.reason}`,
      'They see what you see and can change nothing. Your password, sessions and tokens are not shown to them.',
    ],
    button: { label: 'See when this happened', href: input.link },
    footer: 'If you did not expect this, ask your administrators.',
  })
