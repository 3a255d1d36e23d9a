import { composeMail } from '../../../channels/mail/compose-mail.ts'
import type { Mail } from '../../../channels/mail/mail.ts'
import type { Language } from '../../../platform/languages.ts'
import type { EndingToken } from '../ending-token-store.ts'
import type { AccountMailWords, AccountNews } from './account-mail-words.ts'
import { english } from './english.ts'
import { german } from './german.ts'

const accountMailWords: Readonly<Record<Language, AccountMailWords>> = { en: english, de: german }

/** Who gets a mail, and in whose words. */
export type Reader = { to: string; language: Language }

/** The mail that brings an invitation. */
export function invitationMail({ to, language }: Reader, said: { inviter: string; organization: string; link: string; expiresAt: Date }): Mail {
  const { button, ...words } = accountMailWords[language].invitation(said)
  return composeMail({ to, language, ...words, button: { label: button, href: said.link } })
}

/** Tells a person that an administrator views Atrium as them. */
export function impersonationMail({ to, language }: Reader, said: { by: string; reason: string; endsAt: Date; link: string }): Mail {
  const { button, ...words } = accountMailWords[language].impersonation(said)
  return composeMail({ to, language, ...words, button: { label: button, href: said.link } })
}

/** The mail with a link to a new password. */
export function passwordResetMail({ to, language }: Reader, said: { minutes: number; link: string }): Mail {
  const { button, ...words } = accountMailWords[language].passwordReset(said)
  return composeMail({ to, language, ...words, button: { label: button, href: said.link } })
}

/** The mail with the code that shows that an address is read. */
export const emailCodeMail = ({ to, language }: Reader, { minutes, code }: { minutes: number; code: string }): Mail =>
  composeMail({ to, language, ...accountMailWords[language].emailCode({ minutes }), code })

/** Warns of tokens that end soon. */
export function endingTokensMail({ to, language }: Reader, { tokens, link }: { tokens: readonly EndingToken[]; link: string }): Mail {
  const { button, ...words } = accountMailWords[language].endingTokens({ tokens })
  return composeMail({ to, language, ...words, button: { label: button, href: link } })
}

/** Tells a person what changed in their account. */
export function accountNewsMail({ to, language }: Reader, { news, at }: { news: AccountNews; at: Date }): Mail {
  const { news: tell, happenedAt, ifNotYou } = accountMailWords[language]
  const { subject, line } = tell(news)
  return composeMail({ to, language, subject, lines: [line, happenedAt(at)], footer: ifNotYou })
}
