import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import type { Actor } from '../../access/actor.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { verifyChangeLog } from '../../platform/verify-change-log.ts'
import { changePassword } from './change-password.ts'
import type { AccountCtx } from './identity-ctx.ts'
import { updateMemberRole } from './members.ts'
import { provisionAdmin } from './provision-people.ts'
import { createSignInLink, redeemSignInLink } from './sign-in-links.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type TestIdentity } from './testing/open-identity.ts'
import { createToken, rotateToken } from './tokens.ts'

const email = 'ada@example.com'
const password = 'a long passphrase 1'
const address = '192.0.2.7'
const userAgent = 'Browser/1.0'

let test: TestDatabase
let house: TestIdentity
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  await house.asSystem(provisionAdmin, { email, password, token: 'token-of-sixteen-letters' })
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

/** A context as the doors make it. */
const from = (actor: Actor): AccountCtx => ({
  actor,
  clock: house.clock,
  requestId: newId(),
  signal: new AbortController().signal,
  db: test.db,
  identity: house.identity,
  mail: house.mail,
  origin: { address, userAgent },
})
const lines = async () => test.db.selectFrom('change_log').selectAll().orderBy('id', 'desc').execute()
const latest = async () => (await lines())[0]
const anonymous: Actor = { kind: 'anonymous' }

describe('the audit log', () => {
  it('says who signed in, from where', async () => {
    const { userId } = await perform(signIn, from(anonymous), { email, password, address })
    const { actor_kind, actor_id, organization_id, outcome, address: at, user_agent, credential } = (await latest())!
    expect({ actor_kind, actor_id, outcome, at, user_agent, credential }).toEqual({
      actor_kind: 'user',
      actor_id: userId,
      outcome: 'done',
      at: address,
      user_agent: userAgent,
      credential: null,
    })
    expect(organization_id).not.toBeNull()
  })

  it('says whose password was tried in vain, and of an unknown address only what is needed to recognize it', async () => {
    await expect(perform(signIn, from(anonymous), { email, password: 'not it at all 1', address })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await latest()).toMatchObject({ outcome: 'refused', reason: 'credentials', target_kind: 'account', address })
    expect((await latest())?.organization_id).not.toBeNull()
    await expect(perform(signIn, from(anonymous), { email: 'mistyped-secret', password, address })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await latest()).toMatchObject({ target_id: 'not an e-mail address', organization_id: null })
    await expect(perform(signIn, from(anonymous), { email: 'nobody@example.org', password, address })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await latest()).toMatchObject({ target_id: 'n…@example.org' })
  })

  it('says which token made a change', async () => {
    const session = await perform(signIn, from(anonymous), { email, password, address })
    const token = await perform(createToken, from(await house.actor({ session: session.secret })), {
      description: 'CI',
      expiresAt: new Date(house.clock.now() + 9e7),
    })
    expect(await latest()).toMatchObject({ operation: 'identity.createToken', credential: 'session', credential_id: null })
    await perform(rotateToken, from(await house.actor({ token: token.secret })), { tokenId: token.id, expiresAt: new Date(house.clock.now() + 9e8) })
    expect(await latest()).toMatchObject({ operation: 'identity.rotateToken', credential: 'token', credential_id: token.id })
  })

  it('notes a change that was refused for want of rights, once a minute, and not under a foreign organization', async () => {
    const ada = await house.user({ token: 'token-of-sixteen-letters' })
    const viewer: Actor = { ...ada, organizationRole: 'viewer' }
    const attempt = () => perform(updateMemberRole, from(viewer), { userId: ada.userId, role: 'admin' })
    const before = (await lines()).length
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await lines()).toHaveLength(before + 1)
    expect(await latest()).toMatchObject({ operation: 'identity.updateMemberRole', outcome: 'refused', reason: 'role', actor_id: ada.userId, after: null })
    house.clock.advance(61_000)
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await lines()).toHaveLength(before + 2)
  })

  it('holds no secret: no password, token, cookie or link', async () => {
    const { token: link } = await house.asSystem(createSignInLink, {
      purpose: 'sign_in',
      userId: (await house.user({ token: 'token-of-sixteen-letters' })).userId,
    })
    const byLink = await perform(redeemSignInLink, from(anonymous), { token: link })
    expect(await latest()).toMatchObject({ operation: 'identity.redeemSignInLink', actor_id: byLink.userId, after: { via: 'link' } })
    const again = await perform(changePassword, from(await house.actor({ session: byLink.secret })), {
      currentPassword: password,
      newPassword: 'another passphrase 2',
      address,
    })
    const token = await perform(createToken, from(await house.actor({ session: again.secret })), { description: 'x', expiresAt: null })
    const secrets = [
      password,
      'another passphrase 2',
      'not it at all 1',
      'mistyped-secret',
      'token-of-sixteen-letters',
      link,
      byLink.secret,
      again.secret,
      token.secret,
    ]
    const { rows } = await sql<{ text: string }>`select row_to_json(c)::text as text from change_log c`.execute(test.db)
    expect(rows.flatMap(({ text }) => secrets.filter((secret) => text.includes(secret)))).toEqual([])
    expect(await verifyChangeLog(test.connection)).toMatchObject({ intact: true, lines: rows.length })
  })
})
