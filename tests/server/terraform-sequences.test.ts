import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/**
 * What the Terraform provider of the format sends for its resources: create, read, read again at the next plan, update,
 * delete, and read what is gone. A plan is empty when what is read is what was written: each of these reads is compared.
 */

type Named = { uuid: string; name: string }

let house: WithPeople
let client: ApiClient
let project: string

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns: [{name: order_id}]\n' },
    statements: ['CREATE TABLE orders AS SELECT 1 AS order_id'],
  })
  client = house.as.admin
  project = `/api/v1/projects/${house.projectUuid}`
})
afterAll(() => house.stop())

/** A resource as the provider knows it: what it reads back has to be what the configuration says. */
async function staysAs(read: () => Promise<object>, configured: object): Promise<void> {
  const first = await read()
  expect(first).toMatchObject(configured)
  expect(await read(), 'the second plan finds something else').toEqual(first)
}

describe('data sources', () => {
  it('are read with whole numbers written as fractions', async () => {
    const { projectUuid } = house
    expect(await client.results('GET', '/api/v1/user')).toMatchObject({ userUuid: house.userUuid.admin })
    const organization = await client.results<{ organizationUuid: string }>('GET', '/api/v1/org')
    expect(await client.results('GET', '/api/v1/org/projects')).toContainEqual(expect.objectContaining({ projectUuid }))
    expect(await client.results('GET', project)).toMatchObject({ projectUuid, organizationUuid: organization.organizationUuid })
    const members = await client.results<{ pagination: object; data: { userUuid: string; organizationUuid: string; email: string }[] }>(
      'GET',
      '/api/v1/org/users?includeGroups=1.000000&page=1.000000&pageSize=100.000000',
    )
    expect(members.pagination).toMatchObject({ page: 1, pageSize: 100, totalPageCount: 1 })
    expect(members.data.every((member) => member.organizationUuid !== '' && member.userUuid !== '' && member.email !== '')).toBe(true)
    const groups = await client.results<{ pagination: object; data: unknown[] }>(
      'GET',
      '/api/v1/org/groups?page=1.000000&pageSize=100.000000&includeMembers=100.000000',
    )
    expect(groups.pagination).toMatchObject({ page: 1, pageSize: 100 })
    expect(await client.results('GET', `${project}/spaces`)).toEqual(expect.any(Array))
  })
})

describe('a space', () => {
  it('is made, read, shared, renamed, moved and deleted', async () => {
    const space = await client.results<Named & { isPrivate: boolean }>('POST', `${project}/spaces`, { name: 'Terraform', isPrivate: true })
    const path = `${project}/spaces/${space.uuid}`
    const read = () => client.results('GET', path)
    await staysAs(read, { uuid: space.uuid, projectUuid: house.projectUuid, name: 'Terraform', isPrivate: true })

    // The key that asks for private is left out where the space is to be public.
    await client.results('PATCH', path, { name: 'Terraform, renamed', isPrivate: true })
    await staysAs(read, { name: 'Terraform, renamed', isPrivate: true })

    const { uuid: groupUuid } = await client.results<Named>('POST', '/api/v1/org/groups', { name: 'Readers' })
    const { viewer } = house.userUuid
    await client.results('POST', `${path}/share`, { userUuid: viewer, spaceRole: 'viewer' })
    await client.results('POST', `${path}/group/share`, { groupUuid, spaceRole: 'editor' })
    const shared = {
      access: expect.arrayContaining([expect.objectContaining({ userUuid: viewer, role: 'viewer', hasDirectAccess: true })]) as unknown[],
      groupsAccess: [{ groupUuid, groupName: 'Readers', spaceRole: 'editor' }],
    }
    await staysAs(read, shared)
    // Given again with another role: the last one counts.
    await client.results('POST', `${path}/share`, { userUuid: viewer, spaceRole: 'editor' })
    await staysAs(read, { access: expect.arrayContaining([expect.objectContaining({ userUuid: viewer, role: 'editor' })]) as unknown[] })
    await client.results('DELETE', `${path}/share/${viewer}`)
    await client.results('DELETE', `${path}/group/share/${groupUuid}`)
    await staysAs(read, { groupsAccess: [] })

    const parent = await client.results<Named>('POST', `${project}/spaces`, { name: 'Parent', isPrivate: false })
    expect(
      (
        await client.post(`/api/v2/content/${house.projectUuid}/move`, {
          item: { uuid: space.uuid, type: 'space', contentType: 'space' },
          action: { type: 'move', targetSpaceUuid: parent.uuid },
        })
      ).status,
    ).toBe(200)
    await staysAs(read, { parentSpaceUuid: parent.uuid })

    expect((await client.delete(path)).status).toBe(200)
    expect((await client.get(path)).status).toBe(404)
    expect((await client.delete(path)).status).toBe(404)
    await client.results('DELETE', `${project}/spaces/${parent.uuid}`)
    await client.results('DELETE', `/api/v1/groups/${groupUuid}`)
  })
})

