import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { changePassword } from './change-password.ts'
import { getCurrentUser } from './current-user.ts'
import { provisionAdmin, provisionDemoPeople } from './provision-people.ts'
import { createSignInLink, redeemSignInLink } from './sign-in-links.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { openIdentity, type TestIdentity } from './testing/open-identity.ts'

const email = 'ada@example.com'
const password = 'a long passphrase 1'
const address = '127.0.0.1'

let test: TestDatabase
let house: TestIdentity
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test, { windowSeconds: 900, perAccount: 3, perAddress: 1000 })
  await house.asSystem(provisionAdmin, { email, password, token: 'token-of-sixteen-letters' })
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})
const enter = (): Promise<{ secret: string }> => house.as({}, signIn, { email, password, address })

describe('signing in with a password', () => {
  it('starts a session that says who it is, with an e-mail typed in any case', async () => {
    const session = await house.as({}, signIn, { email: ' Ada@Example.COM ', password, address })
    expect(session.maxAgeSeconds).toBe(24 * 3600)
    expect(await house.actor({ session: session.secret })).toMatchObject({ kind: 'user', email, organizationRole: 'admin', via: 'session' })
  })

  it('refuses a wrong password and an unknown person in the same words', async () => {
    const refusal = { code: 'unauthenticated', message: 'Email and password not recognized' }
    await expect(house.as({}, signIn, { email, password: 'not it at all 1', address })).rejects.toMatchObject(refusal)
    await expect(house.as({}, signIn, { email: 'nobody@example.com', password, address })).rejects.toMatchObject(refusal)
  })

  it('keeps to the limit of attempts although they come all at once, and lets in again after the window', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, () => house.as({}, signIn, { email: 'victim@example.com', password: 'guess number 1', address })),
    )
    const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'in'))
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(3)
    expect(codes.filter((code) => code === 'limit_exceeded')).toHaveLength(9)
    house.clock.advance(901_000)
    await expect(house.as({}, signIn, { email: 'victim@example.com', password: 'guess number 1', address })).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('counts good ones neither for the account nor for the address', async () => {
    for (let i = 0; i < 6; i++) await enter()
    expect((await enter()).secret).not.toBe('')
  })

  it('never stores the cookie itself', async () => {
    const { secret } = await enter()
    const { rows } = await sql<{
      text: string
    }>`select row_to_json(s)::text as text from sessions s union all select row_to_json(c)::text from change_log c`.execute(test.db)
    expect(rows.filter((row) => row.text.includes(secret) || row.text.includes(password))).toEqual([])
  })

  it('gives a new session, and ends the one it came with', async () => {
    const first = await enter()
    const second = await house.as({ session: first.secret }, signIn, { email, password, address })
    expect(second.secret).not.toBe(first.secret)
    expect(await house.actor({ session: first.secret })).toEqual({ kind: 'anonymous' })
  })
})

describe('a session', () => {
  it('ends at once when signed out', async () => {
    const { secret } = await enter()
    await house.as({ session: secret }, signOut, {})
    expect(await house.actor({ session: secret })).toEqual({ kind: 'anonymous' })
  })

  it('ends after a day without use, and lives on while it is used', async () => {
    const { secret } = await enter()
    for (let i = 0; i < 3; i++) {
      house.clock.advance(20 * 3600 * 1000)
      expect((await house.actor({ session: secret })).kind).toBe('user')
    }
    await house.identity.authenticator.flush()
    house.identity.authenticator.forget()
    house.clock.advance(23 * 3600 * 1000)
    expect((await house.actor({ session: secret })).kind).toBe('user')
    house.clock.advance(24 * 3600 * 1000 + 1)
    expect((await house.actor({ session: secret })).kind).toBe('anonymous')
  })

  it('is read from the store once, and then not again', async () => {
    const { secret } = await enter()
    const first = await house.user({ session: secret })
    expect(await house.user({ session: secret })).toBe(first)
  })

  it('ends on all other computers when the password changes, and the caller goes on in a new one', async () => {
    const here = await enter()
    const there = await enter()
    const next = 'another passphrase 2'
    const now = await house.as({ session: here.secret }, changePassword, { currentPassword: password, newPassword: next, address })
    expect((await house.actor({ session: now.secret })).kind).toBe('user')
    expect((await house.actor({ session: here.secret })).kind).toBe('anonymous')
    expect((await house.actor({ session: there.secret })).kind).toBe('anonymous')
    await expect(house.as({ session: now.secret }, changePassword, { currentPassword: 'wrong 1 wrong', newPassword: password, address })).rejects.toMatchObject(
      { code: 'unauthenticated' },
    )
    await expect(house.as({ session: now.secret }, changePassword, { currentPassword: next, newPassword: 'password123', address })).rejects.toMatchObject({
      code: 'invalid',
    })
    await house.as({ session: now.secret }, changePassword, { currentPassword: next, newPassword: password, address })
  })

  it('cannot change a password with a token', async () => {
    await expect(
      house.as({ token: 'token-of-sixteen-letters' }, changePassword, { currentPassword: password, newPassword: 'another passphrase 2', address }),
    ).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('a link to sign in', () => {
  it('works once, although it is opened twice at the same time', async () => {
    const { userId } = await house.asSystem(provisionDemoPeople, {})
    const { token } = await house.asSystem(createSignInLink, { purpose: 'sign_in', userId })
    const tries = await Promise.allSettled([1, 2, 3].map(() => house.as({}, redeemSignInLink, { token })))
    const [session, ...more] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(more).toEqual([])
    expect(await house.as({ session: session?.secret ?? '' }, getCurrentUser, {})).toMatchObject({
      email: 'demo@atrium.example',
      organization: { role: 'admin' },
    })
  })

  it('is dead after 15 minutes, and when a newer one was printed', async () => {
    const { userId } = await house.asSystem(provisionDemoPeople, {})
    const first = await house.asSystem(createSignInLink, { purpose: 'sign_in', userId })
    const second = await house.asSystem(createSignInLink, { purpose: 'sign_in', userId })
    await expect(house.as({}, redeemSignInLink, first)).rejects.toMatchObject({ details: { reason: 'link' } })
    house.clock.advance(15 * 60 * 1000)
    await expect(house.as({}, redeemSignInLink, second)).rejects.toMatchObject({ details: { reason: 'link' } })
  })

  it('is made by the house only', async () => {
    const { secret } = await enter()
    await expect(house.as({ session: secret }, createSignInLink, { purpose: 'sign_in', userId: null })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(house.as({}, createSignInLink, { purpose: 'sign_in', userId: null })).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
