import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../../../access/scopes.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { createGroup } from '../groups/groups.ts'
import { listMembers, removeMember, updateMemberRole } from '../members.ts'
import { listOrganizationTokens, revokeOrganizationToken } from '../organization-tokens.ts'
import { provisionAdmin } from '../provision-people.ts'
import { signIn } from '../sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from '../testing/open-identity.ts'
import { getTokenRules, updateTokenRules } from '../token-rules.ts'
import { createToken, rotateToken } from '../tokens.ts'
import { createServiceToken, rotateServiceToken } from './service-account-tokens.ts'
import { createServiceAccount, deleteServiceAccount, getServiceAccount, listServiceAccounts, updateServiceAccount } from './service-accounts.ts'

let test: TestDatabase
let house: TestIdentity
let me: Credentials
let organizationId: string
const admin = { email: 'ada@example.com', password: 'a long passphrase 1', token: 'token-of-sixteen-letters' }
const projectId = newId()
const dayMs = 86_400_000
const inDays = (days: number): Date => new Date(house.clock.now() + days * dayMs)

beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  organizationId = (await house.asSystem(provisionAdmin, admin)).organizationId
  await signInAgain()
  await sql`insert into projects (id, organization_id, name, type, warehouse, model_source) values (${projectId}, ${organizationId}, 'shop', 'DEFAULT', '{"type":"none"}', '{"type":"none"}')`.execute(
    test.db,
  )
})
const signInAgain = async (): Promise<void> => {
  me = { session: (await house.as({}, signIn, { ...admin, address: 'x' })).secret }
}
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

const newAccount = (role: 'admin' | 'viewer' | 'member' = 'admin') => house.as(me, createServiceAccount, { name: ' Nightly ', role })

