import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** Who sees which rows, columns and spaces, by user attributes and by groups, over the wire. */

let house: WithPeople
let project: string

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id, sql_filter: "\${TABLE}.region IN (\${ld.attr.region})"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
      - {name: margin, meta: {dimension: {type: number, required_attributes: {is_boss: 'true'}}}}
`,
      'salaries.yml': `models:
  - name: salaries
    meta: {primary_key: id, required_attributes: {is_boss: 'true'}}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {paid: {type: count}}}}
`,
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS id, ['north', 'south', 'east'][range % 3 + 1] AS region, range * 2 AS margin FROM range(31)",
      'CREATE TABLE salaries AS SELECT range AS id FROM range(5)',
    ],
  })
  project = `/api/v1/projects/${house.projectUuid}`
})
afterAll(() => house.stop())

type Results = { rows: Record<string, { value: { raw: unknown } }>[]; receipt: { cache: string } }
const question = { dimensions: [] as string[], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 100, tableCalculations: [] }
const run = (who: Person, part: object = {}, explore = 'orders') => house.as[who].post(`${project}/explores/${explore}/runQuery`, { ...question, ...part })
const count = async (who: Person): Promise<unknown> => {
  const { status, body } = await run(who)
  if (status !== 200) return [status, (body as { error: { message: string } }).error.message]
  return (body as { results: Results }).results.rows[0]?.['orders_orders']?.value.raw
}
const admin = <T = { uuid: string }>(method: string, path: string, body?: unknown): Promise<T> => house.as.admin.results<T>(method, path, body)
const attribute = (name: string, part: object = {}) => ({ name, attributeDefault: null, users: [], groups: [], ...part })

describe('rows by user attributes', () => {
  it('are none without the attribute, and those of the values with it, at once and for each person apart', async () => {
    const rule = 'sql_filter: "${TABLE}.region IN (${ld.attr.region})"'
    expect(await count('editor')).toEqual([403, `Missing user attribute "region" on ${rule}`])
    const region = await admin('POST', '/api/v1/org/attributes', attribute('region'))
    expect(await count('editor')).toEqual([403, `Invalid or missing user attribute "region" on ${rule}`])
    const north = await admin('POST', '/api/v1/org/groups', { name: 'North', members: [{ userUuid: house.userUuid.editor }] })
    const set = (part: object) => admin('PUT', `/api/v1/org/attributes/${region.uuid}`, attribute('region', part))
    await set({ attributeDefault: 'east', groups: [{ groupUuid: north.uuid, value: 'north' }] })
    expect([await count('editor'), await count('developer'), await count('admin')]).toEqual([11, 10, 10])
    await set({ attributeDefault: 'east', groups: [{ groupUuid: north.uuid, value: 'north' }], users: [{ userUuid: house.userUuid.editor, value: 'south' }] })
    expect([await count('editor'), await count('developer')]).toEqual([21, 10])
    await admin('DELETE', `/api/v1/groups/${north.uuid}/members/${house.userUuid.editor}`)
    expect(await count('editor')).toBe(10)
    await admin('DELETE', `/api/v1/groups/${north.uuid}`)
  })

  it('follow through every side door: values of a filter, totals, underlying rows', async () => {
    const search = await house.as.editor.results<{ results: unknown[] }>('POST', `${project}/field/orders_region/search`, {
      table: 'orders',
      search: '',
      limit: 50,
    })
    expect(search.results).toEqual(['south'])
    const total = await house.as.editor.results('POST', `${project}/calculate-total`, {
      explore: 'orders',
      metricQuery: { exploreName: 'orders', ...question },
    })
    expect(total['orders_orders']).toBe(10)
    const underlying = await house.as.editor.results<Results>('POST', `${project}/explores/orders/runUnderlyingDataQuery`, {
      ...question,
      metrics: [],
      dimensions: ['orders_id', 'orders_region'],
    })
    expect(new Set(underlying.rows.map((row) => row['orders_region']?.value.raw))).toEqual(new Set(['south']))
  })

  it('keep what looks like SQL a value', async () => {
    const [region] = await admin<{ uuid: string }[]>('GET', '/api/v1/org/attributes')
    await admin('PUT', `/api/v1/org/attributes/${region?.uuid}`, attribute('region', { attributeDefault: "north') OR 1=1 --" }))
    expect(await count('developer')).toBe(0)
    await admin('PUT', `/api/v1/org/attributes/${region?.uuid}`, attribute('region', { attributeDefault: 'north' }))
    expect(await count('developer')).toBe(11)
  })
})

describe('the uses of user attributes', () => {
  it('name explores and places, also for attributes that do not exist, to administrators alone', async () => {
    expect(await admin<unknown>('GET', '/api/v1/app/attribute-uses')).toMatchObject([
      { attribute: 'region', projectUuid: house.projectUuid, exploreName: 'orders', exploreLabel: 'Orders', places: [{ kind: 'rows', table: 'orders' }] },
      { attribute: 'is_boss', exploreName: 'orders', places: [{ kind: 'field', table: 'orders', field: 'Margin' }] },
      { attribute: 'is_boss', exploreName: 'salaries', places: [{ kind: 'table', table: 'salaries' }] },
    ])
    for (const who of ['developer', 'member'] as const) expect((await house.as[who].get('/api/v1/app/attribute-uses')).status).toBe(403)
    expect(await house.as.foreigner.results<unknown>('GET', '/api/v1/app/attribute-uses')).toEqual([])
  })
})

describe('columns and explores by required attributes', () => {
  it('are not there for those without, and are for those with', async () => {
    const seen = async (who: Person) => {
      const explores = await house.as[who].results<{ name: string }[]>('GET', `${project}/explores`)
      const orders = await house.as[who].results<{ tables: { orders: { dimensions: object } } }>('GET', `${project}/explores/orders`)
      return [explores.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en')), Object.keys(orders.tables.orders.dimensions)]
    }
    expect(await seen('editor')).toEqual([['orders'], ['id', 'region']])
    expect((await run('editor', { dimensions: ['orders_margin'] })).status).toBeGreaterThanOrEqual(400)
    expect((await house.as.editor.get(`${project}/explores/salaries`)).status).toBe(401)
    const boss = await admin('POST', '/api/v1/org/attributes', attribute('is_boss', { users: [{ userUuid: house.userUuid.editor, value: 'true' }] }))
    expect(await seen('editor')).toEqual([
      ['orders', 'salaries'],
      ['id', 'region', 'margin'],
    ])
    expect((await run('editor', { dimensions: ['orders_margin'] })).status).toBe(200)
    expect((await run('editor', { metrics: ['salaries_paid'] }, 'salaries')).status).toBe(200)
    expect((await run('developer', { metrics: ['salaries_paid'] }, 'salaries')).status).toBe(401)
    await admin('DELETE', `/api/v1/org/attributes/${boss.uuid}`)
    expect((await run('editor', { metrics: ['salaries_paid'] }, 'salaries')).status).toBe(401)
  })
})

describe('roles by groups', () => {
  it('open a project to a member without one, and close it with the group', async () => {
    const projects = async (): Promise<number> => (await house.as.member.results<unknown[]>('GET', '/api/v1/org/projects')).length
    expect([await projects(), (await run('member')).status]).toEqual([0, 403])
    const group = await admin('POST', '/api/v1/org/groups', { name: 'Readers', members: [{ userUuid: house.userUuid.member }] })
    await admin('POST', `/api/v1/groups/${group.uuid}/projects/${house.projectUuid}`, { role: 'viewer' })
    expect([await projects(), (await run('member')).status]).toEqual([1, 403])
    await admin('PATCH', `/api/v1/groups/${group.uuid}/projects/${house.projectUuid}`, { role: 'interactive_viewer' })
    expect([await projects(), (await run('member')).status]).toEqual([1, 200])
    expect(await admin<unknown>('GET', `${project}/groupAccesses`)).toEqual([
      { projectUuid: house.projectUuid, groupUuid: group.uuid, role: 'interactive_viewer' },
    ])
    const withAccess = await admin<{ data: { email: string }[] }>('GET', `/api/v1/org/users?projectUuid=${house.projectUuid}`)
    expect(withAccess.data.map(({ email }) => email)).toContain(house.email('member'))
    await admin('DELETE', `/api/v1/groups/${group.uuid}`)
    expect([await projects(), (await run('member')).status]).toEqual([0, 403])
  })

  it('open a private space, which says that it was shared with a group', async () => {
    const space = await admin('POST', `${project}/spaces`, { name: 'Board', isPrivate: true })
    const path = `${project}/spaces/${space.uuid}`
    const group = await admin('POST', '/api/v1/org/groups', { name: 'Board', members: [{ userUuid: house.userUuid.viewer }] })
    const status = async (): Promise<number> => (await house.as.viewer.get(path)).status
    expect(await status()).toBe(403)
    await admin('POST', `${path}/group/share`, { groupUuid: group.uuid, spaceRole: 'editor' })
    const seen = await house.as.viewer.results<{ access: { userUuid: string }[]; groupsAccess: unknown[] }>('GET', path)
    expect(seen.groupsAccess).toEqual([{ groupUuid: group.uuid, groupName: 'Board', spaceRole: 'editor' }])
    expect(seen.access.find(({ userUuid }) => userUuid === house.userUuid.viewer)).toMatchObject({
      role: 'editor',
      hasDirectAccess: true,
      inheritedFrom: 'space_group',
      inheritedRole: 'editor',
    })
    const listed = await house.as.viewer.results<{ uuid: string; access: string[] }[]>('GET', `${project}/spaces`)
    expect(listed.find(({ uuid }) => uuid === space.uuid)?.access).toContain(house.userUuid.viewer)
    // A stranger's group, and one that is not there, look the same.
    for (const groupUuid of [house.userUuid.viewer, 'nonsense'])
      expect((await house.as.admin.post(`${path}/group/share`, { groupUuid, spaceRole: 'viewer' })).status).toBe(404)
    await admin('DELETE', `${path}/group/share/${group.uuid}`)
    expect(await status()).toBe(403)
    expect((await house.as.admin.delete(`${path}/group/share/${group.uuid}`)).status).toBe(404)
  })
})

describe('roles of a project for persons', () => {
  it('are granted by e-mail, changed and revoked, by administrators of the project alone', async () => {
    const access = `${project}/access`
    const grant = { email: house.email('viewer').toUpperCase(), role: 'developer', sendEmail: false }
    expect((await house.as.editor.post(access, grant)).status).toBe(403)
    await admin('POST', access, grant)
    expect((await house.as.admin.post(access, grant)).status).toBe(409)
    expect((await house.as.admin.post(access, { ...grant, email: house.email('foreigner') })).status).toBe(404)
    expect((await run('viewer')).status).toBe(200)
    const one = `${access}/${house.userUuid.viewer}`
    await admin('PATCH', one, { role: 'viewer' })
    expect((await run('viewer')).status).toBe(403)
    expect(await admin<unknown>('GET', `${project}/user/${house.userUuid.viewer}`)).toMatchObject({ email: house.email('viewer'), role: 'viewer' })
    await admin('DELETE', one)
    for (const method of ['PATCH', 'DELETE']) expect((await house.as.admin.call(method, one, { role: 'viewer' })).status).toBe(404)
  })

  it('are told with those of organization and groups, and which of them counts', async () => {
    const group = await admin('POST', '/api/v1/org/groups', {
      name: 'Makers',
      members: [{ userUuid: house.userUuid.member }, { userUuid: house.userUuid.editor }],
    })
    await admin('POST', `/api/v1/groups/${group.uuid}/projects/${house.projectUuid}`, { role: 'interactive_viewer' })
    await admin('POST', `${project}/access`, { email: house.email('viewer'), role: 'developer', sendEmail: false })
    type Access = {
      people: { userUuid: string; role: string; sources: { from: string; role: string; name?: string }[] }[]
      groups: { name: string; role: string; memberCount: number }[]
    }
    const access = () => admin<Access>('GET', `/api/v1/app/project-access/${house.projectUuid}`)
    const of = ({ people }: Access, who: Person): unknown => {
      const person = people.find(({ userUuid }) => userUuid === house.userUuid[who])
      return person === undefined ? null : [person.role, ...person.sources.map(({ from, name, role }) => `${name ?? from}: ${role}`)]
    }
    const before = await access()
    expect(before.groups).toMatchObject([{ name: 'Makers', role: 'interactive_viewer', memberCount: 2 }])
    expect(of(before, 'editor')).toEqual(['editor', 'organization: editor', 'Makers: interactive_viewer'])
    expect(of(before, 'member')).toEqual(['interactive_viewer', 'organization: member', 'Makers: interactive_viewer'])
    expect(of(before, 'viewer')).toEqual(['developer', 'organization: viewer', 'project: developer'])
    expect(of(before, 'foreigner')).toBeNull()
    await admin('DELETE', `/api/v1/groups/${group.uuid}`)
    await admin('DELETE', `${project}/access/${house.userUuid.viewer}`)
    const after = await access()
    expect([of(after, 'viewer'), of(after, 'member')]).toEqual([['viewer', 'organization: viewer'], null])
    for (const who of ['developer', 'foreigner'] as const) expect((await house.as[who].get(`/api/v1/app/project-access/${house.projectUuid}`)).status).toBe(403)
  })

  it('and nobody reaches over to another organization', async () => {
    const foreign = `/api/v1/projects/${house.foreignProjectUuid}/access`
    expect((await house.as.admin.get(foreign)).status).toBe(403)
    expect((await house.as.foreigner.get(`${project}/access`)).status).toBe(403)
    const group = await admin('POST', '/api/v1/org/groups', { name: 'Ours' })
    expect((await house.as.foreigner.get(`/api/v1/groups/${group.uuid}`)).status).toBe(404)
    expect((await house.as.foreigner.post(`/api/v1/groups/${group.uuid}/projects/${house.foreignProjectUuid}`, { role: 'viewer' })).status).toBe(404)
    expect((await house.as.admin.post(`/api/v1/groups/${group.uuid}/projects/${house.foreignProjectUuid}`, { role: 'viewer' })).status).toBe(403)
    expect(await admin<{ data: unknown[] }>('GET', '/api/v1/org/groups')).toMatchObject({ data: [{ name: 'Board' }, { name: 'Ours' }] })
  })
})

describe('why somebody can or cannot see a thing', () => {
  type Explanation = {
    allowed: boolean
    because: string | null
    role: string | null
    space: { access: string | null; own: string | null; groups: { name: string }[] } | null
    explores: { closedBy: object | null; hidden: { table: string; field: string | null; needs: object }[]; rows: { sql?: string; refused?: string }[] }[]
    attributes: { name: string; values: string[] | null }[]
  }
  const addressOf = (who: Person, kind: string, id: string): string =>
    `/api/v1/app/access-explanation?${new URLSearchParams({ userUuid: house.userUuid[who], projectUuid: house.projectUuid, kind, id }).toString()}`
  const explain = (who: Person, kind: string, id: string) => admin<Explanation>('GET', addressOf(who, kind, id))
  const ours = ['admin', 'developer', 'editor', 'interactive_viewer', 'viewer', 'member'] as const

  it('is told as it is: what is explained as open is open, and nothing else', async () => {
    const closed = await admin('POST', `${project}/spaces`, { name: 'Closed', isPrivate: true })
    const open = await admin('POST', `${project}/spaces`, { name: 'Open', isPrivate: false })
    await admin('POST', `${project}/spaces/${closed.uuid}/share`, { userUuid: house.userUuid.viewer, spaceRole: 'viewer' })
    const things = [
      ['project', house.projectUuid, project],
      ['explore', 'salaries', `${project}/explores/salaries`],
      ['space', closed.uuid, `${project}/spaces/${closed.uuid}`],
      ['space', open.uuid, `${project}/spaces/${open.uuid}`],
    ] as const
    const seen: boolean[] = []
    for (const who of ours) {
      for (const [kind, id, path] of things) {
        const { allowed } = await explain(who, kind, id)
        expect(allowed, `${who} ${kind} ${id}`).toBe((await house.as[who].get(path)).status === 200)
        seen.push(allowed)
      }
    }
    expect([seen.includes(true), seen.includes(false)]).toEqual([true, true])
    expect((await explain('viewer', 'space', closed.uuid)).space).toMatchObject({ access: 'viewer', own: 'viewer', groups: [] })
    expect(await explain('editor', 'space', closed.uuid)).toMatchObject({ because: 'space_access', role: 'editor', space: { access: null } })
    expect(await explain('member', 'space', open.uuid)).toMatchObject({
      because: 'role',
      role: 'member',
      decisions: [
        { action: 'space.view', allowed: false, needs: { role: 'viewer', space: 'viewer' } },
        { action: 'space.manage', allowed: false },
      ],
    })
  })

  it('names the fields that are hidden, the rows that are left, and what is missing for more', async () => {
    const [region] = await admin<{ uuid: string }[]>('GET', '/api/v1/org/attributes')
    await admin('PUT', `/api/v1/org/attributes/${region?.uuid}`, attribute('region', { users: [{ userUuid: house.userUuid.editor, value: "o'hare" }] }))
    const seen = await explain('editor', 'explore', 'orders')
    expect(seen).toMatchObject({ allowed: true, because: null })
    expect(seen.explores).toMatchObject([
      {
        closedBy: null,
        hidden: [{ table: 'Orders', field: 'Margin', needs: { all: [{ name: 'is_boss', values: ['true'] }], any: [] } }],
        rows: [{ label: 'Orders', sql: expect.stringContaining("'o''hare'") }],
      },
    ])
    expect(seen.attributes).toEqual([
      { name: 'is_boss', values: null },
      { name: 'region', values: ["o'hare"] },
    ])
    const refused = await explain('developer', 'explore', 'orders')
    expect(refused).toMatchObject({ allowed: false, because: 'row_attributes', attributes: [{}, { name: 'region', values: [] }] })
    expect(refused.explores[0]?.rows[0]?.refused).toContain('user attribute "region"')
    expect(await count('developer')).toEqual([403, refused.explores[0]?.rows[0]?.refused])
    expect(await explain('editor', 'explore', 'salaries')).toMatchObject({
      because: 'explore_attributes',
      explores: [{ closedBy: { all: [{ name: 'is_boss', values: ['true'] }] } }],
    })
  })

  it('is told of charts and dashboards by their space and the explores behind them', async () => {
    const [chart] = await admin<{ uuid: string }[]>('GET', `${project}/charts`)
    expect(chart).toBeUndefined()
    const space = await admin('POST', `${project}/spaces`, { name: 'Charts', isPrivate: true })
    const made = await admin('POST', `${project}/saved`, {
      name: 'Orders',
      tableName: 'orders',
      metricQuery: { exploreName: 'orders', ...question },
      chartConfig: { type: 'table', config: {} },
      tableConfig: { columnOrder: ['orders_orders'] },
      spaceUuid: space.uuid,
    })
    expect(await explain('editor', 'chart', made.uuid)).toMatchObject({ because: 'space_access', explores: [{ name: 'orders' }], thing: { name: 'Orders' } })
    expect(await explain('admin', 'chart', made.uuid)).toMatchObject({ because: 'row_attributes', space: { access: 'admin' } })
  })

  it('is for administrators, about people and things of their own', async () => {
    for (const who of ['developer', 'member', 'foreigner'] as const)
      expect((await house.as[who].get(addressOf('editor', 'explore', 'orders'))).status).toBe(who === 'foreigner' ? 404 : 403)
    expect((await house.as.admin.get(addressOf('foreigner', 'explore', 'orders'))).status).toBe(404)
    expect((await house.as.admin.get(addressOf('editor', 'explore', 'nothing'))).status).toBe(404)
    expect((await house.as.admin.get(addressOf('editor', 'space', 'nothing'))).status).toBe(404)
    const foreign = addressOf('editor', 'project', 'x').replace(house.projectUuid, house.foreignProjectUuid)
    expect((await house.as.admin.get(foreign)).status).toBe(404)
    await house.db.updateTable('users').set({ is_active: false }).where('id', '=', house.userUuid.viewer).execute()
    expect(await explain('viewer', 'project', house.projectUuid)).toMatchObject({ allowed: false, because: 'deactivated' })
    await house.db.updateTable('users').set({ is_active: true }).where('id', '=', house.userUuid.viewer).execute()
  })
})
