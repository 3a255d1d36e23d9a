import { Secret, TOTP } from 'otpauth'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { createKeyRing } from '../../../platform/secrets/key-ring.ts'
import { rewrapSecrets } from '../../../platform/secrets/secret-store.ts'
import { changePassword } from '../change-password.ts'
import { getCurrentUser, updateProfile } from '../current-user.ts'
import { getOrganization } from '../organizations.ts'
import { endOtherSessions } from '../own-sessions.ts'
import { proveIdentity } from '../prove-identity.ts'
import { provisionAdmin } from '../provision-people.ts'
import { signIn } from '../sign-in.ts'
import { signOut } from '../sign-out.ts'
import { openIdentity, type Credentials, type TestIdentity } from '../testing/open-identity.ts'
import { confirmAuthenticatorApp, offerAuthenticatorApp, removeAuthenticatorApp } from './authenticator-app.ts'
import { listMemberFactors, resetFactorsOfMember } from './member-factors.ts'
import { getOwnSecurity } from './own-security.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import { SecondStepNeeded } from './second-step-needed.ts'
import { finishSecondStep, getSecondStep } from './second-step.ts'
import { updateSecurityPolicy } from './security-policy.ts'
import { readTotpKey } from './totp-store.ts'

const password = 'a long passphrase 1'
const token = 'token-of-sixteen-letters'
const address = '203.0.113.1'
const stepMs = 30_000

let test: TestDatabase
let house: TestIdentity
let people = 0
let email = ''
let me: Credentials = {}
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})
beforeEach(async () => {
  email = `person-${++people}@example.com`
  await house.asSystem(provisionAdmin, { email, password, token: null })
  house.outbox.length = 0
  me = { session: (await house.as({}, signIn, { email, password, address })).secret }
})

const codeOf = (key: string): string => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: house.clock.now() })
/** Sets up an app, as the page does; the code that confirmed it is spent. */
async function enrol(): Promise<{ key: string; codes: string[] }> {
  const { key } = await house.as(me, offerAuthenticatorApp, {})
  const { recoveryCodes } = await house.as(me, confirmAuthenticatorApp, { code: codeOf(key) })
  house.clock.advance(stepMs)
  return { key, codes: recoveryCodes ?? [] }
}
/** The first step: right password, second step asked for. */
async function firstStep(): Promise<string> {
  const refusal = await house.as({}, signIn, { email, password, address }).then(
    () => null,
    (error: unknown) => error,
  )
  if (!(refusal instanceof SecondStepNeeded)) throw new Error('no second step was asked for', { cause: refusal })
  return refusal.secret
}
const finish = (pending: string, code: string) => house.as({}, finishSecondStep, { pending, given: { code }, address })
const wrong = { code: 'unauthenticated', details: { reason: 'second_step_wrong' } }
const over = { code: 'unauthenticated', details: { reason: 'second_step_over' } }

describe('half a sign-in', () => {
  it('is over once the password is another, or the other sessions were ended', async () => {
    const { key } = await enrol()
    const byOld = await firstStep()
    const next = await house.as(me, changePassword, { currentPassword: password, newPassword: 'another long passphrase 2', address })
    await expect(finish(byOld, codeOf(key))).rejects.toMatchObject(over)
    me = { session: next.secret }
    await house.as(me, changePassword, { currentPassword: 'another long passphrase 2', newPassword: password, address })
    me = { session: (await finish(await firstStep(), codeOf(key))).secret }
    house.clock.advance(stepMs)
    const unknown = await firstStep()
    await house.as(me, endOtherSessions, {})
    await expect(finish(unknown, codeOf(key))).rejects.toMatchObject(over)
  })

  it('does not go on where passwords were switched off meanwhile', async () => {
    const { key } = await enrol()
    await sql`update organization_members m set role = 'viewer' from users u where u.id = m.user_id and u.email = ${email}`.execute(test.db)
    const pending = await firstStep()
    await sql`update organizations set password_sign_in = false`.execute(test.db)
    try {
      await expect(finish(pending, codeOf(key))).rejects.toMatchObject({ details: { reason: 'password_sign_in_off' } })
    } finally {
      await sql`update organizations set password_sign_in = true`.execute(test.db)
    }
    expect(await house.user({ session: (await finish(pending, codeOf(key))).secret })).toMatchObject({ email })
  })
})

