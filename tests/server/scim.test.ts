import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { withToken, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { addScimClients } from './scim-clients.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/**
 * The requests that providers of identities send, in their order and with their oddities: Okta looks first and then
 * makes or replaces, Entra ID patches with capital letters and texts for booleans, OneLogin replaces whole resources.
 */

type Resource = Record<string, unknown> & { id: string; meta: { version: string; location: string } }
type List = { totalResults: number; startIndex: number; itemsPerPage: number; Resources: Resource[] }

let house: WithPeople
let scim: ApiClient
const users = '/scim/v2/Users'
const groups = '/scim/v2/Groups'
const core = 'urn:ietf:params:scim:schemas:core:2.0'
const messages = 'urn:ietf:params:scim:api:messages:2.0'

beforeAll(async () => {
  house = await startWithPeople({ files: { 'orders.yml': 'models: [{name: orders}]\n' }, statements: ['CREATE TABLE orders AS SELECT 1 AS id'] })
  scim = (await addScimClients(house)).admin
})
afterAll(() => house.stop())

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> =>
  scim.call(method, path, body, { ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers })
const ok = async (method: string, path: string, body?: unknown): Promise<Resource> => {
  const answer = await call(method, path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body as Resource
}
const found = async (path: string, filter: string): Promise<Resource[]> => {
  const list = (await ok('GET', `${path}?filter=${encodeURIComponent(filter)}`)) as unknown as List
  expect(list.totalResults).toBe(list.Resources.length)
  return list.Resources
}
const refused = async (method: string, path: string, body: unknown, status: number, scimType?: string): Promise<void> => {
  const answer = await call(method, path, body)
  expect([answer.status, answer.body]).toMatchObject([
    status,
    { schemas: [`${messages}:Error`], status: String(status), ...(scimType === undefined ? {} : { scimType }) },
  ])
}
const patch = (...Operations: object[]): object => ({ schemas: [`${messages}:PatchOp`], Operations })
const person = (userName: string, more: object = {}): object => ({
  schemas: [`${core}:User`],
  userName,
  name: { givenName: 'Grace', familyName: 'Hopper' },
  emails: [{ primary: true, value: userName, type: 'work' }],
  active: true,
  ...more,
})

describe('as Okta provisions', () => {
  it('looks for a person, makes them, changes them, locks them out and lets them back in', async () => {
    expect(await found(users, 'userName eq "grace@okta.example"')).toEqual([])
    const made = await call('POST', users, person('grace@okta.example', { externalId: '00u1', displayName: 'Grace Hopper', locale: 'en-US', groups: [] }))
    expect(made.status).toBe(201)
    const { id, meta } = made.body as Resource
    expect(made.headers.get('content-type')).toContain('application/scim+json')
    expect([made.headers.get('location'), made.headers.get('etag')]).toEqual([meta.location, meta.version])
    expect(made.body).toMatchObject({ userName: 'grace@okta.example', externalId: '00u1', active: true, roles: [{ value: 'member' }] })
    expect((await found(users, 'userName eq "GRACE@okta.example"')).map((one) => one.id)).toEqual([id])
    await refused('POST', users, person('Grace@OKTA.example'), 409, 'uniqueness')

    const renamed = await ok(
      'PUT',
      `${users}/${id}`,
      person('grace@okta.example', { id, externalId: '00u1', name: { givenName: 'Grace', familyName: 'Murray' } }),
    )
    expect(renamed).toMatchObject({ displayName: 'Grace Murray', roles: [{ value: 'member' }] })
    expect(await ok('PATCH', `${users}/${id}`, patch({ op: 'replace', value: { active: false } }))).toMatchObject({ active: false })
    const { results } = (await house.as.admin.get('/api/v1/org/users')).body as { results: { data: { email: string; isActive: boolean }[] } }
    expect(results.data.find(({ email }) => email === 'grace@okta.example')).toMatchObject({ isActive: false, isScimManaged: true })
    expect(await ok('PATCH', `${users}/${id}`, patch({ op: 'replace', value: { active: true } }))).toMatchObject({ active: true })
  })

  it('finds a person who was here before, and takes them over', async () => {
    const [known] = await found(users, `userName eq "${house.email('viewer')}"`)
    expect(known).toMatchObject({ id: house.userUuid.viewer, active: true })
    await refused('POST', users, person(house.email('viewer')), 409, 'uniqueness')
    expect(await ok('PUT', `${users}/${known?.id}`, person(house.email('viewer'), { externalId: '00u2' }))).toMatchObject({
      externalId: '00u2',
      roles: [{ value: 'viewer' }],
    })
  })

  it('pushes a group: made with a member, renamed with its own id in the value, members replaced, deleted', async () => {
    const [ada, ben] = [await ok('POST', users, person('ada@okta.example')), await ok('POST', users, person('ben@okta.example'))]
    const group = await ok('POST', groups, { schemas: [`${core}:Group`], displayName: 'Okta sales', members: [{ value: ada.id, display: 'ada@okta.example' }] })
    await refused('POST', groups, { displayName: 'Okta sales' }, 409, 'uniqueness')
    const at = `${groups}/${group.id}`
    expect(await ok('PATCH', at, patch({ op: 'replace', value: { id: group.id, displayName: 'Okta selling' } }))).toMatchObject({ displayName: 'Okta selling' })
    const both = patch({ op: 'replace', path: 'members', value: [{ value: ada.id }, { value: ben.id }] })
    expect((await ok('PATCH', at, both))['members']).toHaveLength(2)
    expect((await ok('GET', `${users}/${ada.id}`))['groups']).toMatchObject([{ value: group.id, display: 'Okta selling' }])
    expect((await ok('PATCH', at, patch({ op: 'remove', path: `members[value eq "${ada.id}"]` })))['members']).toMatchObject([{ value: ben.id }])
    expect((await found(groups, `members eq "${ben.id}"`)).map(({ id }) => id)).toEqual([group.id])
    expect((await call('DELETE', at)).status).toBe(204)
    await refused('GET', at, undefined, 404)
  })
})

describe('as Entra ID provisions', () => {
  it('patches with capital letters, texts for booleans and paths into lists', async () => {
    const made = await ok('POST', users, {
      ...person('nikola@entra.example'),
      active: 'True',
      externalId: 'nikola',
      [`urn:ietf:params:scim:schemas:extension:enterprise:2.0:User`]: { department: 'Sales' },
    })
    const at = `${users}/${made.id}`
    expect((await found(users, 'externalId eq "nikola"')).map(({ id }) => id)).toEqual([made.id])
    const changed = await ok(
      'PATCH',
      at,
      patch(
        { op: 'Replace', path: 'displayName', value: 'Nikola T' },
        { op: 'Replace', path: 'name.familyName', value: 'Tesla' },
        { op: 'Add', path: 'name.givenName', value: 'Nikola' },
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'n.tesla@entra.example' },
        { op: 'Add', path: 'addresses[type eq "work"].country', value: 'RS' },
        { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'Research' },
      ),
    )
    expect(changed).toMatchObject({
      userName: 'nikola@entra.example',
      name: { givenName: 'Nikola', familyName: 'Tesla' },
      emails: [{ value: 'n.tesla@entra.example' }],
    })
    expect(await ok('PATCH', at, patch({ op: 'Replace', path: 'active', value: 'False' }))).toMatchObject({ active: false })
    expect(await ok('PATCH', at, patch({ op: 'Add', value: { active: 'True', 'name.familyName': 'T.' } }))).toMatchObject({
      active: true,
      name: { familyName: 'T.' },
    })
    expect(await ok('PATCH', at, patch({ op: 'Replace', path: `${core}:User:roles`, value: [{ value: 'Developer', primary: 'True' }] }))).toMatchObject({
      roles: [{ value: 'developer' }],
    })
    expect(await ok('PATCH', at, patch({ op: 'Remove', path: 'externalId' }))).not.toHaveProperty('externalId')
  })

  it('adds members with several requests at once, and takes them out by their value', async () => {
    const members = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ok('POST', users, person(`${name}@many.example`))))
    const { id } = await ok('POST', groups, { displayName: 'Entra', externalId: 'g-1' })
    await Promise.all(members.map((one) => ok('PATCH', `${groups}/${id}`, patch({ op: 'Add', path: 'members', value: [{ value: one.id }] }))))
    expect((await ok('GET', `${groups}/${id}`))['members']).toHaveLength(4)
    expect(await ok('GET', `${groups}/${id}?excludedAttributes=members`)).not.toHaveProperty('members')
    await ok('PATCH', `${groups}/${id}`, patch({ op: 'Remove', path: 'members', value: [{ value: members[0]?.id }] }))
    expect((await ok('GET', `${groups}/${id}`))['members']).toHaveLength(3)
    expect((await found(groups, `id eq "${id}" and members eq "${members[1]?.id}"`)).length).toBe(1)
    await refused(
      'PATCH',
      `${groups}/${id}`,
      patch({ op: 'Add', path: 'members', value: [{ value: '0f8fad5b-d9cb-469f-a165-70867728950e' }] }),
      400,
      'invalidValue',
    )
  })
})

