import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { insertToken } from './insert-people.ts'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** What programs for Hex hold on to: whose an address is, who is told what, how often they may ask. */

let house: WithPeople
let app: string
let draft: string

beforeAll(async () => {
  house = await startWithPeople({ ...matrixShop, env: { ATRIUM_HEX_REQUESTS_PER_MINUTE: '40', ATRIUM_HEX_RUNS_PER_MINUTE: '3' } })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Open', isPrivate: false })
  const make = async (name: string): Promise<string> => {
    const document = { cells: [{ kind: 'text', id: 'said', markdown: name }] }
    return (await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name, document })).uuid
  }
  app = await make('Published')
  draft = await make('Not published')
  await house.as.admin.results('POST', `/api/v1/app/apps/${app}/force-publish`, { version: null, comparedVersion: 1 })
})
afterAll(() => house.stop())

const nothing = '0f8fad5b-d9cb-469f-a165-70867728950e'
const shapeOf = ({ status, body }: ApiAnswer): string =>
  `${status} ${Object.keys(body as object).includes('traceId') || 'title' in (body as object) ? 'hex' : 'lightdash'}`

describe('an address that two formats have', () => {
  it.each([
    ['a notebook', () => app, '200 hex', '404 lightdash'],
    ['a project of ours', () => house.projectUuid, '200 lightdash', '200 lightdash'],
    ['nothing', () => nothing, '404 hex', '404 lightdash'],
  ])('with the id of %s answers bearer tokens and others each in their words', async (_, id, bearer, other) => {
    const at = `/api/v1/projects/${id()}`
    expect(shapeOf(await house.bearer.admin.get(at))).toBe(bearer)
    for (const client of [house.as.admin, house.signedIn.admin]) expect(shapeOf(await client.get(at))).toBe(other)
  })

  it('words what goes wrong before it is read in the same way', async () => {
    const wrong = (client: ApiClient) => client.call('PATCH', `/api/v1/projects/${app}`, '{', { 'content-type': 'application/json' })
    expect([shapeOf(await wrong(house.bearer.admin)), shapeOf(await wrong(house.as.admin))]).toEqual(['400 hex', '400 lightdash'])
    const unknown = { authorization: 'Bearer nobody' }
    expect(shapeOf(await house.as.nobody.call('GET', `/api/v1/projects/${app}`, undefined, unknown))).toBe('401 hex')
    expect(shapeOf(await house.as.nobody.get(`/api/v1/projects/${app}`))).toBe('401 lightdash')
    expect(shapeOf(await house.bearer.admin.get(`/api/v1/projects/${app}/nothing-here`))).toBe('404 hex')
  })
})

describe('what somebody may not see', () => {
  const status = async (person: Person, at: string, method = 'GET') => (await house.bearer[person].call(method, at)).status
  it('is not there, and what they see and may not do is refused', async () => {
    expect(await status('viewer', `/api/v1/projects/${app}`)).toBe(200)
    expect(await status('viewer', `/api/v1/projects/${draft}`)).toBe(404)
    expect(await status('viewer', `/api/v1/projects/${draft}/runs`, 'POST')).toBe(404)
    expect(await status('editor', `/api/v1/projects/${draft}/runs`, 'POST')).toBe(422)
    for (const stranger of ['member', 'foreigner'] as const) expect(await status(stranger, `/api/v1/projects/${app}/runs`, 'POST')).toBe(404)
    expect(await status('viewer', `/api/v1/projects/${app}/queriedTables`)).toBe(403)
    expect((await house.bearer.viewer.post(`/api/v1/projects/${app}/runs`, { updatePublishedResults: 'true' })).status).toBe(403)
  })

  it('is in no list, and what is in the trash is in those of editors alone', async () => {
    const titles = async (person: Person, query = '') => {
      const { values } = (await house.bearer[person].get(`/api/v1/projects?${query}`)).body as { values: { title: string; trashedAt: string | null }[] }
      return values.map(({ title, trashedAt }) => (trashedAt === null ? title : `${title} (trash)`)).toSorted()
    }
    expect([await titles('editor'), await titles('viewer'), await titles('member'), await titles('foreigner')]).toEqual([
      ['Not published', 'Published'],
      ['Published'],
      [],
      [],
    ])
    await house.as.admin.results('DELETE', `/api/v1/app/apps/${draft}`)
    expect([await titles('editor'), await titles('editor', 'includeTrashed=True')]).toEqual([['Published'], ['Not published (trash)', 'Published']])
    expect(await titles('viewer', 'includeTrashed=true')).toEqual(['Published'])
    expect(await titles('editor', 'statuses=Approved')).toEqual([])
  })
})

