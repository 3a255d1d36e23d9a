import { composeMail } from '../../channels/mail/compose-mail.ts'
import type { Mail } from '../../channels/mail/mail.ts'

const longestQuote = 500

/** The mail to somebody whom a comment names. */
export const mentionMail = (input: { to: string; author: string; place: 'dashboard' | 'app' | 'notebook'; name: string; text: string; link: string }): Mail =>
  composeMail({
    to: input.to,
    subject: `${input.author} mentioned you on ${input.name}`,
    lines: [
      `${input.author} mentioned you in a comment on the ${input.place} “${input.name}”:`,
      input.text.length > longestQuote ? `${input.text.slice(0, longestQuote).trimEnd()} …` : input.text,
    ],
    button: { label: 'Open the comment', href: input.link },
    footer: 'You can switch these mails off on your profile page in Atrium.',
  })
