import type { EndingToken } from '../ending-token-store.ts'

/** What changed in somebody's account. `isOff`: they have no second factor any more. */
export type AccountNews =
  | { what: 'password_changed' | 'password_reset' | 'app_added' | 'factors_reset' }
  | { what: 'email_changed'; from: string; to: string }
  | { what: 'app_removed'; isOff: boolean }
  | { what: 'passkey_added'; name: string }
  | { what: 'passkey_removed'; name: string; isOff: boolean }
  | { what: 'recovery_code_used'; left: number }

type Words = { subject: string; lines: readonly string[]; footer: string }
type WithButton = Words & { button: string }

/** What mails about accounts say in one language. */
export type AccountMailWords = {
  invitation(said: { inviter: string; organization: string; expiresAt: Date }): WithButton
  impersonation(said: { by: string; reason: string; endsAt: Date }): WithButton
  passwordReset(said: { minutes: number }): WithButton
  emailCode(said: { minutes: number }): Words
  endingTokens(said: { tokens: readonly EndingToken[] }): WithButton
  news(news: AccountNews): { subject: string; line: string }
  happenedAt(at: Date): string
  ifNotYou: string
}
