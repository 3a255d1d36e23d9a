import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { createAttribute, deleteAttribute, listAttributes, updateAttribute } from '../attributes/attributes.ts'
import { listMembers, updateMemberRole } from '../members.ts'
import { provisionAdmin } from '../provision-people.ts'
import { openIdentity, type Credentials, type TestIdentity } from '../testing/open-identity.ts'
import { getGroupGrants, getGroupLosses } from './group-grants.ts'
import { addGroupMember, createGroup, deleteGroup, getGroup, getGroupMembers, listGroups, removeGroupMember, updateGroup } from './groups.ts'

let test: TestDatabase
let house: TestIdentity
const [admin, ben, eve]: Credentials[] = ['ada', 'ben', 'eve'].map((name) => ({ token: `token-of-${name}-16-letters` }))
const ids = { ada: '', ben: '', eve: '' }
const projectId = newId()
const spaceId = newId()
/** Somebody of another organization. */
const stranger = newId()

beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  for (const name of ['ada', 'ben', 'eve'] as const) {
    const token = `token-of-${name}-16-letters`
    ids[name] = (await house.asSystem(provisionAdmin, { email: `${name}@example.com`, password: 'a long passphrase 1', token })).userId
  }
  for (const name of ['ben', 'eve'] as const) await house.as(admin ?? {}, updateMemberRole, { userId: ids[name], role: 'member' })
  await sql`update users set first_name = split_part(email, '@', 1)`.execute(test.db)
  const { organizationId } = await house.user(admin ?? {})
  await sql`insert into projects (id, organization_id, name, type, warehouse, model_source) values
    (${projectId}, ${organizationId}, 'p', 'DEFAULT', '{"type":"none"}', '{"type":"none"}')`.execute(test.db)
  await sql`insert into resources (id, organization_id, project_id, kind, slug, name) values
    (${spaceId}, ${organizationId}, ${projectId}, 'space', 's', 's')`.execute(test.db)
  await sql`insert into revisions (id, resource_id, number, spec) values (${newId()}, ${spaceId}, 1, '{"isPrivate":true}')`.execute(test.db)
  const other = newId()
  await sql`insert into organizations (id, name) values (${other}, 'others')`.execute(test.db)
  await sql`insert into users (id, email, first_name, last_name) values (${stranger}, 'x@other.example', 'X', 'Y')`.execute(test.db)
  await sql`insert into organization_members (user_id, organization_id, role) values (${stranger}, ${other}, 'admin')`.execute(test.db)
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})
const as = (who: Credentials | undefined): Credentials => who ?? {}