describe('the rules', () => {
  it('deleting a person locks them out and keeps what is theirs; made again, they are back', async () => {
    const { id } = await ok('POST', users, person('leaving@rules.example'))
    const group = await ok('POST', groups, { displayName: 'Leaving', members: [{ value: id }] })
    expect((await call('DELETE', `${users}/${id}`)).status).toBe(204)
    await refused('GET', `${users}/${id}`, undefined, 404)
    expect(await found(users, 'userName eq "leaving@rules.example"')).toEqual([])
    expect((await ok('GET', `${groups}/${group.id}`))['members']).toEqual([])
    const [row] = await house.db.selectFrom('users').select(['is_active']).where('id', '=', id).execute()
    expect(row).toEqual({ is_active: false })
    const again = await call('POST', users, person('leaving@rules.example', { name: { givenName: 'Back', familyName: '' } }))
    expect([again.status, again.body]).toMatchObject([201, { id, active: true, displayName: 'Back', groups: [] }])
  })

  it('who comes back finds nothing open that was theirs before, and is what the provider says now', async () => {
    const { id } = await ok('POST', users, person('address@again.example', { externalId: 'old', roles: [{ value: 'admin' }] }))
    const secret = 'atr_pat_of_who_was_here_before'
    const token_hash = createHash('sha256').update(secret).digest()
    await house.db.insertInto('personal_access_tokens').values({ id: newId(), user_id: id, description: 'old', token_prefix: 'atr_pat_', token_hash }).execute()
    await house.db.updateTable('users').set({ password_hash: 'a hash' }).where('id', '=', id).execute()
    await house.db
      .insertInto('linked_identities')
      .values({ issuer: 'https://id.example', subject: 'old', issuer_type: 'oidc', user_id: id, email: '', created_at: new Date() })
      .execute()
    const old = withToken(house.url, secret)
    expect((await old.get('/api/v1/user')).status).toBe(200)
    await call('DELETE', `${users}/${id}`)
    expect((await old.get('/api/v1/user')).status).toBe(403)
    expect(await ok('POST', users, person('address@again.example', { externalId: 'new' }))).toMatchObject({ id, roles: [{ value: 'member' }] })
    expect((await old.get('/api/v1/user')).status).toBe(401)
    expect(await house.db.selectFrom('users').select('password_hash').where('id', '=', id).execute()).toEqual([{ password_hash: null }])
    expect(await house.db.selectFrom('linked_identities').select('subject').where('user_id', '=', id).execute()).toEqual([])
  })

  it('a name that was given to somebody else leads to nobody who had it', async () => {
    const smith = (emails: string, externalId: string): object => person('smith', { externalId, emails: [{ value: emails, primary: true }] })
    const { id } = await ok('POST', users, smith('john.smith@again.example', '1'))
    await call('DELETE', `${users}/${id}`)
    const jane = await ok('POST', users, smith('jane.smith@again.example', '2'))
    expect(jane.id).not.toBe(id)
    await call('DELETE', `${users}/${jane.id}`)
    // The provider's own key says that it is the same person, who has another address now.
    expect(await ok('POST', users, smith('jane.miller@again.example', '2'))).toMatchObject({ id: jane.id })
  })

  it('a new address ends the links that went to the old one', async () => {
    const invited = await house.as.admin.post('/api/v1/invite-links', { email: 'first@again.example', role: 'editor' })
    const { inviteCode } = (invited.body as { results: { inviteCode: string } }).results
    const [{ id } = { id: '' }] = await found(users, 'userName eq "first@again.example"')
    const invitation = `/api/v1/invite-links/${inviteCode}`
    expect((await house.as.nobody.get(invitation)).status).toBe(200)
    await ok('PATCH', `${users}/${id}`, patch({ op: 'replace', path: 'emails[type eq "work"].value', value: 'second@again.example' }))
    expect((await house.as.nobody.get(invitation)).status).toBe(404)
  })

  it('the last administrator stays one', async () => {
    const people = await found(users, 'roles.value eq "admin" and active eq true')
    // All but one of them may go; then there is one who may not.
    const [last, ...others] = people
    for (const { id } of others) await ok('PATCH', `${users}/${id}`, patch({ op: 'replace', path: 'roles', value: [{ value: 'developer' }] }))
    const at = `${users}/${last?.id}`
    await refused('PATCH', at, patch({ op: 'replace', value: { active: false } }), 409)
    await refused('PATCH', at, patch({ op: 'replace', path: 'roles', value: [{ value: 'viewer' }] }), 409)
    await refused('DELETE', at, undefined, 409)
    expect(await ok('GET', at)).toMatchObject({ active: true, roles: [{ value: 'admin' }] })
    for (const { id } of others) await ok('PATCH', `${users}/${id}`, patch({ op: 'replace', path: 'roles', value: [{ value: 'admin' }] }))
  })

  it('a version that is no more cannot be changed, one that is known is not sent again', async () => {
    const { id, meta } = await ok('POST', users, person('versions@rules.example'))
    const at = `${users}/${id}`
    expect((await call('GET', at, undefined, { 'if-none-match': meta.version })).status).toBe(304)
    const change = (active: boolean): Promise<ApiAnswer> => call('PATCH', at, patch({ op: 'replace', value: { active } }), { 'if-match': meta.version })
    expect((await change(false)).status).toBe(200)
    expect((await change(true)).status).toBe(412)
    expect(await ok('GET', at)).toMatchObject({ active: false })
  })

  it('lists come by pages, filtered, sorted and with the attributes that are asked for', async () => {
    for (const name of ['x1', 'x2', 'x3']) await ok('POST', users, person(`${name}@pages.example`, { name: { givenName: name, familyName: 'Pages' } }))
    const filter = encodeURIComponent('emails[type eq "work" and value co "@pages.example"] and not (name.givenName eq "nobody")')
    const page = (await ok(
      'GET',
      `${users}?filter=${filter}&sortBy=name.givenName&sortOrder=descending&startIndex=2&count=1&attributes=userName`,
    )) as unknown as List
    expect(page).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 })
    expect(page.Resources).toEqual([{ schemas: [`${core}:User`], id: page.Resources[0]?.id, userName: 'x2@pages.example' }])
    expect(await ok('GET', `${users}?count=0`)).toMatchObject({ itemsPerPage: 0, Resources: [] })
    expect((await found(users, 'meta.created gt "2000-01-01T00:00:00Z" and userName sw "x1" and userName ew ".example"')).length).toBe(1)
    expect((await found(users, 'userName co "%"')).length).toBe(0)
  })

  it('what makes no sense is refused in words of the format', async () => {
    await refused('GET', `${users}?filter=${encodeURIComponent('userName is "x"')}`, undefined, 400, 'invalidFilter')
    await refused('GET', `${users}?filter=${encodeURIComponent('password eq "x"')}`, undefined, 400, 'invalidFilter')
    await refused('GET', `${users}?filter=${encodeURIComponent('meta.created gt "-000001-01-01T00:00:00Z"')}`, undefined, 400, 'invalidFilter')
    await refused('GET', `${users}?filter=${encodeURIComponent('userName eq "\\u0000"')}`, undefined, 400, 'invalidFilter')
    await refused('GET', `${users}?sortBy=constructor`, undefined, 400, 'invalidValue')
    await refused('POST', users, { name: { givenName: 'x' } }, 400, 'invalidValue')
    await refused('POST', users, person('no address'), 400, 'invalidValue')
    await refused('POST', users, person('role@rules.example', { roles: [{ value: 'emperor' }] }), 400, 'invalidValue')
    const { id } = await ok('POST', users, person('sense@rules.example'))
    await refused('PATCH', `${users}/${id}`, patch({ op: 'remove' }), 400, 'noTarget')
    await refused('PATCH', `${users}/${id}`, patch({ op: 'replace', path: 'id', value: 'x' }), 400, 'mutability')
    await refused('PATCH', `${users}/${id}`, patch({ op: 'replace', path: 'a..b', value: 'x' }), 400, 'invalidPath')
    await refused('PATCH', `${users}/${id}`, { Operations: [{ op: 'move' }] }, 400, 'invalidSyntax')
    await refused('GET', '/scim/v2/Nothing', undefined, 404)
    await refused('GET', `${users}/${house.userUuid.foreigner}`, undefined, 404)
  })

  it('only tokens for it open the door: no cookie, no other scope, no person', async () => {
    expect((await house.signedIn.admin.get(users)).status).toBe(401)
    expect((await house.as.admin.get(users)).status).toBe(403)
    expect((await house.as.nobody.get(users)).body).toMatchObject({ status: '401', schemas: [`${messages}:Error`] })
    // The token for it opens nothing else.
    const elsewhere = await scim.get('/api/v1/org/users')
    expect([elsewhere.status, JSON.stringify(elsewhere.body)]).toEqual([403, expect.stringContaining("required scope 'member:read'")])
  })

  it('tells what it can do, and an administrator what it did', async () => {
    expect(await ok('GET', '/scim/v2/ServiceProviderConfig')).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      etag: { supported: true },
    })
    expect((await ok('GET', '/scim/v2/ResourceTypes'))['Resources']).toMatchObject([{ id: 'User' }, { id: 'Group' }])
    expect(await ok('GET', `/scim/v2/Schemas/${core}:User`)).toMatchObject({ id: `${core}:User`, name: 'User' })
    const { results } = (await house.as.admin.get('/api/v1/app/scim')).body as { results: { users: number; lastCallAt: string | null } }
    expect(results.users).toBeGreaterThan(5)
    expect(results.lastCallAt).not.toBeNull()
  })
})
