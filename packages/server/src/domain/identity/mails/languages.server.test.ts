import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import type { Language } from '../../../platform/languages.ts'
import { updateAllowedDomains } from '../allowed-domains.ts'
import { changePassword } from '../change-password.ts'
import { updateProfile } from '../current-user.ts'
import { startImpersonation } from '../impersonation/impersonations.ts'
import { inviteMember } from '../invitations.ts'
import { provisionAdmin } from '../provision-people.ts'
import { acceptInvitation, registerByDomain } from '../register.ts'
import { mailPasswordReset } from '../reset-password.ts'
import { signIn } from '../sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from '../testing/open-identity.ts'
import { createToken } from '../tokens.ts'
import { warnOfEndingTokens } from '../warn-of-ending-tokens.ts'

const password = 'a long passphrase 1'
const address = '127.0.0.1'

let test: TestDatabase
let house: TestIdentity
let admin: Credentials
let bo: Credentials & { userId: string }

/** Ada administrates and Bo is a member, each in their own language. */
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  await house.asSystem(provisionAdmin, { email: 'ada@corp.example', password, token: 'token-of-sixteen-letters' })
  admin = { session: (await house.as({}, signIn, { email: 'ada@corp.example', password, address })).secret }
  const { code } = await house.as(admin, inviteMember, { email: 'bo@corp.example', role: 'viewer', expiresAt: null })
  const { secret, userId } = await house.as({}, acceptInvitation, { code, firstName: 'Bo', lastName: '', password, address })
  bo = { session: secret, userId }
})
beforeEach(() => void (house.outbox.length = 0))
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

const reads = (who: Credentials, language: Language) => house.as(who, updateProfile, { language })
const subjects = (): string[] => house.outbox.map(({ subject }) => subject)

it('an invitation is in the language of who invites', async () => {
  for (const [language, subject] of [
    ['de', 'Einladung zu Atrium in Atrium'],
    ['en', 'Join Atrium on Atrium'],
  ] as const) {
    await reads(admin, language)
    house.outbox.length = 0
    await house.as(admin, inviteMember, { email: 'new@corp.example', role: 'viewer', expiresAt: null })
    expect(subjects()).toEqual([subject])
  }
})

it('what is told of an account is in the language of whose it is, whoever did it', async () => {
  await reads(bo, 'de')
  await house.as(admin, startImpersonation, { userId: bo.userId, reason: 'To help' })
  await house.asSystem(mailPasswordReset, { email: 'bo@corp.example' })
  await house.as(bo, createToken, { description: 'of a program', expiresAt: new Date(house.clock.now() + 86_400_000) })
  await house.asSystem(warnOfEndingTokens, {})
  await house.as(bo, changePassword, { currentPassword: password, newPassword: 'a longer passphrase 2', address })
  expect(subjects()).toEqual([
    'Admin sieht Atrium gerade so wie du',
    'Setz ein neues Passwort für Atrium',
    'Das Token „of a program“ läuft bald ab',
    'Dein Passwort für Atrium wurde geändert',
  ])
})

it('whoever registers gets the code in the language that they read then, or else in English', async () => {
  admin = { session: (await house.as({}, signIn, { email: 'ada@corp.example', password, address })).secret }
  await house.as(admin, updateAllowedDomains, { domains: ['corp.example'], role: 'viewer', projects: [] })
  const register = (email: string, language?: Language) =>
    house.as({}, registerByDomain, { email, firstName: 'Eve', lastName: '', password, address, language })
  await register('eve@corp.example', 'de')
  await register('eva@corp.example')
  expect(subjects()).toEqual(['Dein Code für Atrium', 'Your code for Atrium'])
})
