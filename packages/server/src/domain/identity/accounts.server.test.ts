import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrganizationRole } from '../../platform/db/stored-values.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { getAllowedDomains, updateAllowedDomains } from './allowed-domains.ts'
import { getCurrentUser, updateProfile } from './current-user.ts'
import { getInvitation, inviteMember, revokeInvitations } from './invitations.ts'
import { joinOrganization, listAvailableOrganizations } from './join-organization.ts'
import { linkIdentityForTest } from './testing/link-identity.ts'
import { listLinkedIdentities, unlinkIdentity } from './linked-identities.ts'
import { getMemberFootprint, setMemberActive } from './member-active.ts'
import { listMembers, removeMember, updateMemberRole } from './members.ts'
import { completeUserSetup, deleteOwnAccount } from './own-account.ts'
import { endOtherSessions, endOwnSession, listOwnSessions } from './own-sessions.ts'
import { provisionAdmin } from './provision-people.ts'
import { acceptInvitation, registerByDomain } from './register.ts'
import { checkPasswordReset, mailPasswordReset, resetPasswordOfMember, setNewPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from './testing/open-identity.ts'
import { createToken } from './tokens.ts'
import { getEmailStatus, sendEmailPasscode, tryEmailPasscode } from './verify-email.ts'

const password = 'a long passphrase 1'
const address = '127.0.0.1'
const adminEmail = 'ada@corp.example'

let test: TestDatabase
let house: TestIdentity
let admin: Credentials

beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test, { windowSeconds: 900, perAccount: 50, perAddress: 5000 })
  await house.asSystem(provisionAdmin, { email: adminEmail, password, token: 'token-of-sixteen-letters' })
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})
beforeEach(async () => {
  house.sendsMail(true)
  house.outbox.length = 0
  // Limits by address are about the hour; each test has its own, and an administrator who has just signed in.
  house.clock.advance(3_600_001)
  admin = { session: (await house.as({}, signIn, { email: adminEmail, password, address })).secret }
})

const invite = (email: string, role: OrganizationRole = 'viewer') => house.as(admin, inviteMember, { email, role, expiresAt: null })
const accept = (code: string, more: { email?: string } = {}) =>
  house.as({}, acceptInvitation, { code, firstName: 'Bo', lastName: 'Berg', password, address, ...more })
