import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { getMember, listMembers, removeMember, updateMemberRole } from './members.ts'
import { createOrganization, getOrganization, updateOrganization } from './organizations.ts'
import { provisionAdmin } from './provision-people.ts'
import { getSetupState, setUp } from './set-up.ts'
import { createSignInLink } from './sign-in-links.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from './testing/open-identity.ts'

let test: TestDatabase
let house: TestIdentity
let me: Credentials
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

const person = { password: 'a long passphrase 1', firstName: 'Ada', lastName: 'L', organizationName: 'Engines' }

describe('the first set-up', () => {
  it('needs the printed token', async () => {
    expect(await house.as({}, getSetupState, {})).toEqual({ needsSetup: true })
    await expect(house.as({}, setUp, { ...person, email: 'a@example.com', token: 'guessed' })).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(house.as({}, setUp, { ...person, email: 'a@example.com', password: 'short', token: 'x' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await house.as({}, getSetupState, {})).toEqual({ needsSetup: true })
  })

  it('makes one administrator although two try at once, and is gone afterwards', async () => {
    const { token } = await house.asSystem(createSignInLink, { purpose: 'setup', userId: null })
    const tries = await Promise.allSettled(['ada@example.com', 'eve@example.com'].map((email) => house.as({}, setUp, { ...person, email, token })))
    const sessions = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(sessions).toHaveLength(1)
    me = { session: sessions[0]?.secret ?? '' }
    expect(await house.user(me)).toMatchObject({ organizationRole: 'admin' })
    expect(await house.as({}, getSetupState, {})).toEqual({ needsSetup: false })
    const again = await house.asSystem(createSignInLink, { purpose: 'setup', userId: null })
    await expect(house.as({}, setUp, { ...person, email: 'x@example.com', token: again.token })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('provisioning an administrator', () => {
  const given = { email: 'ops@example.com', password: 'a long passphrase 2', token: 'given-token-16-letters' }
  const changes = async (): Promise<number> => {
    const { rows } = await sql<{ count: string }>`select count(*) from change_log`.execute(test.db)
    return Number(rows[0]?.count)
  }

  it('joins the organization that is there', async () => {
    const { organizationId } = await house.asSystem(provisionAdmin, given)
    expect(organizationId).toBe((await house.user(me)).organizationId)
    expect(await house.user({ token: given.token })).toMatchObject({ email: given.email, organizationRole: 'admin' })
  })

  it('changes nothing when it is the same as before, also twice at once', async () => {
    const before = await changes()
    await Promise.all([house.asSystem(provisionAdmin, given), house.asSystem(provisionAdmin, given)])
    expect(await changes()).toBe(before)
  })

  it('replaces a changed password and token', async () => {
    await house.asSystem(provisionAdmin, { ...given, password: 'a long passphrase 3', token: 'other-token-16-letters' })
    await expect(house.actor({ token: given.token })).rejects.toMatchObject({ details: { reason: 'token_unknown' } })
    expect((await house.actor({ token: 'other-token-16-letters' })).kind).toBe('user')
    await expect(house.as({}, signIn, { email: given.email, password: given.password, address: 'x' })).rejects.toMatchObject({ code: 'unauthenticated' })
    await house.as({}, signIn, { email: given.email, password: 'a long passphrase 3', address: 'x' })
  })

  it('names the variable of a password that cannot be used', async () => {
    await expect(house.asSystem(provisionAdmin, { ...given, password: 'password123' })).rejects.toThrow('ATRIUM_ADMIN_PASSWORD')
  })

  it('is not for people', async () => {
    await expect(house.as({}, provisionAdmin, given)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('an organization', () => {
  it('tells what it is, and takes changes from a session of an administrator', async () => {
    expect(await house.as(me, getOrganization, {})).toMatchObject({ name: 'Engines', needsProject: true, chartColors: null })
    expect(await house.as(me, updateOrganization, { name: ' Analytical Engines ', chartColors: ['#fff'] })).toMatchObject({
      name: 'Analytical Engines',
      chartColors: ['#fff'],
    })
    await expect(house.as(me, updateOrganization, { defaultProjectId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as({ token: 'other-token-16-letters' }, updateOrganization, { name: 'x' })).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is one per installation', async () => {
    await expect(house.as(me, createOrganization, { name: 'Second' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('members', () => {
  it('are found by words of name, e-mail or role, in pages', async () => {
    const all = await house.as(me, listMembers, {})
    expect(all.members.map((member) => member.email)).toEqual(expect.arrayContaining(['ops@example.com']))
    expect(all.total).toBe(2)
    expect((await house.as(me, listMembers, { search: 'OPS admin' })).members).toHaveLength(1)
    expect((await house.as(me, listMembers, { search: '100%' })).members).toEqual([])
    const page = await house.as(me, listMembers, { page: 2, pageSize: 1 })
    expect([page.members.length, page.total]).toEqual([1, 2])
  })

  it('of nowhere are not found', async () => {
    await expect(house.as(me, getMember, { userId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as(me, getMember, { userId: "'" })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('include at least one administrator, also when two demote each other at once', async () => {
    const others = (await house.as(me, listMembers, {})).members
    const ops = { token: 'other-token-16-letters' }
    await Promise.all([house.user(me), house.user(ops)])
    const tries = await Promise.allSettled(
      others.map((member, index) => house.as(index === 0 ? me : ops, updateMemberRole, { userId: member.userId, role: 'viewer' })),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const { rows } = await sql<{ user_id: string }>`select user_id from organization_members where role = 'admin'`.execute(test.db)
    expect(rows).toHaveLength(1)
    const last = rows[0]?.user_id ?? ''
    await test.db.updateTable('organization_members').set({ role: 'admin' }).execute()
    const someone = others.find((member) => member.userId !== last)?.userId ?? ''
    house.identity.authenticator.forget()
    await house.as(ops, removeMember, { userId: someone === (await house.user(ops)).userId ? last : someone })
    await expect(house.as(ops, removeMember, { userId: (await house.user(ops)).userId })).rejects.toMatchObject({ details: { reason: 'last_admin' } })
  })
})
