import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

type Named = { uuid: string; name: string; pinnedListUuid: string | null; pinnedListOrder: number | null }
type Item = { type: string; data: Named }

let house: WithPeople
let open: { space: string; first: string; second: string }
let hidden: { space: string; dashboard: string }

const results = <T>(answer: { body: unknown }): T => (answer.body as { results: T }).results
const inProject = (rest: string): string => `/api/v1/projects/${house.projectUuid}${rest}`
const items = (list = house.projectUuid): string => inProject(`/pinned-lists/${list}/items`)

async function makeSpace(name: string, isPrivate: boolean): Promise<string> {
  return results<Named>(await house.as.admin.post(inProject('/spaces'), { name, isPrivate })).uuid
}

async function makeDashboard(name: string, spaceUuid: string): Promise<string> {
  return results<Named>(await house.as.admin.post(inProject('/dashboards'), { name, tiles: [], tabs: [], spaceUuid })).uuid
}

const pin = (who: 'admin' | 'editor' | 'viewer', dashboard: string) => house.as[who].patch(`/api/v1/dashboards/${dashboard}/pinning`)
const pinned = async (who: 'admin' | 'editor' | 'viewer'): Promise<string[]> => results<Item[]>(await house.as[who].get(items())).map(({ data }) => data.name)

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  const space = await makeSpace('Open', false)
  open = { space, first: await makeDashboard('First 100%', space), second: await makeDashboard('Second 🌍 لوحة', space) }
  const secret = await makeSpace('Hidden', true)
  hidden = { space: secret, dashboard: await makeDashboard('Hidden numbers', secret) }
})
afterAll(() => house.stop())

describe('pins', () => {
  it('are set and taken by the same call, and are said of the thing itself', async () => {
    const set = results<Named>(await pin('editor', open.first))
    expect(set).toMatchObject({ uuid: open.first, pinnedListUuid: house.projectUuid, pinnedListOrder: 0 })
    const project = results<{ pinnedListUuid: string }>(await house.as.viewer.get(inProject('')))
    expect(project.pinnedListUuid).toBe(set.pinnedListUuid)
    expect(results<Named>(await pin('editor', open.first))).toMatchObject({ pinnedListUuid: null, pinnedListOrder: null })
    expect(await pinned('viewer')).toEqual([])
  })

  it('come in the order that an editor gives, spaces first, and only those that somebody may see', async () => {
    for (const dashboard of [open.first, open.second, hidden.dashboard]) await pin('admin', dashboard)
    await house.as.admin.patch(inProject(`/spaces/${open.space}/pinning`))
    expect(await pinned('admin')).toEqual(['Open', 'First 100%', 'Second 🌍 لوحة', 'Hidden numbers'])
    expect(await pinned('viewer')).toEqual(['Open', 'First 100%', 'Second 🌍 لوحة'])

    const swapped = await house.as.editor.patch(`${items()}/order`, [
      { type: 'dashboard', data: { uuid: open.second, pinnedListOrder: 0 } },
      { type: 'dashboard', data: { uuid: open.first, pinnedListOrder: 1 } },
    ])
    expect(results<Item[]>(swapped).map(({ data }) => data.name)).toEqual(['Open', 'Second 🌍 لوحة', 'First 100%'])
  })

  it('are placed all or not at all', async () => {
    const before = await pinned('admin')
    const strange = [
      { type: 'dashboard', data: { uuid: newId(), pinnedListOrder: 0 } },
      // In a space that the editor does not see, and of another kind than it says.
      { type: 'dashboard', data: { uuid: hidden.dashboard, pinnedListOrder: 0 } },
      { type: 'chart', data: { uuid: open.second, pinnedListOrder: 0 } },
    ]
    for (const item of strange) {
      const answer = await house.as.editor.patch(`${items()}/order`, [{ type: 'dashboard', data: { uuid: open.first, pinnedListOrder: 0 } }, item])
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ error: { message: `No ${item.type} with the id ${item.data.uuid} is pinned in this project` } })
    }
    expect(await pinned('admin')).toEqual(before)
  })

  it('need the right of an editor and that to see the thing', async () => {
    expect((await pin('viewer', open.first)).status).toBe(403)
    expect((await pin('editor', hidden.dashboard)).status).toBe(403)
    expect((await house.as.viewer.patch(`${items()}/order`, [])).status).toBe(403)
    expect((await house.as.foreigner.patch(`/api/v1/dashboards/${open.first}/pinning`)).status).toBe(403)
  })

  it('of another project, of nobody and of no list at all are refused alike', async () => {
    const answers = await Promise.all([house.foreignProjectUuid, newId(), 'no-list'].map((list) => house.as.admin.get(items(list))))
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(new Set(answers.map(({ body }) => (body as { error: { message: string } }).error.message)).size).toBe(1)
  })

  it('go with the thing into the trash and come back with it', async () => {
    await house.as.admin.delete(`/api/v1/dashboards/${open.second}`)
    expect(await pinned('viewer')).toEqual(['Open', 'First 100%'])
    await house.as.admin.post(`/api/v1/app/trash/things/${open.second}/restore`)
    expect(await pinned('viewer')).toEqual(['Open', 'Second 🌍 لوحة', 'First 100%'])
  })
})

describe('the list of content', () => {
  type Page = {
    data: { name: string; contentType: string; space: { uuid: string } }[]
    pagination: { page: number; totalPageCount: number; totalResults: number }
  }
  const list = async (who: 'admin' | 'viewer' | 'foreigner', query = ''): Promise<Page> => results<Page>(await house.as[who].get(`/api/v2/content?${query}`))
  const names = ({ data }: Page): string[] => data.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en'))

  it('has what the caller may see, and counts no more', async () => {
    expect(names(await list('admin', `projectUuids=${house.projectUuid}&contentTypes=dashboard`))).toEqual(['First 100%', 'Hidden numbers', 'Second 🌍 لوحة'])
    const seen = await list('viewer', 'contentTypes=dashboard')
    expect(names(seen)).toEqual(['First 100%', 'Second 🌍 لوحة'])
    expect(seen.pagination.totalResults).toBe(2)
    expect(await list('foreigner', `projectUuids=${house.projectUuid}`)).toMatchObject({ data: [], pagination: { totalResults: 0 } })
  })

  it('is filtered by project, space and text, which means itself', async () => {
    expect(names(await list('admin', `spaceUuids=${hidden.space}&spaceUuids=${newId()}`))).toEqual(['Hidden numbers'])
    expect(names(await list('admin', `projectUuids=${newId()},${house.foreignProjectUuid}`))).toEqual([])
    expect(names(await list('admin', `search=${encodeURIComponent('0%')}`))).toEqual(['First 100%'])
    expect(names(await list('admin', `search=${encodeURIComponent('%')}&contentTypes=chart`))).toEqual([])
    expect((await house.as.admin.get('/api/v2/content?contentTypes=space')).status).toBe(422)
  })

  it('comes in pages that hold everything once', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => list('admin', `contentTypes=dashboard&pageSize=1&page=${page}.000000`)))
    expect(pages.map(({ data }) => data.length)).toEqual([1, 1, 1, 0])
    expect(pages[0]?.pagination).toEqual({ page: 1, pageSize: 1, totalPageCount: 3, totalResults: 3 })
    expect(pages.flatMap(({ data }) => data.map(({ name }) => name)).toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual([
      'First 100%',
      'Hidden numbers',
      'Second 🌍 لوحة',
    ])
  })
})