describe('groups', () => {
  it('are made with members, listed with as many of them as asked for, and changed', async () => {
    const made = await house.as(as(admin), createGroup, { name: '  Sales ', userIds: [ids.eve, ids.ben, ids.ben] })
    expect(made).toMatchObject({ name: 'Sales', createdBy: ids.ada })
    expect(made.members.map(({ email }) => email)).toEqual(['ben@example.com', 'eve@example.com'])
    const { groups, total } = await house.as(as(admin), listGroups, { page: 1, pageSize: 10, includeMembers: 1, search: 'SAL' })
    expect([total, groups.map(({ members }) => members.length)]).toEqual([1, [1]])
    expect((await house.as(as(admin), getGroup, { groupId: made.id, includeMembers: 5, offset: 1 })).members.map(({ userId }) => userId)).toEqual([ids.eve])
    expect((await house.as(as(admin), listGroups, { search: '%' })).total).toBe(0)

    const renamed = await house.as(as(admin), updateGroup, { groupId: made.id, name: 'Selling' })
    expect([renamed.name, renamed.members.length]).toEqual(['Selling', 2])
    expect((await house.as(as(admin), updateGroup, { groupId: made.id, userIds: [ids.eve] })).members.map(({ userId }) => userId)).toEqual([ids.eve])
    const member = { groupId: made.id, userId: ids.ben }
    expect([await house.as(as(admin), addGroupMember, member), await house.as(as(admin), addGroupMember, member)]).toEqual([{ added: true }, { added: false }])
    const remove = () => house.as(as(admin), removeGroupMember, member)
    expect([await remove(), await remove()]).toEqual([{ removed: true }, { removed: false }])
    expect(await house.as(as(admin), getGroupMembers, { groupId: made.id })).toHaveLength(1)
    await house.as(as(admin), deleteGroup, { groupId: made.id })
    await expect(house.as(as(admin), getGroup, { groupId: made.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('have names of their own, and nobody from elsewhere: then nothing is changed', async () => {
    const one = await house.as(as(admin), createGroup, { name: 'One' })
    const two = await house.as(as(admin), createGroup, { name: 'Two', userIds: [ids.eve] })
    await expect(house.as(as(admin), createGroup, { name: 'One' })).rejects.toMatchObject({ code: 'conflict', message: 'Group name already exists' })
    await expect(house.as(as(admin), updateGroup, { groupId: two.id, name: 'One', userIds: [] })).rejects.toMatchObject({ code: 'conflict' })
    for (const userId of [stranger, newId(), 'no-uuid', "' or true --"]) {
      await expect(house.as(as(admin), createGroup, { name: 'Three', userIds: [ids.ben, userId] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(house.as(as(admin), updateGroup, { groupId: two.id, name: 'Changed', userIds: [userId] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(house.as(as(admin), addGroupMember, { groupId: two.id, userId })).rejects.toMatchObject({ code: 'not_found' })
    }
    const { groups } = await house.as(as(admin), listGroups, { includeMembers: 10 })
    expect(groups.map(({ name, members }) => [name, members.length])).toEqual([
      ['One', 0],
      ['Two', 1],
    ])
    for (const { id } of [one, two]) await house.as(as(admin), deleteGroup, { groupId: id })
  })

  it('are for administrators; others see none, and cannot tell a group from none', async () => {
    const { id } = await house.as(as(admin), createGroup, { name: 'Hidden', userIds: [ids.ben] })
    expect(await house.as(as(ben), listGroups, {})).toEqual({ groups: [], total: 0 })
    for (const groupId of [id, newId()]) await expect(house.as(as(ben), getGroup, { groupId })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(house.as(as(ben), removeGroupMember, { groupId: id, userId: ids.ben })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await house.as(as(ben), listMembers, { withGroups: true })).members.some(({ groups }) => groups !== undefined)).toBe(false)
    const { members } = await house.as(as(admin), listMembers, { withGroups: true })
    expect(members.map(({ email, groups }) => [email, groups?.map(({ name }) => name)])).toEqual([
      ['ada@example.com', []],
      ['ben@example.com', ['Hidden']],
      ['eve@example.com', []],
    ])
    await house.as(as(admin), deleteGroup, { groupId: id })
  })
})

describe('what a person has by their groups', () => {
  const roles = async (who: Credentials | undefined) => {
    const { projectGroupRoles, spaceGroupRoles } = await house.user(as(who))
    return [projectGroupRoles[projectId], spaceGroupRoles[spaceId]]
  }

  it('is the highest of each, at once, until the group or their place in it is gone', async () => {
    const low = await house.as(as(admin), createGroup, { name: 'low', userIds: [ids.ben] })
    const high = await house.as(as(admin), createGroup, { name: 'high', userIds: [ids.ben] })
    expect(await roles(ben)).toEqual([undefined, undefined])
    await sql`insert into project_groups (project_id, group_id, role) values (${projectId}, ${low.id}, 'interactive_viewer'), (${projectId}, ${high.id}, 'developer')`.execute(
      test.db,
    )
    await sql`insert into space_groups (space_id, group_id, role) values (${spaceId}, ${low.id}, 'viewer'), (${spaceId}, ${high.id}, 'editor')`.execute(test.db)
    // Another writer than ours: the store itself tells.
    await expect.poll(() => roles(ben), { timeout: 10_000 }).toEqual(['developer', 'editor'])
    await house.as(as(admin), removeGroupMember, { groupId: high.id, userId: ids.ben })
    expect(await roles(ben)).toEqual(['interactive_viewer', 'viewer'])
    await house.as(as(admin), deleteGroup, { groupId: low.id })
    expect(await roles(ben)).toEqual([undefined, undefined])
    expect(await roles(eve)).toEqual([undefined, undefined])
    await house.as(as(admin), deleteGroup, { groupId: high.id })
  })
})

describe('what a group gives', () => {
  it('is listed, and so is who would have less without it: not those who have the same by other ways', async () => {
    const only = await house.as(as(admin), createGroup, { name: 'only', userIds: [ids.ben, ids.eve] })
    const other = await house.as(as(admin), createGroup, { name: 'other', userIds: [ids.eve] })
    await sql`insert into project_groups (project_id, group_id, role) values (${projectId}, ${only.id}, 'editor'), (${projectId}, ${other.id}, 'editor')`.execute(
      test.db,
    )
    await sql`insert into space_groups (space_id, group_id, role) values (${spaceId}, ${only.id}, 'viewer')`.execute(test.db)
    const attribute = await house.as(as(admin), createAttribute, {
      name: 'team',
      defaultValue: 'none',
      users: [{ userId: ids.eve, value: 'sales' }],
      groups: [{ groupId: only.id, value: 'sales' }],
    })
    expect(await house.as(as(admin), getGroupGrants, { groupId: only.id })).toEqual({
      projects: [{ projectId, name: 'p', role: 'editor' }],
      spaces: [{ spaceId, projectId, name: 's', projectName: 'p', role: 'viewer' }],
      attributes: [{ name: 'team', value: 'sales' }],
    })
    const losses = async () =>
      (await house.as(as(admin), getGroupLosses, { groupId: only.id })).map((member) => [
        member.email,
        member.losses.map(({ before, after }) => [before, after]),
      ])
    expect(await losses()).toEqual([
      [
        'ben@example.com',
        [
          ['editor', null],
          ['viewer', null],
          [['sales'], ['none']],
        ],
      ],
      // The other group and the own value keep the rest.
      ['eve@example.com', [['viewer', null]]],
    ])
    await house.as(as(admin), removeGroupMember, { groupId: other.id, userId: ids.eve })
    expect((await losses())[1]).toEqual([
      'eve@example.com',
      [
        ['editor', null],
        ['viewer', null],
      ],
    ])
    await expect(house.as(as(ben), getGroupGrants, { groupId: only.id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(house.as(as(ben), getGroupLosses, { groupId: only.id })).rejects.toMatchObject({ code: 'forbidden' })
    await house.as(as(admin), deleteAttribute, { attributeId: attribute.id })
    for (const { id: groupId } of [only, other]) await house.as(as(admin), deleteGroup, { groupId })
  })
})

describe('user attributes', () => {
  const values = async (who: Credentials | undefined): Promise<unknown> => {
    const { region } = (await house.user(as(who))).userAttributes
    return region === undefined ? undefined : region.toSorted((a, b) => a.localeCompare(b, 'en'))
  }
  const region = { name: 'region', defaultValue: null, users: [], groups: [] }

  it('are the own value with those of the groups, else those, else the default, else none', async () => {
    const north = await house.as(as(admin), createGroup, { name: 'north', userIds: [ids.ben] })
    const south = await house.as(as(admin), createGroup, { name: 'south', userIds: [ids.ben, ids.eve] })
    expect(await values(ben)).toBeUndefined()
    const { id } = await house.as(as(admin), createAttribute, region)
    expect([await values(ben), await values(eve)]).toEqual([[], []])
    const change = (part: object) => house.as(as(admin), updateAttribute, { ...region, attributeId: id, ...part })
    await change({ defaultValue: 'all' })
    expect([await values(ben), await values(admin)]).toEqual([['all'], ['all']])
    const groups = [
      { groupId: north.id, value: 'n' },
      { groupId: south.id, value: 's' },
    ]
    await change({ defaultValue: 'all', groups })
    expect([await values(ben), await values(eve), await values(admin)]).toEqual([['n', 's'], ['s'], ['all']])
    await change({ groups, users: [{ userId: ids.ben.toUpperCase(), value: 'own' }] })
    expect([await values(ben), await values(eve), await values(admin)]).toEqual([['n', 'own', 's'], ['s'], []])
    await house.as(as(admin), removeGroupMember, { groupId: north.id, userId: ids.ben })
    expect(await values(ben)).toEqual(['own', 's'])
    await house.as(as(admin), deleteAttribute, { attributeId: id })
    expect(await values(ben)).toBeUndefined()
    for (const { id: groupId } of [north, south]) await house.as(as(admin), deleteGroup, { groupId })
  })

  it('are refused whole for a name that is taken, people of others, two values for one person, or text without end', async () => {
    const { id } = await house.as(as(admin), createAttribute, { ...region, users: [{ userId: ids.eve, value: 'e' }] })
    await expect(house.as(as(admin), createAttribute, region)).rejects.toMatchObject({ code: 'conflict' })
    const change = (part: object) => house.as(as(admin), updateAttribute, { ...region, attributeId: id, ...part })
    await expect(change({ users: [{ userId: stranger, value: 'x' }] })).rejects.toMatchObject({ code: 'not_found' })
    await expect(change({ groups: [{ groupId: newId(), value: 'x' }] })).rejects.toMatchObject({ code: 'not_found' })
    const twice = [ids.ben, ids.ben.toUpperCase()].map((userId) => ({ userId, value: 'x' }))
    await expect(change({ users: twice })).rejects.toMatchObject({ code: 'invalid' })
    await expect(change({ defaultValue: 'x'.repeat(2001) })).rejects.toMatchObject({ code: 'invalid' })
    await expect(change({ defaultValue: 'a\0b' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(change({ name: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await house.as(as(admin), listAttributes, {})).toMatchObject([{ name: 'region', users: [{ email: 'eve@example.com', value: 'e' }], groups: [] }])
    await expect(house.as(as(ben), listAttributes, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(house.as(as(ben), createAttribute, { ...region, name: 'mine' })).rejects.toMatchObject({ code: 'forbidden' })
    await house.as(as(admin), deleteAttribute, { attributeId: id })
  })
})
