import { composeMail } from '../../channels/mail/compose-mail.ts'
import type { Mail } from '../../channels/mail/mail.ts'
import type { Language } from '../../platform/languages.ts'

const longestQuote = 500

type Place = 'dashboard' | 'app' | 'notebook'
type Mention = { author: string; place: Place; name: string }
type Words = { subject(mention: Mention): string; line(mention: Mention): string; button: string; footer: string }

const germanPlaces: Readonly<Record<Place, string>> = { dashboard: 'zum Dashboard', app: 'zur App', notebook: 'zum Notebook' }

const mentionWords: Readonly<Record<Language, Words>> = {
  en: {
    subject: ({ author, name }) => `${author} mentioned you on ${name}`,
    line: ({ author, place, name }) => `${author} mentioned you in a comment on the ${place} “${name}”:`,
    button: 'Open the comment',
    footer: 'You can switch these mails off on your profile page in Atrium.',
  },
  de: {
    subject: ({ author, name }) => `${author} hat dich bei ${name} erwähnt`,
    line: ({ author, place, name }) => `${author} hat dich in einem Kommentar ${germanPlaces[place]} „${name}“ erwähnt:`,
    button: 'Kommentar öffnen',
    footer: 'Du kannst diese Mails auf deiner Profilseite in Atrium abschalten.',
  },
}

/** The mail to somebody whom a comment names, in their language. */
export function mentionMail({ to, language }: { to: string; language: Language }, said: Mention & { text: string; link: string }): Mail {
  const words = mentionWords[language]
  return composeMail({
    to,
    language,
    subject: words.subject(said),
    lines: [words.line(said), said.text.length > longestQuote ? `${said.text.slice(0, longestQuote).trimEnd()} …` : said.text],
    button: { label: words.button, href: said.link },
    footer: words.footer,
  })
}