describe('service accounts', () => {
  it('have roles, groups and tokens of their own, and are no people of the organization', async () => {
    const group = await house.as(me, createGroup, { name: 'Programs' })
    const account = await house.as(me, createServiceAccount, {
      name: ' Loader ',
      description: ' loads ',
      role: 'member',
      projects: [{ projectId, role: 'developer' }],
      groupIds: [group.id],
    })
    expect(account).toMatchObject({
      name: 'Loader',
      description: 'loads',
      role: 'member',
      projects: [{ name: 'shop', role: 'developer' }],
      groups: [{ name: 'Programs' }],
    })
    expect(account.createdBy?.name).toBe('Admin')
    const { secret } = await house.as(me, createServiceToken, { accountId: account.id, description: 'ci', expiresAt: inDays(90), scopes: ['model:write'] })
    expect(secret).toMatch(/^atr_svc_/)
    expect(await house.actor({ token: secret })).toMatchObject({
      isServiceAccount: true,
      organizationRole: 'member',
      projectRoles: { [projectId]: 'developer' },
      scopes: ['model:write'],
      via: 'token',
    })
    expect((await house.as(me, listMembers, {})).members.map(({ email }) => email)).toEqual([admin.email])
    await expect(house.as(me, updateMemberRole, { userId: account.id, role: 'admin' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as(me, removeMember, { userId: account.id })).rejects.toMatchObject({ code: 'not_found' })
    const changed = await house.as(me, updateServiceAccount, { accountId: account.id, projects: [], groupIds: [], role: 'viewer', description: '' })
    expect(changed).toMatchObject({ name: 'Loader', description: null, role: 'viewer', projects: [], groups: [] })
    expect(await house.actor({ token: secret })).toMatchObject({ organizationRole: 'viewer', projectRoles: {} })
    await house.as(me, deleteServiceAccount, { accountId: account.id })
  })

  it('do not count as the last administrator', async () => {
    const account = await newAccount('admin')
    const { userId } = await house.user(me)
    await expect(house.as(me, updateMemberRole, { userId, role: 'viewer' })).rejects.toMatchObject({ details: { reason: 'last_admin' } })
    await house.as(me, deleteServiceAccount, { accountId: account.id })
  })

  it('reach what is in scope and what their role allows at the time, both', async () => {
    const account = await newAccount('admin')
    const { id: accountId } = account
    const token = async (scopes: Scope[]): Promise<string> =>
      (await house.as(me, createServiceToken, { accountId, description: 't', expiresAt: inDays(1), scopes })).secret
    const reader = { token: await token(['service_account:read']) }
    expect(await house.as(reader, listServiceAccounts, {})).toHaveLength(1)
    await expect(house.as(reader, updateServiceAccount, { accountId, name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining("required scope 'service_account:write'") as string,
      details: { reason: 'scope', scope: 'service_account:write' },
    })
    const writer = { token: await token(['service_account:write']) }
    expect((await house.as(writer, listServiceAccounts, {})).length).toBe(1)
    await house.as(me, updateServiceAccount, { accountId, role: 'viewer' })
    await expect(house.as(writer, listServiceAccounts, {})).rejects.toMatchObject({ details: { reason: 'role' } })
    await house.as(me, updateServiceAccount, { accountId, role: 'admin', isActive: false })
    await expect(house.as(writer, listServiceAccounts, {})).rejects.toMatchObject({ details: { reason: 'deactivated' } })
    await house.as(me, updateServiceAccount, { accountId, isActive: true })
    expect((await house.as(writer, listServiceAccounts, {})).length).toBe(1)
    await house.as(me, deleteServiceAccount, { accountId })
    await expect(house.as(writer, listServiceAccounts, {})).rejects.toMatchObject({ details: { reason: 'token_unknown' } })
  })

  it('make no tokens: that needs a signed-in person; each token has a scope', async () => {
    const { id: accountId } = await newAccount()
    const wish = { accountId, description: 'more', expiresAt: inDays(1), scopes: ['user:write'] as const }
    const { secret } = await house.as(me, createServiceToken, { ...wish, scopes: ['service_account:write', 'user:write'] })
    for (const forbidden of [createServiceToken, createToken]) {
      await expect(house.as({ token: secret }, forbidden, wish)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
    await expect(house.as(me, createServiceToken, { ...wish, scopes: [] })).rejects.toMatchObject({ details: { reason: 'scopes' } })
    await house.as(me, deleteServiceAccount, { accountId })
  })

  it('are named in the audit log with the token that was used', async () => {
    const { id: accountId } = await newAccount()
    const made = await house.as(me, createServiceToken, { accountId, description: 'renamer', expiresAt: inDays(1), scopes: ['service_account:write'] })
    await house.as({ token: made.secret }, updateServiceAccount, { accountId, name: 'Renamed' })
    const { rows } = await sql<object>`select actor_kind, actor_id, credential, credential_id from change_log order by id desc limit 1`.execute(test.db)
    expect(rows).toEqual([{ actor_kind: 'service_account', actor_id: accountId, credential: 'token', credential_id: made.id }])
    expect((await house.as(me, getServiceAccount, { accountId })).tokens[0]).toMatchObject({ description: 'renamer', lastUsedAt: new Date(house.clock.now()) })
    await house.as(me, deleteServiceAccount, { accountId })
  })
})

describe('rotation', () => {
  it('with an overlap lets the old secret work until it ends, and revoking ends both', async () => {
    const { id: accountId } = await newAccount()
    const made = await house.as(me, createServiceToken, { accountId, description: 'turning', expiresAt: inDays(2), scopes: ['user:read'] })
    const rotated = await house.as(me, rotateServiceToken, { accountId, tokenId: made.id, expiresAt: inDays(30), overlapHours: 24 })
    expect(rotated).toMatchObject({ id: made.id, previousEndsAt: inDays(1) })
    for (const token of [made.secret, rotated.secret]) expect(await house.actor({ token })).toMatchObject({ userId: accountId })
    house.clock.advance(dayMs)
    await signInAgain()
    await expect(house.actor({ token: made.secret })).rejects.toMatchObject({ details: { reason: 'token_expired' } })
    expect(await house.actor({ token: rotated.secret })).toMatchObject({ userId: accountId })
    const again = await house.as(me, rotateServiceToken, { accountId, tokenId: made.id, expiresAt: inDays(30), overlapHours: 24 })
    await house.as(me, revokeOrganizationToken, { tokenId: made.id })
    for (const token of [rotated.secret, again.secret]) await expect(house.actor({ token })).rejects.toMatchObject({ details: { reason: 'token_unknown' } })
    await expect(house.as(me, rotateServiceToken, { accountId, tokenId: made.id, expiresAt: inDays(1), overlapHours: 0 })).rejects.toMatchObject({
      code: 'not_found',
    })
    await house.as(me, deleteServiceAccount, { accountId })
  })

  it('gives a narrow token nothing of a wider one', async () => {
    const wide = await house.as(me, createToken, { description: 'wide', expiresAt: inDays(3) })
    const narrow = await house.as(me, createToken, { description: 'narrow', expiresAt: inDays(3), scopes: ['user:write'] })
    const by = { token: narrow.secret }
    await expect(house.as(by, rotateToken, { tokenId: wide.id, expiresAt: inDays(4) })).rejects.toMatchObject({ details: { reason: 'other_token' } })
    expect(await house.as(by, rotateToken, { tokenId: narrow.id, expiresAt: inDays(4) })).toMatchObject({ scopes: ['user:write'] })
  })
})

describe('rules of the organization', () => {
  it('bound how long tokens of people and of service accounts live', async () => {
    expect(await house.as(me, getTokenRules, {})).toEqual({ person: { maxDays: null, requiresExpiry: false }, service: { maxDays: 365, requiresExpiry: true } })
    const { id: accountId } = await newAccount()
    const service = (expiresAt: Date | null) => house.as(me, createServiceToken, { accountId, description: 's', expiresAt, scopes: ['user:read'] })
    await expect(service(null)).rejects.toMatchObject({ details: { reason: 'expiry_required' } })
    await expect(service(inDays(366))).rejects.toMatchObject({ details: { reason: 'expires_too_late' } })
    await expect(service(inDays(-1))).rejects.toMatchObject({ details: { reason: 'expires_in_past' } })
    await house.as(me, updateTokenRules, { person: { maxDays: 30, requiresExpiry: false }, service: { maxDays: null, requiresExpiry: false } })
    expect(await house.as(me, getTokenRules, {})).toMatchObject({ person: { maxDays: 30, requiresExpiry: true } })
    expect((await service(null)).expiresAt).toBeNull()
    const own = (expiresAt: Date | null) => house.as(me, createToken, { description: 'own', expiresAt })
    await expect(own(null)).rejects.toMatchObject({ details: { reason: 'expiry_required' } })
    await expect(own(inDays(31))).rejects.toMatchObject({ details: { reason: 'expires_too_late' } })
    const made = await own(inDays(30))
    await expect(house.as(me, rotateToken, { tokenId: made.id, expiresAt: inDays(31) })).rejects.toMatchObject({ details: { reason: 'expires_too_late' } })
    await house.as(me, updateTokenRules, { person: { maxDays: null, requiresExpiry: false } })
    await house.as(me, deleteServiceAccount, { accountId })
  })
})

describe('tokens of the organization', () => {
  it('are listed for administrators with who has them, and revoked; those of others are not found', async () => {
    const { id: accountId } = await newAccount()
    await house.as(me, createServiceToken, { accountId, description: 'listed', expiresAt: inDays(5), scopes: ['user:read'] })
    const listed = await house.as(me, listOrganizationTokens, {})
    expect(listed.find(({ description }) => description === 'listed')).toMatchObject({ owner: { id: accountId, kind: 'service', name: 'Nightly' } })
    expect(listed.find(({ description }) => description === 'ATRIUM_ADMIN_TOKEN')).toMatchObject({ owner: { kind: 'person', email: admin.email } })
    for (const tokenId of [newId(), 'no-uuid']) await expect(house.as(me, revokeOrganizationToken, { tokenId })).rejects.toMatchObject({ code: 'not_found' })
    await house.as(me, deleteServiceAccount, { accountId })
  })

  it('say when and from where they were used last', async () => {
    const made = await house.as(me, createToken, { description: 'travelling', expiresAt: null })
    await house.identity.authenticator.actorOf({ session: undefined, token: made.secret, address: '192.0.2.7' })
    const listed = await house.as(me, listOrganizationTokens, {})
    expect(listed.find(({ id }) => id === made.id)).toMatchObject({ lastUsedAt: new Date(house.clock.now()), lastUsedAddress: '192.0.2.7' })
  })
})
