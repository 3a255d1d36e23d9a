import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { inviteMember } from './invitations.ts'
import { setMemberActive } from './member-active.ts'
import { removeMember, updateMemberRole } from './members.ts'
import { keepingWaysIn } from './oidc/password-sign-in.ts'
import { deleteProvider, insertProvider, updateProvider } from './oidc/provider-store.ts'
import type { ProviderSettings } from './oidc/types.ts'
import { provisionAdmin } from './provision-people.ts'
import { acceptInvitation } from './register.ts'
import { changeScimUser, createScimUser, deleteScimUser } from './scim/scim-users.ts'
import type { ScimUser, ScimUserWish } from './scim/types.ts'
import { insertPasskey } from './second-factor/passkey-store.ts'
import { createServiceToken } from './service-accounts/service-account-tokens.ts'
import { createServiceAccount } from './service-accounts/service-accounts.ts'
import { signIn } from './sign-in.ts'
import { linkIdentityForTest } from './testing/link-identity.ts'
import { openIdentity, type Credentials, type TestIdentity } from './testing/open-identity.ts'

/** Administrators who can sign in are counted; those whom a provider of identities made may have no way in. */

const ada = { email: 'ada@corp.example', password: 'a long passphrase 1' }
const address = '127.0.0.1'
const issuer = 'https://id.corp.example/'
const lastAdmin = { code: 'forbidden', details: { reason: 'last_admin' } }

let test: TestDatabase
let house: TestIdentity
let admin: Credentials & { userId: string }
let scim: Credentials
let organizationId: string
let providerId: string

beforeEach(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  organizationId = (await house.asSystem(provisionAdmin, { ...ada, token: null })).organizationId
  admin = await enter(ada.email)
  const { id: accountId } = await house.as(admin, createServiceAccount, { name: 'Provider', role: 'admin' })
  const expiresAt = new Date(house.clock.now() + 86_400_000)
  scim = { token: (await house.as(admin, createServiceToken, { accountId, description: 'scim', expiresAt, scopes: ['scim'] })).secret }
  providerId = newId()
})
afterEach(async () => {
  await house.identity.close()
  await test.drop()
})

async function enter(email: string): Promise<Credentials & { userId: string }> {
  const { secret: session, userId } = await house.as({}, signIn, { email, password: ada.password, address })
  return { session, userId }
}
/** An administrator whom the provider of identities made: there is no password. */
async function provisioned(email = 'grace@corp.example'): Promise<string> {
  const name = { userName: email, externalId: null, firstName: 'Grace', lastName: 'Hopper' }
  return (await house.as(scim, createScimUser, { ...name, email, active: true, role: 'admin' })).id
}
async function second(): Promise<Credentials & { userId: string }> {
  const { code } = await house.as(admin, inviteMember, { email: 'bo@corp.example', role: 'admin', expiresAt: null })
  const { secret: session, userId } = await house.as({}, acceptInvitation, { code, firstName: 'Bo', lastName: '', password: ada.password, address })
  return { session, userId }
}
const settings: ProviderSettings = {
  name: 'Corp',
  issuer,
  clientId: 'atrium',
  scopes: 'openid email',
  domains: ['corp.example'],
  joinsByEmail: true,
  createsAccounts: false,
  role: 'member',
  groupsClaim: null,
  groups: [],
  isEnabled: true,
}
const now = new Date(0)
const addProvider = (change: Partial<ProviderSettings> = {}): Promise<unknown> =>
  test.db.transaction().execute((tx) => insertProvider(tx, { ...settings, ...change, id: providerId, organizationId, slug: 'corp', now }))
const change = (part: Partial<ProviderSettings>): Promise<void> =>
  test.db.transaction().execute((tx) => updateProvider(tx, providerId, { ...settings, ...part }, now))
const stepDown = (): Promise<unknown> => house.as(admin, updateMemberRole, { userId: admin.userId, role: 'viewer' })

describe('the last administrator', () => {
  it('is who can sign in: one whom SCIM made, with no password and no provider, does not count', async () => {
    await provisioned()
    await expect(stepDown()).rejects.toMatchObject(lastAdmin)
    await expect(house.as(admin, removeMember, { userId: admin.userId })).rejects.toMatchObject(lastAdmin)
    await expect(house.as(scim, deleteScimUser, { userId: admin.userId })).rejects.toMatchObject(lastAdmin)
    const leave = { userId: admin.userId, change: (user: ScimUser): ScimUserWish => ({ ...user, active: false }) }
    await expect(house.as(scim, changeScimUser, leave)).rejects.toMatchObject(lastAdmin)
  })

  it.each<[string, Partial<ProviderSettings>]>([
    ['is switched off', { isEnabled: false }],
    ['does not lead into accounts by address', { joinsByEmail: false }],
    ['does not speak for their address', { domains: ['other.example'] }],
  ])('is also who is left where the provider %s', async (_why, part) => {
    await provisioned()
    await addProvider(part)
    await expect(stepDown()).rejects.toMatchObject(lastAdmin)
    await change({})
    await stepDown()
  })

  it('may leave where another has a linked account at a provider that is on, or a passkey', async () => {
    const userId = await provisioned()
    await addProvider({ joinsByEmail: false })
    await linkIdentityForTest(test.db, userId, { issuer: 'https://elsewhere.example/', email: 'grace@corp.example' })
    await expect(stepDown()).rejects.toMatchObject(lastAdmin)
    const key = { id: newId(), userId, credentialId: 'c', publicKey: Buffer.from('k'), counter: 0, transports: [], name: 'Key', isBackedUp: false, now }
    await test.db.transaction().execute((tx) => insertPasskey(tx, key))
    await stepDown()
    await house.asSystem(provisionAdmin, { ...ada, token: null })
    await test.db.deleteFrom('passkeys').execute()
    admin = await enter(ada.email)
    await expect(stepDown()).rejects.toMatchObject(lastAdmin)
    await linkIdentityForTest(test.db, userId, { issuer, email: 'grace@corp.example' })
    await stepDown()
  })

  it('is left over when two with a password put out each other at the same time, beside one without a way in', async () => {
    await provisioned()
    const other = await second()
    const both = await Promise.allSettled([
      house.as(admin, removeMember, { userId: other.userId }),
      house.as(other, setMemberActive, { userId: admin.userId, isActive: false }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const entering = await Promise.allSettled([ada.email, 'bo@corp.example'].map(enter))
    expect(entering.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('keeps the provider by which alone administrators can sign in; where none could before, it may go', async () => {
    await provisioned()
    await addProvider()
    const leave = (): Promise<void> =>
      test.db.transaction().execute((tx) => keepingWaysIn(tx, organizationId, () => updateProvider(tx, providerId, { ...settings, joinsByEmail: false }, now)))
    const remove = (): Promise<void> => test.db.transaction().execute((tx) => keepingWaysIn(tx, organizationId, () => deleteProvider(tx, providerId)))
    await test.db.updateTable('users').set({ password_hash: null, email_verified: false }).where('id', '=', admin.userId).execute()
    await expect(leave()).rejects.toMatchObject(lastAdmin)
    await expect(remove()).rejects.toMatchObject(lastAdmin)
    await change({ joinsByEmail: false })
    await remove()
  })
})