async function join(email: string, role: OrganizationRole = 'viewer'): Promise<{ session: string; userId: string }> {
  const { code } = await invite(email, role)
  const { secret, userId } = await accept(code)
  return { session: secret, userId }
}
const membersNamed = async (search: string) => (await house.as(admin, listMembers, { search })).members
const codeIn = (text: string | undefined): string => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? ''
const register = (email: string) => house.as({}, registerByDomain, { email, firstName: 'Eve', lastName: '', password, address })
const allow = (domains: string[], role: 'member' | 'viewer' = 'viewer') => house.as(admin, updateAllowedDomains, { domains, role, projects: [] })
async function everythingStored(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select row_to_json(l)::text as text from sign_in_links l union all select row_to_json(p)::text from email_passcodes p
    union all select row_to_json(c)::text from change_log c`.execute(test.db)
  return rows.map(({ text }) => text).join('\n')
}

describe('an invitation', () => {
  it('makes a pending member, brings the link by mail, and lets exactly that person in, once', async () => {
    const made = await invite('Bo@Corp.example ', 'editor')
    expect(made).toMatchObject({ email: 'bo@corp.example', isMailed: true, link: `https://atrium.example/register/${made.code}` })
    expect(house.outbox).toMatchObject([{ to: 'bo@corp.example' }])
    expect(house.outbox[0]?.text).toContain(made.link)
    expect(await membersNamed('bo@corp')).toMatchObject([{ isPending: true, isInviteExpired: false, role: 'editor' }])
    expect(await house.as({}, getInvitation, { code: made.code })).toMatchObject({ email: 'bo@corp.example', organizationName: 'Atrium' })

    const session = await accept(made.code)
    expect(await house.user({ session: session.secret })).toMatchObject({ email: 'bo@corp.example', organizationRole: 'editor', emailVerified: false })
    expect(await membersNamed('bo@corp')).toMatchObject([{ isPending: false, firstName: 'Bo' }])
    await expect(accept(made.code)).rejects.toMatchObject({ code: 'not_found', details: { reason: 'invite_missing' } })
    expect(await everythingStored()).not.toContain(made.code)
  })

  it('opens nothing once whoever runs the server has made that person an administrator', async () => {
    const { code } = await invite('promoted@corp.example', 'viewer')
    await house.asSystem(provisionAdmin, { email: 'promoted@corp.example', password: null, token: null })
    expect(await membersNamed('promoted@corp')).toMatchObject([{ isPending: false, role: 'admin' }])
    await expect(accept(code)).rejects.toMatchObject({ code: 'not_found', details: { reason: 'invite_missing' } })
  })

  it('gives one of two who use it at the same time the account', async () => {
    const { code } = await invite('race@corp.example')
    const both = await Promise.allSettled([accept(code), accept(code)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('is for the invited address only', async () => {
    const { code } = await invite('only@corp.example')
    await expect(accept(code, { email: 'other@corp.example' })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await accept(code, { email: 'ONLY@corp.example' })).secret).not.toBe('')
  })

  it('runs out, and a new one ends the old one', async () => {
    const first = await invite('late@corp.example')
    const second = await invite('late@corp.example', 'developer')
    await expect(house.as({}, getInvitation, { code: first.code })).rejects.toMatchObject({ code: 'not_found' })
    house.clock.advance(8 * 24 * 3_600_000)
    await expect(accept(second.code)).rejects.toMatchObject({ details: { reason: 'invite_expired' } })
    admin = { session: (await house.as({}, signIn, { email: adminEmail, password, address })).secret }
    expect(await membersNamed('late@corp')).toMatchObject([{ isPending: true, isInviteExpired: true, role: 'developer' }])
  })

  it('ends with all others when they are revoked', async () => {
    const { code } = await invite('revoked@corp.example')
    await house.as(admin, revokeInvitations, {})
    await expect(accept(code)).rejects.toMatchObject({ code: 'not_found' })
    expect(await membersNamed('revoked@corp')).toMatchObject([{ isPending: true, isInviteExpired: true }])
  })

  it('is handed to the administrator where no mail is sent', async () => {
    house.sendsMail(false)
    expect(await invite('nomail@corp.example')).toMatchObject({ isMailed: false })
    expect(house.outbox).toEqual([])
  })

  it('opens no way in beside its link', async () => {
    await invite('waiting@corp.example', 'admin')
    await expect(house.as({}, signIn, { email: 'waiting@corp.example', password: '', address })).rejects.toMatchObject({ code: 'unauthenticated' })
    await house.asSystem(mailPasswordReset, { email: 'waiting@corp.example' })
    expect(house.outbox.map(({ subject }) => subject)).toEqual(['Join Atrium on Atrium'])
  })

  it('is made by administrators only, for people who have no account', async () => {
    const { session } = await join('editor@corp.example', 'editor')
    await expect(house.as({ session }, inviteMember, { email: 'x@corp.example', role: 'admin', expiresAt: null })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(invite('editor@corp.example', 'admin')).rejects.toMatchObject({ details: { reason: 'email_taken' } })
  })

  it.each(['not an address', 'a@b.example,c@d.example', 'a,b@c.example', '<a@b.example>', '"a b"@c.example', 'a@b.example\u0000', 'a@b.example\r\nBcc:x'])(
    'is not sent to %j',
    async (email) => {
      await expect(invite(email)).rejects.toMatchObject({ code: 'invalid' })
      expect(house.outbox).toEqual([])
    },
  )

  it('ends in the future, and not in years', async () => {
    for (const days of [-1, 400]) {
      const expiresAt = new Date(house.clock.now() + days * 24 * 3_600_000)
      await expect(house.as(admin, inviteMember, { email: 'when@corp.example', role: 'viewer', expiresAt })).rejects.toMatchObject({
        details: { reason: 'expires_at' },
      })
    }
  })
})

describe('the code that verifies an address', () => {
  it('is mailed, verifies once typed in, and is not kept in the clear', async () => {
    const who = await join('otp@corp.example')
    house.outbox.length = 0
    expect(await house.as(who, sendEmailPasscode, { address })).toMatchObject({
      isVerified: false,
      passcode: { attempts: 0, isExpired: false, isUsedUp: false },
    })
    const code = codeIn(house.outbox[0]?.text)
    expect(code).toMatch(/^\d{6}$/)
    expect(await everythingStored()).not.toContain(code)
    expect(await house.as(who, tryEmailPasscode, { code })).toMatchObject({ isVerified: true, passcode: null })
    expect(await house.user(who)).toMatchObject({ emailVerified: true })
    house.outbox.length = 0
    await house.as(who, sendEmailPasscode, { address })
    expect(house.outbox).toEqual([])
  })

  it('dies after five wrong tries, also of many at once', async () => {
    const who = await join('guess@corp.example')
    house.outbox.length = 0
    await house.as(who, sendEmailPasscode, { address })
    const code = codeIn(house.outbox[0]?.text)
    const wrong = code === '000000' ? '000001' : '000000'
    await Promise.all(Array.from({ length: 12 }, () => house.as(who, tryEmailPasscode, { code: wrong })))
    expect(await house.as(who, tryEmailPasscode, { code })).toMatchObject({ isVerified: false, passcode: { attempts: 5, isUsedUp: true } })
    await house.as(who, sendEmailPasscode, { address })
    expect(await house.as(who, getEmailStatus, {})).toMatchObject({ passcode: { attempts: 0 } })
  })

  it('works for fifteen minutes', async () => {
    const who = await join('slow@corp.example')
    house.outbox.length = 0
    await house.as(who, sendEmailPasscode, { address })
    house.clock.advance(15 * 60_000)
    expect(await house.as(who, tryEmailPasscode, { code: codeIn(house.outbox[0]?.text) })).toMatchObject({ isVerified: false, passcode: { isExpired: true } })
  })

  it('belongs to its person and its address', async () => {
    const one = await join('one@corp.example')
    const two = await join('two@corp.example')
    house.outbox.length = 0
    await house.as(one, sendEmailPasscode, { address })
    const code = codeIn(house.outbox[0]?.text)
    await expect(house.as(two, tryEmailPasscode, { code })).rejects.toMatchObject({ details: { reason: 'passcode_missing' } })
    await house.as(one, updateProfile, { email: 'moved@corp.example' })
    expect(await house.as(one, tryEmailPasscode, { code })).toMatchObject({ isVerified: false })
  })

  it('is asked for five times an hour, and says when again', async () => {
    const who = await join('often@corp.example')
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => house.as(who, sendEmailPasscode, { address })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    await expect(house.as(who, sendEmailPasscode, { address })).rejects.toMatchObject({ code: 'limit_exceeded', details: { retryAfterSeconds: 3600 } })
  })

  it('says so where no mail is sent', async () => {
    const who = await join('mute@corp.example')
    house.sendsMail(false)
    await expect(house.as(who, sendEmailPasscode, { address })).rejects.toMatchObject({ details: { reason: 'no_mail' } })
  })
})

describe('a new password', () => {
  const linkIn = (text: string | undefined): string => decodeURIComponent(/\/reset-password\/(\S+)/.exec(text ?? '')?.[1] ?? '')
  const ask = async (email: string): Promise<string> => {
    house.outbox.length = 0
    await house.asSystem(mailPasswordReset, { email })
    return linkIn(house.outbox[0]?.text)
  }
  const fresh = 'another passphrase 2'

  it('is set by the mailed link, once, and ends every session', async () => {
    const who = await join('forgot@corp.example')
    const code = await ask('forgot@corp.example')
    expect(await house.as({}, checkPasswordReset, { code })).toEqual({ email: 'forgot@corp.example' })
    await house.as({}, setNewPassword, { code, newPassword: fresh, address })
    expect(await house.actor(who)).toEqual({ kind: 'anonymous' })
    await expect(house.as({}, signIn, { email: 'forgot@corp.example', password, address })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await house.as({}, signIn, { email: 'forgot@corp.example', password: fresh, address })).secret).not.toBe('')
    await expect(house.as({}, setNewPassword, { code, newPassword: fresh, address })).rejects.toMatchObject({ code: 'not_found' })
    expect(await everythingStored()).not.toContain(code)
  })

  it('is set by one of two who use the link at the same time', async () => {
    await join('twice@corp.example')
    const code = await ask('twice@corp.example')
    const both = await Promise.allSettled([1, 2].map((n) => house.as({}, setNewPassword, { code, newPassword: `${fresh}${n}`, address })))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('needs a link of this hour, and the newest one', async () => {
    await join('hour@corp.example')
    const old = await ask('hour@corp.example')
    const code = await ask('hour@corp.example')
    await expect(house.as({}, checkPasswordReset, { code: old })).rejects.toMatchObject({ code: 'not_found' })
    house.clock.advance(60 * 60_000)
    await expect(house.as({}, setNewPassword, { code, newPassword: fresh, address })).rejects.toMatchObject({ details: { reason: 'reset_expired' } })
  })

  it('must be a good one, and a bad one does not spend the link', async () => {
    await join('weak@corp.example')
    const code = await ask('weak@corp.example')
    await expect(house.as({}, setNewPassword, { code, newPassword: 'password1', address })).rejects.toMatchObject({ details: { reason: 'weak_password' } })
    await house.as({}, setNewPassword, { code, newPassword: fresh, address })
  })

  it('is for nobody without a password of their own', async () => {
    const who = await join('sso@corp.example')
    await sql`update users set password_hash = null where id = ${who.userId}`.execute(test.db)
    expect(await ask('sso@corp.example')).toBe('')
    expect(await ask('nobody@corp.example')).toBe('')
    await expect(house.as(admin, resetPasswordOfMember, { userId: who.userId })).rejects.toMatchObject({ details: { reason: 'no_password' } })
  })

  it('is not set by a link that went to an address that was left', async () => {
    const who = await join('left@corp.example')
    const code = await ask('left@corp.example')
    await house.as(who, updateProfile, { email: 'elsewhere@corp.example' })
    await expect(house.as({}, checkPasswordReset, { code })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('comes by an administrator where no mail is sent, and only there', async () => {
    const who = await join('asks@corp.example')
    expect(await house.as(admin, resetPasswordOfMember, { userId: who.userId })).toMatchObject({ link: null, email: 'asks@corp.example' })
    house.sendsMail(false)
    const { link } = await house.as(admin, resetPasswordOfMember, { userId: who.userId })
    await house.as({}, setNewPassword, { code: linkIn(link ?? ''), newPassword: fresh, address })
    await expect(house.as(who, resetPasswordOfMember, { userId: who.userId })).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('people of an allowed domain', () => {
  it('register, verify their address, and join with what the organization gives them', async () => {
    await allow(['Partner.example', '@partner.example'], 'member')
    expect(await house.as(admin, getAllowedDomains, {})).toEqual({ domains: ['partner.example'], role: 'member', projects: [] })
    const who = { session: (await register('eve@partner.example')).secret }
    const { organizationId } = await house.user(admin)
    const organization = { organizationId: organizationId ?? '' }
    expect(await house.user(who)).toMatchObject({ organizationId: null, emailVerified: false })
    expect(await house.as(who, listAvailableOrganizations, {})).toEqual([])
    await expect(house.as(who, joinOrganization, organization)).rejects.toMatchObject({ details: { reason: 'email_unverified' } })

    await house.as(who, tryEmailPasscode, { code: codeIn(house.outbox[0]?.text) })
    expect(await house.as(who, listAvailableOrganizations, {})).toMatchObject([{ id: organizationId, name: 'Atrium' }])
    await expect(house.as(who, joinOrganization, { organizationId: newId() })).rejects.toMatchObject({ details: { reason: 'domain_not_allowed' } })
    await house.as(who, joinOrganization, organization)
    expect(await house.user(who)).toMatchObject({ organizationId, organizationRole: 'member' })
    await expect(house.as(who, joinOrganization, organization)).rejects.toMatchObject({ details: { reason: 'already_in_organization' } })
  })

  it('may not register from elsewhere, as somebody else, or where no mail is sent', async () => {
    await allow(['partner.example'])
    for (const email of ['eve@other.example', 'eve@sub.partner.example', 'eve@partner.example.evil.example']) {
      await expect(register(email)).rejects.toMatchObject({ details: { reason: 'registration_closed' } })
    }
    await register('taken@partner.example')
    await expect(register('Taken@partner.example')).rejects.toMatchObject({ details: { reason: 'email_taken' } })
    house.sendsMail(false)
    await expect(register('mute@partner.example')).rejects.toMatchObject({ details: { reason: 'registration_closed' } })
  })

  it('who only took an address do not get what its owner is invited to', async () => {
    await allow(['partner.example'])
    const squatter = { session: (await register('boss@partner.example')).secret }
    const { code } = await invite('boss@partner.example', 'admin')
    expect(await house.actor(squatter)).toEqual({ kind: 'anonymous' })
    expect((await house.user({ session: (await accept(code)).secret })).organizationRole).toBe('admin')
  })

  it.each(['gmail.com', 'GMAIL.com ', 'localhost', 'a b.example', '*.example', 'example.', ''])('are not those of %j', async (domain) => {
    await expect(allow([domain])).rejects.toMatchObject({ details: { reason: 'email_domain' } })
  })

  it('may remove their account while they are in no organization', async () => {
    await allow(['partner.example'])
    const who = { session: (await register('bye@partner.example')).secret }
    await house.as(who, deleteOwnAccount, {})
    expect(await house.actor(who)).toEqual({ kind: 'anonymous' })
  })
})

describe('members', () => {
  it('who are deactivated are out at once, and back with all they had', async () => {
    const who = await join('out@corp.example', 'editor')
    const { secret: token } = await house.as(who, createToken, { description: 'robot', expiresAt: null })
    await house.as(admin, setMemberActive, { userId: who.userId, isActive: false })
    expect(await house.actor(who)).toEqual({ kind: 'anonymous' })
    await expect(house.actor({ token })).rejects.toMatchObject({ details: { reason: 'deactivated' } })
    await expect(house.as({}, signIn, { email: 'out@corp.example', password, address })).rejects.toMatchObject({ details: { reason: 'deactivated' } })
    await house.as(admin, setMemberActive, { userId: who.userId, isActive: true })
    expect(await house.user({ token })).toMatchObject({ organizationRole: 'editor' })
  })

  it('show what hangs on them before they go', async () => {
    const who = await join('prints@corp.example')
    await house.as(who, createToken, { description: 'robot', expiresAt: null })
    expect(await house.as(admin, getMemberFootprint, { userId: who.userId })).toEqual({
      sessions: 1,
      tokens: 1,
      projects: 0,
      spaces: 0,
      ownSpaces: [],
      made: 0,
    })
  })

  it('cannot remove, demote or lock out the last administrator, also not two at the same time', async () => {
    const others = (await membersNamed('admin')).filter(({ email, isPending }) => email !== adminEmail && !isPending)
    for (const { userId } of others) await house.as(admin, updateMemberRole, { userId, role: 'viewer' })
    const { userId } = await house.user(admin)
    await expect(house.as(admin, removeMember, { userId })).rejects.toMatchObject({ details: { reason: 'last_admin' } })
    await expect(house.as(admin, deleteOwnAccount, {})).rejects.toMatchObject({ details: { reason: 'last_admin' } })
    // An invited administrator is none yet.
    await invite('next@corp.example', 'admin')
    await expect(house.as(admin, updateMemberRole, { userId, role: 'viewer' })).rejects.toMatchObject({ details: { reason: 'last_admin' } })

    const second = await join('second@corp.example', 'admin')
    const both = await Promise.allSettled([
      house.as(admin, setMemberActive, { userId: second.userId, isActive: false }),
      house.as(second, updateMemberRole, { userId, role: 'viewer' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await house.asSystem(provisionAdmin, { email: adminEmail, password, token: null })
  })

  it('may not remove themselves unless they administrate', async () => {
    const who = await join('stays@corp.example', 'developer')
    await expect(house.as(who, deleteOwnAccount, {})).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'role' } })
  })
})

describe('own sessions', () => {
  it('are listed, and ended one by one or all but this one', async () => {
    const who = await join('many@corp.example')
    const enter = async (userAgent: string): Promise<Credentials> => ({
      session: (await house.as({}, signIn, { email: 'many@corp.example', password, address, userAgent })).secret,
    })
    const phone = await enter('Phone')
    const tablet = await enter('Tablet')
    const sessions = await house.as(who, listOwnSessions, {})
    expect(sessions.map(({ userAgent, isCurrent }) => [userAgent, isCurrent])).toEqual(
      expect.arrayContaining([
        ['Phone', false],
        ['Tablet', false],
        [null, true],
      ]),
    )
    await house.as(who, endOwnSession, { sessionId: sessions.find(({ userAgent }) => userAgent === 'Phone')?.id ?? '' })
    expect(await house.actor(phone)).toEqual({ kind: 'anonymous' })
    await house.as(who, endOtherSessions, {})
    expect(await house.actor(tablet)).toEqual({ kind: 'anonymous' })
    expect(await house.user(who)).toMatchObject({ email: 'many@corp.example' })
  })

  it('of others are not there', async () => {
    const who = await join('mine@corp.example')
    const [theirs] = await house.as(admin, listOwnSessions, {})
    await expect(house.as(who, endOwnSession, { sessionId: theirs?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as(who, endOwnSession, { sessionId: "' or true" })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the end of a sign-up', () => {
  it('takes flags of everybody, and names and domains of administrators only', async () => {
    const who = await join('done@corp.example')
    expect((await house.as(who, getCurrentUser, {})).isSetupComplete).toBe(false)
    expect(await house.as(who, completeUserSetup, { isMarketingOptedIn: true })).toMatchObject({ isSetupComplete: true, isMarketingOptedIn: true })
    await expect(house.as(who, completeUserSetup, { organizationName: 'Mine now' })).rejects.toMatchObject({ code: 'forbidden' })
    await allow([])
    await house.as(admin, completeUserSetup, { organizationName: 'Corp', enableEmailDomainAccess: true })
    expect((await house.as(admin, getAllowedDomains, {})).domains).toEqual(['corp.example'])
    expect((await house.as(admin, getCurrentUser, {})).organization?.name).toBe('Corp')
  })
})

describe('linked identities', () => {
  it('are unlinked unless they are the only way in', async () => {
    const who = await join('linked@corp.example')
    const identity = { issuer: 'https://id.example', email: 'linked@corp.example' }
    await linkIdentityForTest(test.db, who.userId, identity)
    expect(await house.as(who, listLinkedIdentities, {})).toMatchObject([{ ...identity, issuerType: 'oidc' }])
    await sql`update users set password_hash = null where id = ${who.userId}`.execute(test.db)
    await expect(house.as(who, unlinkIdentity, identity)).rejects.toMatchObject({ details: { reason: 'last_way_in' } })
    await sql`update users set password_hash = 'some' where id = ${who.userId}`.execute(test.db)
    // A password is no way in where only administrators use one.
    await sql`update organizations set password_sign_in = false`.execute(test.db)
    await expect(house.as(who, unlinkIdentity, identity)).rejects.toMatchObject({ details: { reason: 'last_way_in' } })
    await sql`update organizations set password_sign_in = true`.execute(test.db)
    await house.as(who, unlinkIdentity, identity)
    expect(await house.as(who, listLinkedIdentities, {})).toEqual([])
  })
})