describe('an authenticator app', () => {
  it('counts once a code of it was typed, and comes with ten recovery codes', async () => {
    const { key, uri } = await house.as(me, offerAuthenticatorApp, {})
    expect(uri).toContain(`secret=${key}`)
    await expect(house.as(me, confirmAuthenticatorApp, { code: '000000' })).rejects.toMatchObject({ details: { reason: 'wrong_code' } })
    expect((await house.as({}, signIn, { email, password, address })).secret).not.toBe('')
    const { recoveryCodes } = await house.as(me, confirmAuthenticatorApp, { code: ` ${codeOf(key).slice(0, 3)} ${codeOf(key).slice(3)}` })
    expect(recoveryCodes).toHaveLength(10)
    expect(await house.as(me, getOwnSecurity, {})).toMatchObject({ recoveryCodesLeft: 10, appSince: new Date(house.clock.now()) })
    expect(house.outbox).toMatchObject([{ to: email, subject: 'A second factor was added for Atrium' }])
    await firstStep()
  })

  it('is asked for after the right password only, and nobody is signed in before', async () => {
    const { key } = await enrol()
    await expect(house.as({}, signIn, { email, password: 'not it at all 1', address })).rejects.toMatchObject({ message: 'Email and password not recognized' })
    const pending = await firstStep()
    expect(await house.actor({ session: pending })).toEqual({ kind: 'anonymous' })
    expect(await house.as({}, getSecondStep, { pending })).toEqual({ app: true, passkey: false, recoveryCode: true })
    const session = await finish(pending, codeOf(key))
    expect(await house.user({ session: session.secret })).toMatchObject({ email, via: 'session' })
    // It was good for one sign-in.
    await expect(finish(pending, codeOf(key))).rejects.toMatchObject(over)
  })

  it('gives codes that work once, also of many requests at the same time', async () => {
    const { key } = await enrol()
    const code = codeOf(key)
    const pending = await Promise.all([firstStep(), firstStep(), firstStep(), firstStep()])
    const tries = await Promise.allSettled(pending.map((each) => finish(each, code)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(finish(await firstStep(), code)).rejects.toMatchObject(wrong)
    // Nor does one from before it, which the clocks would still allow.
    house.clock.advance(-stepMs)
    const earlier = codeOf(key)
    house.clock.advance(stepMs)
    await expect(finish(await firstStep(), earlier)).rejects.toMatchObject(wrong)
  })

  it('lets nobody try more than five codes at a sign-in, and a limited number at all', async () => {
    const { key } = await enrol()
    const pending = await firstStep()
    for (let i = 0; i < 5; i++) await expect(finish(pending, '000000')).rejects.toMatchObject(wrong)
    await expect(finish(pending, codeOf(key))).rejects.toMatchObject(over)
    // A right password again and again gives no new tries.
    const next = await firstStep()
    for (let i = 0; i < 4; i++) await expect(finish(next, '000000')).rejects.toMatchObject(wrong)
    await expect(finish(await firstStep(), codeOf(key))).rejects.toMatchObject({ code: 'limit_exceeded' })
    house.clock.advance(15 * 60_000)
    expect((await finish(await firstStep(), codeOf(key))).secret).not.toBe('')
  })

  it('is waited for ten minutes', async () => {
    const { key } = await enrol()
    const pending = await firstStep()
    house.clock.advance(600_000)
    await expect(finish(pending, codeOf(key))).rejects.toMatchObject(over)
    await expect(finish('never made', codeOf(key))).rejects.toMatchObject(over)
  })

  it('is sealed at rest, goes on under a new key of the installation, and is told to nobody', async () => {
    const { key, codes } = await enrol()
    const { userId } = await house.user(me)
    const { rows } = await sql<{ text: string }>`
      select row_to_json(s)::text as text from secrets s union all select row_to_json(c)::text from change_log c
      union all select row_to_json(r)::text from recovery_codes r union all select row_to_json(p)::text from pending_sign_ins p`.execute(test.db)
    const secrets = [key, Buffer.from(key).toString('hex'), ...codes]
    expect(rows.filter(({ text }) => secrets.some((secret) => text.includes(secret)))).toEqual([])

    const old = 'the secret of a test installation'
    const moved = createKeyRing({ current: 'another secret of this test, long enough', old: [old] })
    await test.db.transaction().execute((tx) => rewrapSecrets(tx, moved, 100))
    const alone = createKeyRing({ current: 'another secret of this test, long enough', old: [] })
    expect(await readTotpKey(test.db, alone, userId, 'totp')).toBe(key)
    await test.db.transaction().execute((tx) => rewrapSecrets(tx, createKeyRing({ current: old, old: ['another secret of this test, long enough'] }), 100))
  })

  it('is replaced by another one only when that is confirmed, and taken away with the recovery codes', async () => {
    const { key: first } = await enrol()
    const { key: second } = await house.as(me, offerAuthenticatorApp, {})
    await finish(await firstStep(), codeOf(first))
    const { recoveryCodes } = await house.as(me, confirmAuthenticatorApp, { code: codeOf(second) })
    expect(recoveryCodes).toBeNull()
    house.clock.advance(stepMs)
    await expect(finish(await firstStep(), codeOf(first))).rejects.toMatchObject(wrong)
    house.outbox.length = 0
    expect(await house.as(me, removeAuthenticatorApp, {})).toEqual({ isMailed: true })
    expect(house.outbox[0]?.text).toContain('no second factor any more')
    expect(await house.as(me, getOwnSecurity, {})).toMatchObject({ appSince: null, recoveryCodesLeft: 0 })
    expect((await house.as({}, signIn, { email, password, address })).secret).not.toBe('')
  })
})

describe('a recovery code', () => {
  it('signs in once, typed in any way, and its owner is told', async () => {
    const { codes } = await enrol()
    const [one = '', two = ''] = codes
    await finish(await firstStep(), one.toUpperCase().replaceAll('-', ' '))
    expect(house.outbox.at(-1)?.text).toContain('9 are left')
    await expect(finish(await firstStep(), one)).rejects.toMatchObject(wrong)
    const pending = await Promise.all([firstStep(), firstStep(), firstStep()])
    const tries = await Promise.allSettled(pending.map((each) => finish(each, two)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await house.as(me, getOwnSecurity, {})).toMatchObject({ recoveryCodesLeft: 8 })
  })

  it('dies when new ones are made, which takes a second factor', async () => {
    await expect(house.as(me, renewRecoveryCodes, {})).rejects.toMatchObject({ details: { reason: 'no_second_factor' } })
    const { codes } = await enrol()
    const { recoveryCodes } = await house.as(me, renewRecoveryCodes, {})
    await expect(finish(await firstStep(), codes[0] ?? '')).rejects.toMatchObject(wrong)
    expect((await finish(await firstStep(), recoveryCodes[0] ?? '')).secret).not.toBe('')
  })
})

describe('what would give an account away', () => {
  const later = (): void => house.clock.advance(11 * 60_000)

  it('needs a sign-in of the last ten minutes, or a proof, which ends the old cookie', async () => {
    await enrol()
    later()
    const needed = { code: 'forbidden', details: { reason: 'proof_needed' } }
    await expect(house.as(me, offerAuthenticatorApp, {})).rejects.toMatchObject(needed)
    await expect(house.as(me, removeAuthenticatorApp, {})).rejects.toMatchObject(needed)
    await expect(house.as(me, renewRecoveryCodes, {})).rejects.toMatchObject(needed)
    await expect(house.as(me, updateProfile, { email: `new-${email}` })).rejects.toMatchObject(needed)
    // What gives nothing away is as open as ever.
    await house.as(me, updateProfile, { firstName: 'Ada', email })
    await expect(house.as(me, proveIdentity, { given: { password: 'not it at all 1' }, address })).rejects.toMatchObject({ code: 'unauthenticated' })
    const fresh = { session: (await house.as(me, proveIdentity, { given: { password }, address })).secret }
    expect(await house.actor(me)).toEqual({ kind: 'anonymous' })
    await house.as(fresh, renewRecoveryCodes, {})
  })

  it('is open after a code of the app too, which is spent', async () => {
    const { key } = await enrol()
    later()
    const code = codeOf(key)
    await expect(house.as(me, proveIdentity, { given: { code: '000000' }, address })).rejects.toMatchObject(wrong)
    me = { session: (await house.as(me, proveIdentity, { given: { code }, address })).secret }
    await expect(house.as(me, proveIdentity, { given: { code }, address })).rejects.toMatchObject(wrong)
    await house.as(me, removeAuthenticatorApp, {})
  })

  it('is told to the owner: a new password too, and where no mail is sent the log says so', async () => {
    house.sendsMail(false)
    const changed = await house.as(me, changePassword, { currentPassword: password, newPassword: 'another passphrase 2', address })
    house.sendsMail(true)
    expect(house.outbox).toEqual([])
    await house.as({ session: changed.secret }, changePassword, { currentPassword: 'another passphrase 2', newPassword: password, address })
    expect(house.outbox).toMatchObject([{ to: email, subject: 'Your password for Atrium was changed' }])
    const lines = await test.db.selectFrom('change_log').select('after').where('target_kind', '=', 'password').orderBy('id', 'desc').limit(2).execute()
    expect(lines.map(({ after }) => after)).toEqual([
      { changed: true, isMailed: true },
      { changed: true, isMailed: false },
    ])
  })
})

describe('an organization that asks everybody for a second factor', () => {
  const required = { code: 'forbidden', details: { reason: 'second_factor_required' } }
  const ask = (requiresSecondFactor: boolean) => house.as(me, updateSecurityPolicy, { requiresSecondFactor })

  it('lets those without one do nothing but set one up, at once, and spares tokens and sign-ins from elsewhere', async () => {
    await house.asSystem(provisionAdmin, { email, password, token })
    const elsewhere = { session: (await house.as({}, signIn, { email, password, address })).secret }
    const { credentialId } = await house.user(elsewhere)
    await test.db.updateTable('sessions').set({ via: 'oidc:corp' }).where('id_hash', '=', Buffer.from(credentialId, 'hex')).execute()
    await ask(true)
    await expect(house.as(me, getOrganization, {})).rejects.toMatchObject(required)
    await expect(ask(false)).rejects.toMatchObject(required)
    await expect(house.as(me, updateProfile, { firstName: 'Eve' })).rejects.toMatchObject(required)
    expect(await house.as(me, getCurrentUser, {})).toMatchObject({ email })
    expect(await house.as(me, getOwnSecurity, {})).toMatchObject({ isRequired: true, mustEnrol: true })
    expect(await house.as({ token }, getOrganization, {})).toMatchObject({ name: 'Atrium' })
    expect(await house.as(elsewhere, getOrganization, {})).toMatchObject({ name: 'Atrium' })
    // Out is always open.
    const other = { session: (await house.as({}, signIn, { email, password, address })).secret }
    await house.as(other, signOut, {})

    await enrol()
    expect(await house.as(me, getOrganization, {})).toMatchObject({ name: 'Atrium' })
    await expect(house.as(me, removeAuthenticatorApp, {})).rejects.toMatchObject(required)
    expect((await house.as(me, getOwnSecurity, {})).appSince).not.toBeNull()
    await ask(false)
    await house.as(me, removeAuthenticatorApp, {})
  })
})

describe('an administrator', () => {
  it('sees who has a second factor and takes it from who lost it: sessions end, mail is sent', async () => {
    const theirs = { email, credentials: me }
    const { codes } = await enrol()
    const { userId } = await house.user(me)
    email = `person-${++people}@example.com`
    await house.asSystem(provisionAdmin, { email, password, token: null })
    const boss = { session: (await house.as({}, signIn, { email, password, address })).secret }
    expect(await house.as(boss, listMemberFactors, {})).toContainEqual({ userId, app: true, passkeys: 0 })
    email = theirs.email
    const pending = await firstStep()
    house.outbox.length = 0
    expect(await house.as(boss, resetFactorsOfMember, { userId })).toEqual({ isMailed: true })
    expect(house.outbox).toMatchObject([{ to: theirs.email, subject: 'Your second factor for Atrium was reset' }])
    expect(await house.actor(theirs.credentials)).toEqual({ kind: 'anonymous' })
    await expect(finish(pending, codes[0] ?? '')).rejects.toMatchObject(over)
    expect((await house.as({}, signIn, { email, password, address })).secret).not.toBe('')
    expect(await house.as(boss, listMemberFactors, {})).not.toContainEqual(expect.objectContaining({ userId }))
  })
})