it('a notebook is put into a space by sharing it with that, and what cannot be shared so is told', async () => {
  const space = async (name: string): Promise<string> =>
    (await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name, isPrivate: false })).uuid
  const [target, hidden] = [await space('Target'), '0f8fad5b-d9cb-469f-a165-70867728950e']
  const share = async (person: Person, ...shares: [id: string, access: string][]) => {
    const collections = shares.map(([id, access]) => ({ access, collection: { id } }))
    const { status, body } = await house.bearer[person].call('PATCH', `/api/v1/projects/${app}/sharing/collections`, { sharing: { upsert: { collections } } })
    const { project, errors } = body as { project?: { lastEditedAt: string; sharing: { collections: object[] } }; errors?: { collectionIds: string[] }[] }
    return {
      status,
      editedAt: project?.lastEditedAt,
      collections: project?.sharing.collections,
      refused: errors?.flatMap(({ collectionIds }) => collectionIds),
    }
  }
  const moved = await share('editor', [target, 'APP_ONLY'], [hidden, 'CAN_EDIT'])
  expect(moved).toMatchObject({ status: 200, collections: [{ access: 'APP_ONLY', collection: { name: 'Target' } }], refused: [hidden] })
  // Programs that hold on to a state say it again and again.
  expect(await share('editor', [target, 'APP_ONLY'])).toEqual({ ...moved, refused: undefined })
  expect(await share('editor', [hidden, 'APP_ONLY'])).toMatchObject({ status: 200, refused: [hidden], collections: moved.collections })
  expect([(await share('viewer')).status, (await share('viewer', [target, 'APP_ONLY'])).status, (await share('member')).status]).toEqual([403, 403, 404])
})

describe('how often programs may ask', () => {
  it('stands in headers, runs and requests each by themselves, and over it says when to come again', async () => {
    const { headers } = await house.bearer.developer.get(`/api/v1/projects/${app}`)
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['40', '39'])
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 5)
    const runs: ApiAnswer[] = []
    for (let nth = 0; nth < 4; nth++) runs.push(await house.bearer.developer.post(`/api/v1/projects/${app}/runs`))
    expect(runs.map(({ status }) => status)).toEqual([201, 201, 201, 429])
    const [, , , last] = runs as [ApiAnswer, ApiAnswer, ApiAnswer, ApiAnswer]
    expect([last.headers.get('x-ratelimit-limit'), last.headers.get('x-ratelimit-remaining')]).toEqual(['3', '0'])
    expect(last.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(last.headers.get('x-trace-id')).toBe((last.body as { traceId: string }).traceId)
    // Others are counted by themselves.
    expect((await house.bearer.viewer.post(`/api/v1/projects/${app}/runs`)).status).toBe(201)
  })
})

it('addresses in answers are those by which the server was called', async () => {
  const { body } = await house.bearer.editor.call('POST', `/api/v1/projects/${app}/runs`, { dryRun: true })
  const { runUrl, runStatusUrl } = body as { runUrl: string; runStatusUrl: string }
  expect([runUrl, runStatusUrl].map((url) => new URL(url).host)).toEqual([new URL(house.url).host, new URL(house.url).host])
})

it('a token is narrowed for this format as for the others', async () => {
  const { status, body } = await narrowed().then((client) => client.post(`/api/v1/projects/${app}/runs`))
  expect([status, (body as { details: string }).details]).toEqual([403, 'scope: app:run'])
})

async function narrowed(): Promise<ApiClient> {
  const secret = 'atr_reads_apps_alone_0123456789'
  await insertToken(house.db, house.url, { userId: house.userUuid.admin, secret, scopes: ['app:read'] })
  return apiClient(house.url, { authorization: `Bearer ${secret}` })
}

it('a program is told when its token ends, to renew it in time', async () => {
  const id = newId()
  const client = await insertToken(house.db, house.url, { userId: house.userUuid.admin, secret: 'atr_ends_some_day_0123456789', id })
  const told = async () => ((await client.get('/api/v1/users/me')).body as { token: object }).token
  expect(await told()).toEqual({ exp: null })
  await house.db
    .updateTable('personal_access_tokens')
    .set({ expires_at: new Date('2100-01-01T00:00:00.900Z') })
    .where('id', '=', id)
    .execute()
  expect(await told()).toEqual({ exp: 4_102_444_800 })
})
