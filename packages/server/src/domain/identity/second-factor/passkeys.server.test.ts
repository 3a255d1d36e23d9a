import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { provisionAdmin } from '../provision-people.ts'
import { askProofPasskey, proveIdentity } from '../prove-identity.ts'
import { signIn } from '../sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from '../testing/open-identity.ts'
import { getOwnSecurity } from './own-security.ts'
import { askPasskeySignIn, signInWithPasskey } from './passkey-sign-in.ts'
import { addPasskey, offerPasskey, removePasskey, renamePasskey } from './passkeys.ts'
import { SecondStepNeeded } from './second-step-needed.ts'
import { askSecondStepPasskey, finishSecondStep, getSecondStep } from './second-step.ts'
import { softwarePasskey, type Signing, type SoftwarePasskey } from './testing/software-passkey.ts'

const password = 'a long passphrase 1'
const address = '203.0.113.1'
/** What mails link to in tests. */
const origin = 'https://atrium.example'

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

async function add(
  name = 'laptop',
  key: SoftwarePasskey = softwarePasskey(origin),
): Promise<{ key: SoftwarePasskey; id: string; recoveryCodes: string[] | null }> {
  const answer = key.create(await house.as(me, offerPasskey, {}))
  return { key, ...(await house.as(me, addPasskey, { name, answer })) }
}
async function enter(key: SoftwarePasskey, wrong?: Signing) {
  const answer = key.get(await house.as({}, askPasskeySignIn, { address }), wrong)
  return house.as({}, signInWithPasskey, { answer, address })
}
const unknown = { code: 'unauthenticated', details: { reason: 'passkey' } }

