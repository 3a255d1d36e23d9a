import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

type Item = { kind: string; uuid: string; name: string }
type Home = { pinned: Item[]; favourites: Item[]; viewed: Item[]; recent: Item[] }

let house: WithPeople
let open: { space: string; dashboard: string; other: string }
let hidden: string

const names = (items: readonly Item[]): string[] => items.map(({ name }) => name)
const inProject = (rest: string): string => `/api/v1/projects/${house.projectUuid}${rest}`
const home = (who: Person): Promise<Home> => house.as[who].results('GET', inProject('/home'))
const star = (who: Person, uuid: string, isFavourite = true) => house.as[who].put(`/api/v1/app/favourites/things/${uuid}`, { isFavourite })
const favourites = async (who: Person): Promise<string[]> => names(await house.as[who].results<Item[]>('GET', `/api/v1/app/favourites/${house.projectUuid}`))

async function make(kind: 'spaces' | 'dashboards', body: object): Promise<string> {
  return (await house.as.admin.results<{ uuid: string }>('POST', inProject(`/${kind}`), body)).uuid
}

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  const space = await make('spaces', { name: 'Open', isPrivate: false })
  const dashboard = { tiles: [], tabs: [], spaceUuid: space }
  open = { space, dashboard: await make('dashboards', { ...dashboard, name: 'Sales' }), other: await make('dashboards', { ...dashboard, name: 'Costs' }) }
  hidden = await make('dashboards', { ...dashboard, name: 'Hidden', spaceUuid: await make('spaces', { name: 'Private', isPrivate: true }) })
})
afterAll(() => house.stop())

describe('favourites', () => {
  it('are each person’s own, of every kind, the last one first', async () => {
    expect((await star('viewer', open.dashboard)).status).toBe(200)
    expect((await star('viewer', open.space)).status).toBe(200)
    expect((await star('viewer', open.space)).status).toBe(200)
    expect(await favourites('viewer')).toEqual(['Open', 'Sales'])
    expect(await favourites('editor')).toEqual([])
    await star('viewer', open.space, false)
    expect(names((await home('viewer')).favourites)).toEqual(['Sales'])
  })

  it('are of what one may see, and are not shown when that is over', async () => {
    expect((await star('editor', hidden)).status).toBe(403)
    expect((await star('foreigner', open.dashboard)).status).toBe(403)
    expect((await star('editor', newId())).status).toBe(404)
    expect((await star('editor', 'no-id')).status).toBe(404)
    await star('editor', open.other)
    const setPrivate = (isPrivate: boolean) => house.as.admin.patch(inProject(`/spaces/${open.space}`), { isPrivate })
    await setPrivate(true)
    expect(await favourites('editor')).toEqual([])
    await setPrivate(false)
    expect(await favourites('editor')).toEqual(['Costs'])
  })
})

describe('the home page', () => {
  it('shows what is pinned in its order, to those who may see it', async () => {
    for (const uuid of [open.dashboard, open.other, hidden]) await house.as.admin.patch(`/api/v1/dashboards/${uuid}/pinning`)
    await house.as.admin.patch(inProject(`/pinned-lists/${house.projectUuid}/items/order`), [
      { type: 'dashboard', data: { uuid: open.other, pinnedListOrder: 0 } },
      { type: 'dashboard', data: { uuid: open.dashboard, pinnedListOrder: 1 } },
    ])
    expect(names((await home('viewer')).pinned)).toEqual(['Costs', 'Sales'])
    expect(names((await home('admin')).pinned)).toContain('Hidden')
  })

  it('shows what each person opened last', async () => {
    expect((await home('developer')).viewed).toEqual([])
    await house.as.developer.get(`/api/v1/dashboards/${open.dashboard}`)
    await house.as.developer.get(`/api/v1/dashboards/${open.other}`)
    await house.as.developer.get(`/api/v1/dashboards/${hidden}`)
    await expect.poll(async () => names((await home('developer')).viewed), { timeout: 10_000 }).toEqual(['Costs', 'Sales'])
    expect((await home('interactive_viewer')).viewed).toEqual([])
  })
})

