import type { AccountMailWords, AccountNews } from './account-mail-words.ts'

const format = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
const moment = (at: Date): string => `${format.format(at)} UTC`

const off = (isOff: boolean): string => (isOff ? ' Es hat jetzt keinen zweiten Faktor mehr.' : '')

function tell(news: AccountNews): { subject: string; line: string } {
  switch (news.what) {
    case 'password_changed':
      return { subject: 'Dein Passwort für Atrium wurde geändert', line: 'Das Passwort deines Kontos wurde geändert. Überall sonst bist du abgemeldet.' }
    case 'password_reset':
      return {
        subject: 'Dein Passwort für Atrium wurde geändert',
        line: 'Das Passwort deines Kontos wurde neu gesetzt, über einen Link, der dafür gemacht wurde. Du bist überall abgemeldet.',
      }
    case 'email_changed':
      return {
        subject: 'Deine E-Mail-Adresse für Atrium wurde geändert',
        line: `Die E-Mail-Adresse deines Kontos wurde von ${news.from} zu ${news.to} geändert. An diese hier geht nichts mehr.`,
      }
    case 'app_added':
      return {
        subject: 'Ein zweiter Faktor für Atrium wurde hinzugefügt',
        line: 'Deinem Konto wurde eine Authenticator-App als zweiter Faktor hinzugefügt.',
      }
    case 'app_removed':
      return { subject: 'Ein zweiter Faktor für Atrium wurde entfernt', line: `Die Authenticator-App deines Kontos wurde entfernt.${off(news.isOff)}` }
    case 'passkey_added':
      return {
        subject: 'Ein Passkey für Atrium wurde hinzugefügt',
        line: `Deinem Konto wurde der Passkey „${news.name}“ hinzugefügt. Mit ihm kann man sich ohne dein Passwort anmelden.`,
      }
    case 'passkey_removed':
      return { subject: 'Ein Passkey für Atrium wurde entfernt', line: `Der Passkey „${news.name}“ deines Kontos wurde entfernt.${off(news.isOff)}` }
    case 'recovery_code_used':
      return {
        subject: 'Ein Wiederherstellungscode für Atrium wurde benutzt',
        line: `Jemand hat sich mit einem Wiederherstellungscode in deinem Konto angemeldet. ${news.left === 1 ? 'Einer ist' : `${news.left} sind`} noch übrig.`,
      }
    case 'factors_reset':
      return {
        subject: 'Dein zweiter Faktor für Atrium wurde zurückgesetzt',
        line: 'Ein Admin deiner Organisation hat die zweiten Faktoren von deinem Konto genommen: Authenticator-App, Passkeys und Wiederherstellungscodes.',
      }
  }
}

export const german: AccountMailWords = {
  invitation: ({ inviter, organization, expiresAt }) => ({
    subject: `Einladung zu ${organization} in Atrium`,
    lines: [`${inviter} lädt dich zu ${organization} in Atrium ein.`, `Der Link funktioniert einmal, bis ${moment(expiresAt)}.`],
    button: 'Einladung annehmen',
    footer: 'Wenn du das nicht erwartet hast, ignoriere es: Es passiert nichts, solange niemand den Link öffnet.',
  }),
  impersonation: ({ by, reason, endsAt }) => ({
    subject: `${by} sieht Atrium gerade so wie du`,
    lines: [
      `${by}, Admin deiner Organisation, sieht Atrium gerade so wie du, längstens bis ${moment(endsAt)}.`,
      `Der genannte Grund: ${reason}`,
      'Dabei ist zu sehen, was du siehst, und nichts lässt sich ändern. Dein Passwort, deine Sitzungen und deine Tokens werden nicht gezeigt.',
    ],
    button: 'Ansehen, wann das geschah',
    footer: 'Wenn du das nicht erwartet hast, frag die Admins deiner Organisation.',
  }),
  passwordReset: ({ minutes }) => ({
    subject: 'Setz ein neues Passwort für Atrium',
    lines: ['Jemand, hoffentlich du, hat ein neues Passwort für dein Konto angefordert.', `Der Link funktioniert einmal, ${minutes} Minuten lang.`],
    button: 'Neues Passwort setzen',
    footer: 'Wenn du das nicht warst, ignoriere diese Mail: Dein Passwort bleibt, wie es ist.',
  }),
  emailCode: ({ minutes }) => ({
    subject: 'Dein Code für Atrium',
    lines: ['Gib diesen Code in Atrium ein, um zu zeigen, dass diese Adresse deine ist.'],
    footer: `Er gilt ${minutes} Minuten. Niemand von Atrium fragt danach. Wenn du ihn nicht angefordert hast, ignoriere diese Mail.`,
  }),
  endingTokens: ({ tokens }) => ({
    subject: tokens.length === 1 ? `Das Token „${tokens[0]?.description}“ läuft bald ab` : `${tokens.length} Tokens laufen bald ab`,
    lines: [
      ...tokens.map(({ description, account, expiresAt }) => {
        const whose = account === null ? '' : ` des Dienstkontos „${account}“`
        return `„${description}“${whose} läuft ab: ${moment(expiresAt)}.`
      }),
      'Programme, die es verwenden, funktionieren dann nicht mehr. Ein neues Geheimnis kann eine Zeit lang neben dem alten gelten.',
    ],
    button: 'Tokens ansehen',
    footer: 'Wenn kein Programm es mehr verwendet, ist nichts zu tun.',
  }),
  news: tell,
  happenedAt: (at) => `Das geschah am ${moment(at)}.`,
  ifNotYou: 'Wenn du das warst, ist nichts zu tun. Wenn nicht, setz sofort ein neues Passwort, und sag es einem Admin deiner Organisation.',
}