describe('a group', () => {
  it('is made with members, read, changed and deleted', async () => {
    const { viewer, editor } = house.userUuid
    const made = await client.results<Named>('POST', '/api/v1/org/groups', { name: 'Analysts', members: [{ userUuid: viewer }] })
    const path = `/api/v1/groups/${made.uuid}`
    const read = () => client.results<Named & { members: { userUuid: string }[] }>('GET', `${path}?includeMembers=100.000000`)
    await staysAs(read, { uuid: made.uuid, name: 'Analysts', memberUuids: [viewer] })
    await client.results('PATCH', path, { name: 'Analysts, all', members: [{ userUuid: viewer }, { userUuid: editor }] })
    await staysAs(read, { name: 'Analysts, all', memberUuids: expect.arrayContaining([viewer, editor]) as string[] })
    expect(await client.results('GET', `${path}/members`)).toHaveLength(2)

    // The role of the group in the project.
    await client.results('POST', `/api/v1/groups/${made.uuid}/projects/${house.projectUuid}`, { role: 'viewer' })
    const granted = async () => ({ all: await client.results('GET', `${project}/groupAccesses`) })
    await staysAs(granted, { all: [{ projectUuid: house.projectUuid, groupUuid: made.uuid, role: 'viewer' }] })
    await client.results('PATCH', `/api/v1/groups/${made.uuid}/projects/${house.projectUuid}`, { role: 'developer' })
    await staysAs(granted, { all: [{ groupUuid: made.uuid, role: 'developer' }] })
    await client.call('DELETE', `/api/v1/groups/${made.uuid}/projects/${house.projectUuid}`)
    await staysAs(granted, { all: [] })

    expect((await client.delete(path)).status).toBe(200)
    expect((await client.get(path)).status).toBe(404)
  })
})

describe('a role', () => {
  it('in the project is given, read, changed and taken', async () => {
    const { member } = house.userUuid
    await client.results('POST', `${project}/access`, { email: house.email('member'), role: 'viewer', sendEmail: false })
    const read = () => client.results('GET', `${project}/user/${member}`)
    await staysAs(read, { userUuid: member, role: 'viewer' })
    expect(await client.results('GET', `${project}/access`)).toContainEqual(expect.objectContaining({ userUuid: member, role: 'viewer' }))
    await client.results('PATCH', `${project}/access/${member}`, { role: 'editor' })
    await staysAs(read, { role: 'editor' })
    await client.results('DELETE', `${project}/access/${member}`)
    expect(await client.results('GET', `${project}/access`)).not.toContainEqual(expect.objectContaining({ userUuid: member }))
  })

  it('in the organization is changed, and put back when the resource goes', async () => {
    const { member } = house.userUuid
    const path = `/api/v1/org/users/${member}`
    const read = () => client.results('GET', path)
    await client.results('PATCH', path, { role: 'viewer' })
    await staysAs(read, { userUuid: member, role: 'viewer' })
    await client.results('PATCH', path, { role: 'member' })
    await staysAs(read, { role: 'member' })
  })
})

describe('a user attribute', () => {
  it('is made, found in the list, changed and deleted', async () => {
    const body = { name: 'region', description: 'Where they sell', users: [], groups: [], attributeDefault: 'north' }
    const made = await client.results<{ uuid: string }>('POST', '/api/v1/org/attributes', body)
    const read = async () => {
      const all = await client.results<{ uuid: string }[]>('GET', '/api/v1/org/attributes')
      return all.find(({ uuid }) => uuid === made.uuid) ?? {}
    }
    await staysAs(read, { name: 'region', description: 'Where they sell', attributeDefault: 'north', users: [], groups: [] })
    const users = [{ userUuid: house.userUuid.viewer, value: 'south' }]
    await client.results('PUT', `/api/v1/org/attributes/${made.uuid}`, { ...body, users, attributeDefault: null })
    await staysAs(read, { attributeDefault: null, users: [expect.objectContaining({ value: 'south' })] })
    await client.results('DELETE', `/api/v1/org/attributes/${made.uuid}`)
    expect(await read()).toEqual({})
  })
})

describe('a project', () => {
  it('is made, read, given a time zone and an upstream, and deleted', async () => {
    const made = await client.results<{ project: { projectUuid: string } }>('POST', '/api/v1/org/projects', {
      name: 'Of Terraform',
      type: 'DEFAULT',
      dbtVersion: 'v1.8',
      dbtConnection: { type: 'none' },
      warehouseConnection: { type: 'postgres', host: 'embedded', port: 0, dbname: 'main', schema: 'main' },
    })
    const { projectUuid } = made.project
    const read = () => client.results('GET', `/api/v1/projects/${projectUuid}`)
    await staysAs(read, { projectUuid, name: 'Of Terraform', type: 'DEFAULT' })
    await client.results('PATCH', `/api/v1/projects/${projectUuid}/schedulerSettings`, { schedulerTimezone: 'Europe/Berlin' })
    await staysAs(read, { schedulerTimezone: 'Europe/Berlin' })
    await client.results('PATCH', `/api/v1/projects/${projectUuid}/metadata`, { upstreamProjectUuid: house.projectUuid })
    await staysAs(read, { upstreamProjectUuid: house.projectUuid })
    expect((await client.delete(`/api/v1/org/projects/${projectUuid}`)).status).toBe(200)
    expect((await client.get(`/api/v1/projects/${projectUuid}`)).status).toBe(404)
  })
})
