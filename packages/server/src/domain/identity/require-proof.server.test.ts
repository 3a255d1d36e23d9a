import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { inviteMember } from './invitations.ts'
import { setMemberActive } from './member-active.ts'
import { updateMemberRole } from './members.ts'
import { provisionAdmin } from './provision-people.ts'
import { proveIdentity } from './prove-identity.ts'
import { acceptInvitation } from './register.ts'
import { resetPasswordOfMember } from './reset-password.ts'
import { createServiceToken, rotateServiceToken } from './service-accounts/service-account-tokens.ts'
import { createServiceAccount, updateServiceAccount } from './service-accounts/service-accounts.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from './testing/open-identity.ts'

const person = { email: 'ada@example.com', password: 'a long passphrase 1' }
const token = { token: 'token-of-sixteen-letters' }
const address = '127.0.0.1'

let test: TestDatabase
let house: TestIdentity
/** A session of an administrator who signed in more than ten minutes ago. */
let stale: Credentials
let memberId: string
let accountId: string
let tokenId: string

beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  await house.asSystem(provisionAdmin, { ...person, ...token })
  const fresh = { session: (await house.as({}, signIn, { ...person, address })).secret }
  const { code } = await house.as(fresh, inviteMember, { email: 'bo@example.com', role: 'viewer', expiresAt: null })
  memberId = (await house.as({}, acceptInvitation, { code, firstName: 'Bo', lastName: '', password: person.password, address })).userId
  accountId = (await house.as(fresh, createServiceAccount, { name: 'Loader', role: 'viewer' })).id
  tokenId = (await house.as(fresh, createServiceToken, { accountId, description: 'ci', expiresAt: tomorrow(), scopes: ['scim'] })).id
})
beforeEach(async () => {
  stale = { session: (await house.as({}, signIn, { ...person, address })).secret }
  house.clock.advance(11 * 60_000)
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

const tomorrow = (): Date => new Date(house.clock.now() + 86_400_000)
const proven = async (): Promise<Credentials> => ({
  session: (await house.as(stale, proveIdentity, { given: { password: person.password }, address })).secret,
})

const invite = (who: Credentials, role: 'admin' | 'viewer') => house.as(who, inviteMember, { email: 'new@example.com', role, expiresAt: null })
const promote = (who: Credentials, role: 'admin' | 'developer') => house.as(who, updateMemberRole, { userId: memberId, role })
const makeAccount = (who: Credentials, role: 'admin' | 'viewer') => house.as(who, createServiceAccount, { name: 'Nightly', role })
const promoteAccount = (who: Credentials, role: 'admin' | 'viewer') => house.as(who, updateServiceAccount, { accountId, role })
const needed = { code: 'forbidden', details: { reason: 'proof_needed' } }

describe('who gets into whose account', () => {
  it.each<[string, (who: Credentials) => Promise<unknown>]>([
    ['a link to a new password of somebody else', (who) => house.as(who, resetPasswordOfMember, { userId: memberId })],
    ['an invitation of an administrator', (who) => invite(who, 'admin')],
    ['a member made an administrator', async (who) => (await promote(who, 'admin'), promote(who, 'developer'))],
    ['a service account that is an administrator', (who) => makeAccount(who, 'admin')],
    ['a service account made an administrator', async (who) => (await promoteAccount(who, 'admin'), promoteAccount(who, 'viewer'))],
    [
      'a token of a service account',
      (who) => house.as(who, createServiceToken, { accountId, description: 'more', expiresAt: tomorrow(), scopes: ['user:write'] }),
    ],
    [
      'a new secret of a token of a service account',
      (who) => house.as(who, rotateServiceToken, { accountId, tokenId, expiresAt: tomorrow(), overlapHours: 0 }),
    ],
  ])('%s: the session of long ago has to prove that it is the same person', async (_what, decide) => {
    await expect(decide(stale)).rejects.toMatchObject(needed)
    await decide(await proven())
  })

  it('a deactivated administrator is let back in by who has proved who they are', async () => {
    const activate = (who: Credentials, isActive: boolean) => house.as(who, setMemberActive, { userId: memberId, isActive })
    await promote(token, 'admin')
    await activate(stale, false)
    await expect(activate(stale, true)).rejects.toMatchObject(needed)
    const fresh = await proven()
    await activate(fresh, true)
    // Tokens are asked for nothing, and neither is who lets others back in.
    await activate(token, false)
    await activate(token, true)
    await promote(token, 'developer')
    house.clock.advance(11 * 60_000)
    await activate(fresh, false)
    await activate(fresh, true)
  })

  it('is not asked of what gives less, nor of tokens, for which nobody sits at a computer', async () => {
    await invite(stale, 'viewer')
    await makeAccount(stale, 'viewer')
    for (const decide of [invite, promote, makeAccount, promoteAccount]) await decide(token, 'admin')
    // Who is an administrator already is given nothing.
    await promote(stale, 'admin')
    await promoteAccount(stale, 'admin')
    await promote(stale, 'developer')
    await promoteAccount(stale, 'viewer')
  })
})