describe('a passkey', () => {
  it('signs in alone, as its owner, every time', async () => {
    const { key, recoveryCodes } = await add(' laptop ')
    expect(recoveryCodes).toHaveLength(10)
    expect(house.outbox).toMatchObject([{ to: email, subject: 'A passkey was added for Atrium' }])
    for (let i = 0; i < 2; i++) expect(await house.user({ session: (await enter(key)).secret })).toMatchObject({ email, via: 'session' })
    const { passkeys } = await house.as(me, getOwnSecurity, {})
    expect(passkeys).toMatchObject([{ name: 'laptop', lastUsedAt: new Date(house.clock.now()) }])
  })

  it('is one of several with names, for one person each', async () => {
    const first = await add('laptop')
    house.clock.advance(1000)
    expect((await add('phone')).recoveryCodes).toBeNull()
    await expect(add('again', first.key)).rejects.toMatchObject({ details: { reason: 'passkey_refused' } })
    await house.as(me, renamePasskey, { passkeyId: first.id, name: 'old laptop' })
    expect((await house.as(me, getOwnSecurity, {})).passkeys.map(({ name }) => name)).toEqual(['old laptop', 'phone'])
    await expect(house.as(me, renamePasskey, { passkeyId: first.id, name: ' ' })).rejects.toMatchObject({ details: { reason: 'name' } })
    const other = { session: (await house.as({}, signIn, { email: await another(), password, address })).secret }
    await expect(house.as(other, removePasskey, { passkeyId: first.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as(other, renamePasskey, { passkeyId: first.id, name: 'mine' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each<[string, Signing]>([
    ['for another site', { origin: 'https://atrium.example.evil.example' }],
    ['for another name', { rpId: 'evil.example' }],
    ['without making sure who holds it', { isVerified: false }],
    ['for a question that was never asked', { challenge: 'bmV2ZXIgYXNrZWQ' }],
  ])('that signs %s is refused', async (_what, wrong) => {
    const { key } = await add()
    await expect(enter(key, wrong)).rejects.toMatchObject(unknown)
    await expect(
      house.as(me, addPasskey, { name: 'x', answer: softwarePasskey(origin).create(await house.as(me, offerPasskey, {}), wrong) }),
    ).rejects.toMatchObject({
      details: { reason: 'passkey_refused' },
    })
    expect((await enter(key)).secret).not.toBe('')
  })

  it('that nobody registered is refused in the same words', async () => {
    await add()
    await expect(enter(softwarePasskey(origin))).rejects.toMatchObject(unknown)
  })

  it('answers a question once, in its time, and for what it was asked', async () => {
    const { key } = await add()
    const options = await house.as({}, askPasskeySignIn, { address })
    const tries = await Promise.allSettled([1, 2, 3].map(() => house.as({}, signInWithPasskey, { answer: key.get(options), address })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const late = await house.as({}, askPasskeySignIn, { address })
    house.clock.advance(301_000)
    await expect(house.as({}, signInWithPasskey, { answer: key.get(late), address })).rejects.toMatchObject(unknown)
    const proof = await house.as(me, askProofPasskey, {})
    await expect(house.as({}, signInWithPasskey, { answer: key.get(proof), address })).rejects.toMatchObject(unknown)
  })

  it('whose counter falls behind is a copy: refused, and written down', async () => {
    const { key, id } = await add()
    await enter(key, { counter: 7 })
    await expect(enter(key, { counter: 7 })).rejects.toMatchObject(unknown)
    await expect(enter(key, { counter: 3 })).rejects.toMatchObject(unknown)
    const lines = await test.db.selectFrom('change_log').select('reason').where('target_id', '=', id).where('outcome', '=', 'refused').execute()
    expect(lines).toEqual([{ reason: 'counter_fell_behind' }, { reason: 'counter_fell_behind' }])
    expect((await enter(key, { counter: 8 })).secret).not.toBe('')
  })

  it('that does not count is taken again and again', async () => {
    const { key } = await add()
    for (let i = 0; i < 2; i++) expect((await enter(key, { counter: 0 })).secret).not.toBe('')
  })

  it('is the second step after a password, for its own person only', async () => {
    const { key } = await add()
    const pendingOf = async (who: string): Promise<string> => {
      const refusal = await house.as({}, signIn, { email: who, password, address }).catch((error: unknown) => error)
      if (!(refusal instanceof SecondStepNeeded)) throw new Error('no second step was asked for')
      return refusal.secret
    }
    const pending = await pendingOf(email)
    expect(await house.as({}, getSecondStep, { pending })).toEqual({ app: false, passkey: true, recoveryCode: true })
    const options = await house.as({}, askSecondStepPasskey, { pending })
    expect(options.allowCredentials).toHaveLength(1)
    const stranger = softwarePasskey(origin)
    await expect(house.as({}, finishSecondStep, { pending, given: { passkey: stranger.get(options) }, address })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    const session = await house.as({}, finishSecondStep, { pending, given: { passkey: key.get(options, { isVerified: false }) }, address })
    expect(await house.user({ session: session.secret })).toMatchObject({ email })

    const victim = await another()
    me = { session: (await house.as({}, signIn, { email: victim, password, address })).secret }
    await add('theirs')
    const theirs = await pendingOf(victim)
    const asked = await house.as({}, askSecondStepPasskey, { pending: theirs })
    await expect(house.as({}, finishSecondStep, { pending: theirs, given: { passkey: key.get(asked) }, address })).rejects.toMatchObject({
      details: { reason: 'second_step_wrong' },
    })
  })

  it('proves in an old session who asks, and takes no new one without', async () => {
    const { key, id } = await add()
    house.clock.advance(11 * 60_000)
    const needed = { details: { reason: 'proof_needed' } }
    await expect(house.as(me, offerPasskey, {})).rejects.toMatchObject(needed)
    await expect(house.as(me, removePasskey, { passkeyId: id })).rejects.toMatchObject(needed)
    const passkey = key.get(await house.as(me, askProofPasskey, {}))
    me = { session: (await house.as(me, proveIdentity, { given: { passkey }, address })).secret }
    expect(await house.as(me, removePasskey, { passkeyId: id })).toEqual({ isMailed: true })
    await expect(enter(key)).rejects.toMatchObject(unknown)
    expect(await house.as(me, getOwnSecurity, {})).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 })
  })

  it('that is the only way in stays', async () => {
    const { id } = await add()
    const { userId } = await house.user(me)
    await test.db.updateTable('users').set({ password_hash: null }).where('id', '=', userId).execute()
    await expect(house.as(me, removePasskey, { passkeyId: id })).rejects.toMatchObject({ details: { reason: 'last_way_in' } })
    const second = await add('phone')
    await house.as(me, removePasskey, { passkeyId: id })
    await expect(house.as(me, removePasskey, { passkeyId: second.id })).rejects.toMatchObject({ details: { reason: 'last_way_in' } })
  })

  it('of somebody who was deactivated opens nothing', async () => {
    const { key } = await add()
    const { userId } = await house.user(me)
    await test.db.updateTable('users').set({ is_active: false }).where('id', '=', userId).execute()
    await expect(enter(key)).rejects.toMatchObject({ details: { reason: 'deactivated' } })
  })
})

async function another(): Promise<string> {
  const theirs = `person-${++people}@example.com`
  await house.asSystem(provisionAdmin, { email: theirs, password, token: null })
  return theirs
}
