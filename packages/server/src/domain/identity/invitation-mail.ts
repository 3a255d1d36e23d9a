import { composeMail } from '../../channels/mail/compose-mail.ts'
import type { Mail } from '../../channels/mail/mail.ts'

/** The mail that brings an invitation. */
export const invitationMail = (input: { to: string; inviter: string; organization: string; link: string; expiresAt: Date }): Mail =>
  composeMail({
    to: input.to,
    subject: `Join ${input.organization} on Atrium`,
    lines: [`${input.inviter} invites you to ${input.organization} on Atrium.`, `The link works once, until ${input.expiresAt.toUTCString()}.`],
    button: { label: 'Accept the invitation', href: input.link },
    footer: 'If you did not expect this, ignore it: nothing happens until the link is opened.',
  })
