import { describe, expect, it } from 'vitest'
import type { Mail } from '../../../channels/mail/mail.ts'
import type { Language } from '../../../platform/languages.ts'
import type { AccountNews } from './account-mail-words.ts'
import { accountNewsMail, emailCodeMail, endingTokensMail, impersonationMail, invitationMail, passwordResetMail } from './account-mails.ts'

const at = new Date('2026-11-22T12:30:00Z')
const hostile = '<b>Zoë</b>'
const token = { id: '1', description: hostile, expiresAt: at, email: 'a@b.example', language: 'de' as const, account: hostile, organizationId: '1' }
const link = 'https://atrium.example/x?a=1&b=2'
const news = (said: AccountNews) => (language: Language) => accountNewsMail({ to: 'a@b.example', language }, { news: said, at })

type Kind = { mail(language: Language): Mail; subject: string; says: string; names?: true }
const to = (language: Language) => ({ to: 'a@b.example', language })
const kinds: Record<string, Kind> = {
  invitation: {
    mail: (language) => invitationMail(to(language), { inviter: hostile, organization: 'Acme', link, expiresAt: at }),
    subject: 'Einladung zu Acme in Atrium',
    says: `${hostile} lädt dich zu Acme in Atrium ein.\n\nDer Link funktioniert einmal, bis 22. November 2026 um 12:30 UTC.`,
    names: true,
  },
  impersonation: {
    mail: (language) => impersonationMail(to(language), { by: hostile, reason: hostile, endsAt: at, link }),
    subject: `${hostile} sieht Atrium gerade so wie du`,
    says: `Der genannte Grund: ${hostile}`,
    names: true,
  },
  'password reset': {
    mail: (language) => passwordResetMail(to(language), { minutes: 60, link }),
    subject: 'Setz ein neues Passwort für Atrium',
    says: 'Der Link funktioniert einmal, 60 Minuten lang.',
  },
  'code for an address': {
    mail: (language) => emailCodeMail(to(language), { minutes: 15, code: '012345' }),
    subject: 'Dein Code für Atrium',
    says: '\n\n012345\n\nEr gilt 15 Minuten.',
  },
  'one token ends': {
    mail: (language) => endingTokensMail(to(language), { tokens: [{ ...token, account: null }], link }),
    subject: `Das Token „${hostile}“ läuft bald ab`,
    says: `„${hostile}“ läuft ab: 22. November 2026 um 12:30 UTC.`,
    names: true,
  },
  'tokens end': {
    mail: (language) => endingTokensMail(to(language), { tokens: [token, token], link }),
    subject: '2 Tokens laufen bald ab',
    says: `„${hostile}“ des Dienstkontos „${hostile}“ läuft ab`,
    names: true,
  },
  'password changed': {
    mail: news({ what: 'password_changed' }),
    subject: 'Dein Passwort für Atrium wurde geändert',
    says: 'Überall sonst bist du abgemeldet.',
  },
  'password set by a link': { mail: news({ what: 'password_reset' }), subject: 'Dein Passwort für Atrium wurde geändert', says: 'neu gesetzt' },
  'address changed': {
    mail: news({ what: 'email_changed', from: 'a@b.example', to: 'c@d.example' }),
    subject: 'Deine E-Mail-Adresse für Atrium wurde geändert',
    says: 'von a@b.example zu c@d.example geändert',
  },
  'app added': { mail: news({ what: 'app_added' }), subject: 'Ein zweiter Faktor für Atrium wurde hinzugefügt', says: 'als zweiter Faktor hinzugefügt' },
  'app removed': {
    mail: news({ what: 'app_removed', isOff: true }),
    subject: 'Ein zweiter Faktor für Atrium wurde entfernt',
    says: 'Es hat jetzt keinen zweiten Faktor mehr.',
  },
  'passkey added': {
    mail: news({ what: 'passkey_added', name: hostile }),
    subject: 'Ein Passkey für Atrium wurde hinzugefügt',
    says: `der Passkey „${hostile}“ hinzugefügt`,
    names: true,
  },
  'passkey removed': {
    mail: news({ what: 'passkey_removed', name: hostile, isOff: false }),
    subject: 'Ein Passkey für Atrium wurde entfernt',
    says: `Der Passkey „${hostile}“ deines Kontos wurde entfernt.\n\nDas geschah am 22. November 2026 um 12:30 UTC.`,
    names: true,
  },
  'recovery code used': {
    mail: news({ what: 'recovery_code_used', left: 1 }),
    subject: 'Ein Wiederherstellungscode für Atrium wurde benutzt',
    says: 'Einer ist noch übrig.',
  },
  'factors reset': {
    mail: news({ what: 'factors_reset' }),
    subject: 'Dein zweiter Faktor für Atrium wurde zurückgesetzt',
    says: 'Ein Admin deiner Organisation',
  },
}

describe('mails about accounts, to whoever reads German', () => {
  it.each(Object.entries(kinds))('%s', (_, { mail, subject, says, names }) => {
    const [german, english] = [mail('de'), mail('en')]
    expect(german.subject).toBe(subject)
    expect(german.text).toContain(says)
    expect(german.html).toContain('<html lang="de">')
    expect(english.html).toContain('<html lang="en">')
    expect(german.html.includes('&lt;b&gt;Zoë&lt;/b&gt;')).toBe(names === true)
    expect(german.html).not.toContain('<b>')
    // No sentence is left in the other language.
    const paragraphs = ({ text }: Mail): string[] => text.trim().split('\n\n')
    const same = paragraphs(german).filter((line) => paragraphs(english).includes(line))
    expect(same.filter((line) => line !== link && line !== '012345')).toEqual([])
    expect(german.subject).not.toBe(english.subject)
  })
})
