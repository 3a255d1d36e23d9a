import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { getCurrentUser, updateProfile } from './current-user.ts'
import { provisionAdmin } from './provision-people.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from './testing/open-identity.ts'
import { createToken, deleteToken, listTokens, rotateToken } from './tokens.ts'

let test: TestDatabase
let house: TestIdentity
let me: Credentials
const admin = { email: 'ada@example.com', password: 'a long passphrase 1', token: 'token-of-sixteen-letters' }
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  await house.asSystem(provisionAdmin, admin)
})
// The clock runs far in some of these; a token is made shortly after signing in.
beforeEach(async () => {
  me = { session: (await house.as({}, signIn, { ...admin, address: 'x' })).secret }
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})
const inHours = (hours: number): Date => new Date(house.clock.now() + hours * 3600 * 1000)

describe('personal access tokens', () => {
  it('act as their owner, and show their secret once', async () => {
    const made = await house.as(me, createToken, { description: ' my laptop ', expiresAt: null })
    expect(made.secret).toMatch(/^atr_pat_[\w-]{43}$/)
    expect(await house.actor({ token: made.secret })).toMatchObject({ kind: 'user', email: admin.email, via: 'token' })
    const listed = await house.as(me, listTokens, {})
    expect(listed.find((token) => token.id === made.id)).toMatchObject({ description: 'my laptop', lastUsedAt: new Date(house.clock.now()) })
    expect(JSON.stringify(listed)).not.toContain(made.secret)
    const { rows } = await sql<{
      text: string
    }>`select row_to_json(t)::text as text from personal_access_tokens t union all select row_to_json(c)::text from change_log c`.execute(test.db)
    expect(rows.filter((row) => row.text.includes(made.secret))).toEqual([])
  })

  it('are dead at once when deleted, expired, or never made', async () => {
    const one = await house.as(me, createToken, { description: 'one', expiresAt: null })
    await house.actor({ token: one.secret })
    await house.as(me, deleteToken, { tokenId: one.id })
    await expect(house.actor({ token: one.secret })).rejects.toMatchObject({ code: 'unauthenticated', message: 'Personal access token is not recognised' })
    const two = await house.as(me, createToken, { description: 'two', expiresAt: inHours(1) })
    await house.actor({ token: two.secret })
    house.clock.advance(3600 * 1000)
    await expect(house.actor({ token: two.secret })).rejects.toMatchObject({ details: { reason: 'token_expired' } })
    await expect(house.actor({ token: 'made-up' })).rejects.toMatchObject({ details: { reason: 'token_unknown' } })
  })

  it('cannot make, list or delete tokens: that needs a session', async () => {
    const token = { token: admin.token }
    await expect(house.as(token, createToken, { description: 'x', expiresAt: null })).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(house.as(token, listTokens, {})).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(house.as(token, deleteToken, { tokenId: 'x' })).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('are not made at a computer that was left open', async () => {
    house.clock.advance(11 * 60_000)
    await expect(house.as(me, createToken, { description: 'lasting', expiresAt: null })).rejects.toMatchObject({ details: { reason: 'proof_needed' } })
  })

  it('rotate: same id, new secret, old one dead; not into the past, not without expiry, not twice in an hour', async () => {
    const made = await house.as(me, createToken, { description: 'turning', expiresAt: inHours(10) })
    await house.actor({ token: made.secret })
    const rotated = await house.as({ token: made.secret }, rotateToken, { tokenId: made.id, expiresAt: inHours(20) })
    expect(rotated).toMatchObject({ id: made.id, rotatedAt: new Date(house.clock.now()), expiresAt: inHours(20) })
    await expect(house.actor({ token: made.secret })).rejects.toMatchObject({ details: { reason: 'token_unknown' } })
    await expect(house.as({ token: rotated.secret }, rotateToken, { tokenId: made.id, expiresAt: inHours(20) })).rejects.toMatchObject({
      details: { reason: 'rotated_recently' },
    })
    await expect(house.as(me, rotateToken, { tokenId: made.id, expiresAt: inHours(-1) })).rejects.toMatchObject({ details: { reason: 'expires_in_past' } })
    const lasting = await house.as(me, createToken, { description: 'lasting', expiresAt: null })
    await expect(house.as(me, rotateToken, { tokenId: lasting.id, expiresAt: inHours(1) })).rejects.toMatchObject({ details: { reason: 'never_expires' } })
  })

  it('rotate by their newest secret only: one that is being replaced gets nobody another', async () => {
    const made = await house.as(me, createToken, { description: 'overlapping', expiresAt: inHours(300) })
    const rotated = await house.as({ token: made.secret }, rotateToken, { tokenId: made.id, expiresAt: inHours(300), overlapHours: 48 })
    house.clock.advance(2 * 3600 * 1000)
    const again = { tokenId: made.id, expiresAt: inHours(400) }
    expect(await house.actor({ token: made.secret })).toMatchObject({ kind: 'user', email: admin.email })
    await expect(house.as({ token: made.secret }, rotateToken, again)).rejects.toMatchObject({ details: { reason: 'earlier_secret' } })
    expect(await house.as({ token: rotated.secret }, rotateToken, again)).toMatchObject({ id: made.id })
  })

  it('of somebody else are not there', async () => {
    await house.asSystem(provisionAdmin, { email: 'eve@example.com', password: null, token: 'token-of-eve-sixteen' })
    const mine = await house.as(me, createToken, { description: 'mine', expiresAt: inHours(5) })
    await expect(house.as({ token: 'token-of-eve-sixteen' }, rotateToken, { tokenId: mine.id, expiresAt: inHours(6) })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('leave a session its turn when both are sent, and help when the session is over', async () => {
    expect(await house.user({ ...me, token: admin.token })).toMatchObject({ via: 'session' })
    expect(await house.user({ session: 'over', token: admin.token })).toMatchObject({ via: 'token' })
  })
})

describe('what is remembered of an actor', () => {
  it('changes at once in this process', async () => {
    await house.user(me)
    await house.as(me, updateProfile, { firstName: 'Augusta' })
    expect((await house.user(me)).firstName).toBe('Augusta')
  })

  it('changes on other nodes too, by word from the store', async () => {
    const other = await openIdentity(test)
    const before = await other.user(me)
    await house.as(me, updateProfile, { firstName: 'Ada' })
    await expect.poll(async () => (await other.user(me)).firstName, { timeout: 10_000 }).not.toBe(before.firstName)
    await other.identity.close()
  })

  it('hears of roles that another room wrote', async () => {
    const { userId, organizationId } = await house.user(me)
    await sql`insert into projects (id, organization_id, name, type, warehouse, model_source) values ('6f1f0f3e-3d5c-4a43-9d0a-0a3f4b1c2d3e', ${organizationId}, 'p', 'DEFAULT', '{}', '{}')`.execute(
      test.db,
    )
    await sql`insert into project_members (project_id, user_id, role) values ('6f1f0f3e-3d5c-4a43-9d0a-0a3f4b1c2d3e', ${userId}, 'editor')`.execute(test.db)
    await expect.poll(async () => (await house.user(me)).projectRoles, { timeout: 10_000 }).toEqual({ '6f1f0f3e-3d5c-4a43-9d0a-0a3f4b1c2d3e': 'editor' })
  })
})

describe('the profile', () => {
  it('keeps e-mail addresses apart, and unverifies a new one', async () => {
    await expect(house.as(me, updateProfile, { email: 'EVE@example.com' })).rejects.toMatchObject({ details: { reason: 'email_taken' } })
    await expect(house.as(me, updateProfile, { email: 'no address' })).rejects.toMatchObject({ code: 'invalid' })
    // Long after the sign-in: a new address would be a new owner.
    house.clock.advance(11 * 60_000)
    await expect(house.as(me, updateProfile, { email: 'Ada.L@Example.com' })).rejects.toMatchObject({ details: { reason: 'proof_needed' } })
    await house.as(me, updateProfile, { email: 'ADA@example.com', firstName: 'Ada' })
    me = { session: (await house.as({}, signIn, { ...admin, address: 'x' })).secret }
    const changed = await house.as(me, updateProfile, { email: 'Ada.L@Example.com' })
    expect(house.outbox.map(({ to, subject }) => ({ to, subject }))).toEqual([{ to: admin.email, subject: 'Your e-mail address for Atrium was changed' }])
    expect(changed).toMatchObject({ email: 'ada.l@example.com', emailVerified: false })
    expect(await house.as(me, getCurrentUser, {})).not.toHaveProperty('passwordHash')
  })
})