describe('a short link', () => {
  type Link = { nanoid: string; path: string; params: string; url: string; shareUrl: string }
  const make201 = async (who: Person, path: string, params: string): Promise<Link> => {
    const { status, body } = await house.as[who].post('/api/v1/share', { path, params })
    expect(status).toBe(201)
    return (body as { results: Link }).results
  }

  it('keeps a long address for the people of the organization', async () => {
    const params = `?state=${'x'.repeat(100_000)}`
    const link = await make201('member', '/p/x/explore/orders', params)
    expect(new URL(link.shareUrl).pathname).toBe(`/share/${link.nanoid}`)
    expect(await house.as.viewer.results('GET', `/api/v1/share/${link.nanoid}`)).toMatchObject({ path: '/p/x/explore/orders', params })
  })

  it('is not there for others, no more than one that nobody made', async () => {
    const { nanoid } = await make201('admin', '/p/x', '')
    const answers = [await house.as.foreigner.get(`/api/v1/share/${nanoid}`), await house.as.admin.get('/api/v1/share/AAAAAAAAAAAAAAAAAAAAAA')]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect((await house.as.nobody.get(`/api/v1/share/${nanoid}`)).status).toBe(401)
  })

  it('may end, and says so then', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
    const { status, body } = await house.as.member.post('/api/v1/share', { path: '/p/x', params: '', expiresAt: inAnHour })
    const { nanoid } = (body as { results: Link }).results
    expect([status, (body as { results: object }).results]).toEqual([201, expect.objectContaining({ expiresAt: inAnHour })])
    expect((await house.as.viewer.get(`/api/v1/share/${nanoid}`)).status).toBe(200)
    await house.db
      .updateTable('share_links')
      .set({ expires_at: new Date(0) })
      .where('id', '=', nanoid)
      .execute()
    const ended = await house.as.viewer.get(`/api/v1/share/${nanoid}`)
    expect([ended.status, JSON.stringify(ended.body)]).toEqual([404, expect.stringContaining('has ended') as string])
    expect((await house.as.member.post('/api/v1/share', { path: '/p/x', params: '', expiresAt: '2020-01-01' })).status).toBe(422)
  })

  it('is listed and ended by who administers its project, and there is an end of them', async () => {
    const path = `/p/${house.projectUuid}/explore/orders`
    const of = `/api/v1/app/share-links/${house.projectUuid}`
    const { nanoid } = await make201('member', path, '')
    type Listed = { id: string; path: string; author: string | null; expiresAt: string | null }
    expect((await house.as.admin.results<Listed[]>('GET', of))[0]).toMatchObject({
      id: nanoid,
      path,
      author: expect.stringContaining('member'),
      expiresAt: null,
    })
    for (const who of ['editor', 'foreigner'] as const) expect((await house.as[who].delete(`${of}/${nanoid}`)).status).toBe(403)
    await house.as.admin.results('DELETE', `${of}/${nanoid}`)
    expect((await house.as.member.get(`/api/v1/share/${nanoid}`)).status).toBe(404)
    expect((await house.as.admin.delete(`${of}/${nanoid}`)).status).toBe(404)

    const { organization_id: organizationId } = await house.db
      .selectFrom('projects')
      .select('organization_id')
      .where('id', '=', house.projectUuid)
      .executeTakeFirstOrThrow()
    const filler = { organization_id: organizationId, project_id: house.projectUuid, created_by: null, path, params: '', expires_at: null }
    const fillers = Array.from({ length: 5000 }, (_, number) => ({ ...filler, id: `filler-${number}` }))
    await house.db.insertInto('share_links').values(fillers).execute()
    const refused = await house.as.member.post('/api/v1/share', { path, params: '' })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      expect.any(Number),
      expect.stringContaining('5000 short links into this project') as string,
    ])
    // Elsewhere there is room.
    await make201('member', '/p/x', '')
    await house.db.deleteFrom('share_links').where('id', 'like', 'filler-%').execute()
  })

  it('leads nowhere else', async () => {
    for (const path of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/api/v1/logout']) {
      expect((await house.as.admin.post('/api/v1/share', { path, params: '' })).status, path).toBe(400)
    }
  })
})
