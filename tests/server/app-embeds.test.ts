import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

const shop = 'https://shop.example.com'
const cells = [
  { kind: 'text', id: 'said', markdown: 'Hello' },
  {
    kind: 'input',
    id: 'where',
    name: 'region',
    input: { type: 'dropdown', default: 'north', options: { values: [{ value: 'north' }, { value: 'south' }] } },
  },
  {
    kind: 'explore',
    id: 'mine',
    name: 'mine',
    exploreName: 'orders',
    query: { exploreName: 'orders', dimensions: ['orders_tenant'], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 100 },
  },
  { kind: 'input', id: 'many', name: 'most', input: { type: 'number', default: 10 } },
  { kind: 'input', id: 'again', name: 'again', input: { type: 'run_button' } },
]
const app = { elements: cells.map(({ id }, at) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: at, w: 36, h: 1 })) }

type Opened = { token: string; sessionUuid: string; appUuid: string; options: object; exports: string[]; pressed: string[] }
type Session = { inputs: Record<string, unknown>; attributes: Record<string, string> | null; ownerUuid: string | null }

let house: WithPeople
let appUuid: string
let otherUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta:
      sql_filter: "\${TABLE}.tenant IN (\${lightdash.attributes.tenant})"
    columns:
      - {name: tenant, meta: {dimension: {type: string}, metrics: {orders: {type: count}}}}
`,
    },
    statements: ["CREATE TABLE orders AS SELECT ['a', 'b'][range % 2 + 1] AS tenant FROM range(6)"],
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const create = async (name: string): Promise<string> => {
    const body = { name, spaceUuid: space.uuid, document: { cells, app } }
    return (await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, body)).uuid
  }
  appUuid = await create('Embedded')
  otherUuid = await create('Not for others')
})
afterAll(() => house.stop())

const at = (rest: string, uuid = appUuid): string => `/api/v1/app/apps/${uuid}${rest}`
const publish = (uuid = appUuid): Promise<unknown> => house.as.developer.results('POST', at('/force-publish', uuid), { version: null, comparedVersion: 1 })
const link = (body: object = {}, as: ApiClient = house.as.developer): Promise<ApiAnswer> => as.call('POST', at('/embed-links'), body)
/** The secret of a new address. */
async function secret(body: object = {}, as: ApiClient = house.as.developer): Promise<string> {
  const answer = await link(body, as)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return (answer.body as { results: { url: string } }).results.url.split('/').at(-1) ?? ''
}
const open = (given: string, as: ApiClient = house.as.nobody): Promise<ApiAnswer> => as.call('POST', '/api/v1/app/embeds', { secret: given })
const opened = async (body: object = {}): Promise<Opened> => ((await open(await secret(body))).body as { results: Opened }).results
const nameOf = ({ body }: ApiAnswer): unknown => (body as { error?: { name: string } }).error?.name
const storedSession = async (id: string): Promise<Session> => {
  const row = await house.db.selectFrom('app_sessions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { inputs: row.inputs, attributes: row.attributes, ownerUuid: row.owner_id }
}

describe('an address that shows an app in a page of elsewhere', () => {
  it('takes an app that is published and switched on, each told by its own reason', async () => {
    expect([(await link()).status, nameOf(await link())]).toEqual([400, 'ParameterError'])
    await publish()
    await publish(otherUuid)
    expect([(await link()).status, nameOf(await link())]).toEqual([400, 'EmbeddingOffError'])
    expect(await house.as.developer.results('GET', at('/embedding'))).toEqual({ isOn: false, origins: [] })
    expect(await house.as.developer.results('PUT', at('/embedding'), { isOn: true, origins: [`${shop}/`, shop, 'http://localhost:3000'] })).toEqual({
      isOn: true,
      origins: [shop, 'http://localhost:3000'],
    })
    expect((await link()).status).toBe(200)
    expect((await link({}, house.as.viewer)).status).toBe(403)
    // Whoever chooses attributes chooses rows: not for those whom row rules bind.
    expect((await link({ attributes: { tenant: 'b' } }, house.as.editor)).status).toBe(403)
    expect((await house.as.editor.post(`/api/v1/embedding/createPresignedUrl/${appUuid}`, {})).status).toBe(403)
  })

  it.each([
    'shop.example.com',
    'http://shop.example.com',
    'https://shop.example.com/path',
    "https://x.example; script-src 'unsafe-inline'",
    'https://a.example https://b.example',
    '*',
    'https://*',
    'https://*.com.',
    'https://shop.example.com:99999',
    'null',
    'data:text/html,x',
  ])('is never shown on "%s", which is no site', async (origin) => {
    expect((await house.as.developer.put(at('/embedding'), { isOn: true, origins: [origin] })).status).toBe(422)
  })

  it('is opened once, by whoever is first, and says why not after', async () => {
    const given = await secret()
    const answers = await Promise.all([open(given), open(given), open(given)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    const again = await open(given)
    expect([again.status, nameOf(again)]).toEqual([404, 'EmbedUsedError'])
    expect(nameOf(await open('x'.repeat(43)))).toBe('NotFoundError')
    const late = await secret({ expiresIn: 0 })
    expect(nameOf(await open(late))).toBe('EmbedExpiredError')
    for (const expiresIn of [-1, 300_001, '15000']) expect((await link({ expiresIn })).status).toBe(422)
  })

  it('keeps nothing in the store that would open it', async () => {
    const given = await secret()
    const rows = await house.db.selectFrom('app_embed_links').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(given)
  })

  it('begins with its inputs as addresses are read, its attributes, and nobody as owner', async () => {
    const { sessionUuid, options, exports, pressed } = await opened({
      attributes: { tenant: 'a' },
      inputs: { region: 'south', most: 'many', again: true, unknown: 1 },
      options: { theme: 'dark', later: true },
      exports: ['csv'],
    })
    expect(await storedSession(sessionUuid)).toEqual({ inputs: { region: 'south' }, attributes: { tenant: 'a' }, ownerUuid: null })
    expect({ options, exports, pressed }).toEqual({ options: { theme: 'dark', later: true }, exports: ['csv'], pressed: ['again'] })
  })

  it.each<[string, object]>([
    ['a number', { attributes: { tenant: 1 } }],
    ['a list', { attributes: { tenant: ['a', 'b'] } }],
    ['an object', { attributes: { tenant: { a: 'b' } } }],
    ['nothing', { attributes: { tenant: null } }],
    ['a long text', { attributes: { tenant: 'x'.repeat(5000) } }],
    ['many names', { attributes: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${n}`, ''])) }],
  ])('refuses %s as attributes', async (_, body) => {
    expect((await link(body)).status).toBe(422)
  })

  it('refuses values without an end, and exports that there are not', async () => {
    expect((await link({ inputs: { region: 'x'.repeat(60_000) } })).status).toBe(422)
    expect((await link({ exports: ['everything'] })).status).toBe(422)
  })

  it('answers an ordinary address in a test, and makes nothing', async () => {
    const count = async (): Promise<number> => (await house.db.selectFrom('app_embed_links').select('token_hash').execute()).length
    const before = await count()
    const { url } = ((await link({ testMode: true, inputs: { region: 'south' } })).body as { results: { url: string } }).results
    expect(url).toBe(`${house.url}/p/${house.projectUuid}/apps/${appUuid}?_region=%22south%22`)
    expect(await count()).toBe(before)
  })
})

describe('whoever looks at an embedded app', () => {
  const bearer = (token: string): ApiClient => apiClient(house.url, { authorization: `Bearer ${token}` })

  it('reaches nothing of all that there is', async () => {
    const page = bearer((await opened()).token)
    const { paths } = (await house.as.nobody.get('/api/openapi.json')).body as { paths: Record<string, Record<string, { operationId: string }>> }
    const answered: string[] = []
    let calls = 0
    for (const [path, methods] of Object.entries(paths)) {
      const address = path
        .replace('{projectUuid}', house.projectUuid)
        .replace('{appUuid}', appUuid)
        .replaceAll(/\{\w+\}/g, appUuid)
      for (const [method, { operationId }] of Object.entries(methods)) {
        calls += 1
        const { status } = await page.call(method.toUpperCase(), address, method === 'get' ? undefined : {})
        if (status < 400) answered.push(operationId)
      }
    }
    expect(calls).toBeGreaterThan(400)
    // What says nothing of anybody's.
    expect(answered.toSorted()).toEqual(['GetFlash', 'GetSetupState', 'Livez', 'Logout', 'OidcRedirect'])
  }, 120_000)

  it('works in the session that it was given, and in no other', async () => {
    const [mine, theirs] = [await opened(), await opened()]
    const page = bearer(mine.token)
    const session = (id: string): string => `/api/v1/app/app-sessions/${id}`
    expect((await page.get(session(mine.sessionUuid))).status).toBe(200)
    const shown = await page.results<{ title: string }>('GET', `${session(mine.sessionUuid)}/app`)
    expect(Object.keys(shown).toSorted()).toEqual(['cells', 'elements', 'isFullWidth', 'settings', 'tabs', 'title'])
    const given = await page.patch(`${session(mine.sessionUuid)}/inputs`, { version: 0, values: { most: 5 }, run: false })
    expect((given.body as { results: { inputs: object } }).results.inputs).toMatchObject({ most: 5 })
    const own = await house.as.developer.results<{ uuid: string }>('POST', at('/sessions'), { of: 'published' })
    for (const other of [theirs.sessionUuid, own.uuid]) {
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', '/app'],
        ['GET', '/events'],
        ['DELETE', ''],
        ['POST', '/interrupt'],
      ] as const) {
        expect((await page.call(method, session(other) + rest)).status, `${method} ${rest}`).toBe(404)
      }
      expect((await page.patch(`${session(other)}/inputs`, { version: 0, values: { most: 5 }, run: false })).status).toBe(404)
    }
    expect((await house.as.developer.get(session(mine.sessionUuid))).status, 'also for whoever made the address').toBe(404)
    expect((await page.call('POST', at('/sessions'), { of: 'published' })).status).toBe(403)
    expect((await page.call('POST', at('/live'), {})).status).toBe(403)
  })

  it('takes rows, documents and pictures away with the scope for it, and not without', async () => {
    const taken = async (exports: string[]): Promise<number[]> => {
      const { token, sessionUuid } = await opened({ exports, attributes: { tenant: 'a' } })
      const page = bearer(token)
      await page.call('POST', `/api/v1/app/app-sessions/${sessionUuid}/runs`, { wanted: { how: 'all' } })
      const isDone = async (): Promise<boolean> =>
        (await page.results<{ outcomes: { cellId: string; state: string }[] }>('GET', `/api/v1/app/app-sessions/${sessionUuid}`)).outcomes.some(
          ({ cellId, state }) => cellId === 'mine' && state === 'done',
        )
      await expect.poll(isDone, { timeout: 10_000 }).toBe(true)
      const files = ['/cells/mine/rows.csv', '/document.pdf', '/picture.png', '/cells/mine/picture.png']
      return Promise.all(files.map(async (file) => (await page.get(`/api/v1/app/app-sessions/${sessionUuid}${file}`)).status))
    }
    expect([await taken(['csv']), await taken(['pdf'])]).toEqual([
      [200, 403, 403, 403],
      [403, 200, 200, 200],
    ])
  })

  it('has the warehouse asked anew where the address lets it, with the inputs that it has', async () => {
    const refreshed = async (options: object): Promise<[number, unknown, unknown]> => {
      const { token, sessionUuid } = await opened({ options, attributes: { tenant: 'a' } })
      const page = bearer(token)
      const session = `/api/v1/app/app-sessions/${sessionUuid}`
      await page.patch(`${session}/inputs`, { version: 0, values: { most: 5 }, run: false })
      const answer = await page.post(`${session}/runs`, { wanted: { how: 'all' }, usesCachedSql: false })
      return [answer.status, nameOf(answer), (await page.results<Session>('GET', session)).inputs['most']]
    }
    expect(await refreshed({ showEmbeddedRunButton: true })).toEqual([200, undefined, 5])
    expect(await refreshed({})).toEqual([403, 'ForbiddenError', 5])
  })

  it('is not shown to too many at once, who take no place from people, and its address stays good', async () => {
    const given = await secret()
    const now = new Date()
    const crowd = Array.from({ length: 2000 }, () => ({ id: newId(), resource_id: appUuid, kind: 'embed' as const, revision: 1, inputs: '{}' }))
    await house.db
      .insertInto('app_sessions')
      .values(crowd.map((one) => ({ ...one, created_at: now, used_at: now })))
      .execute()
    const full = await open(given)
    expect([full.status, nameOf(await open(given))]).toEqual([503, nameOf(full)])
    expect((await house.as.viewer.call('POST', at('/sessions'), { of: 'published' })).status).toBe(200)
    await house.db.deleteFrom('app_sessions').where('kind', '=', 'embed').where('attributes', 'is', null).execute()
    expect((await open(given)).status).toBe(200)
  })

  it('is shown the rows of the attributes that it came with, whoever else looks and whatever was computed for others', async () => {
    const seenBy = async (attributes: Record<string, string>, state = 'done'): Promise<unknown> => {
      const { token, sessionUuid } = await opened({ attributes })
      const page = bearer(token)
      await page.call('POST', `/api/v1/app/app-sessions/${sessionUuid}/runs`, { wanted: { how: 'all' } })
      const states = async (): Promise<string[]> =>
        (await page.results<{ outcomes: { cellId: string; state: string }[] }>('GET', `/api/v1/app/app-sessions/${sessionUuid}`)).outcomes
          .filter(({ cellId }) => cellId === 'mine')
          .map(({ state }) => state)
      await expect.poll(states, { timeout: 10_000 }).toEqual([state])
      if (state === 'failed') return null
      const view = await page.results<{ rows: Record<string, unknown>[] }>('GET', `/api/v1/app/app-sessions/${sessionUuid}/cells/mine/view`)
      return JSON.stringify(view.rows)
    }
    // Whoever comes without is shown nothing, though whoever let them in sees all of it.
    const [a, b] = [await seenBy({ tenant: 'a' }), await seenBy({ tenant: 'b' }), await seenBy({}, 'failed')]
    expect(a).toMatch(/"a"/)
    expect(a).not.toMatch(/"b"/)
    expect(b).toMatch(/"b"/)
    expect(b).not.toMatch(/"a"/)
  })

  it('ends when whoever made the address may not embed it any more, and addresses of theirs open no more', async () => {
    const [{ token, sessionUuid }, given] = [await opened(), await secret()]
    const page = bearer(token)
    const role = (to: string) =>
      house.db
        .updateTable('organization_members')
        .set({ role: to as 'member' })
        .where('user_id', '=', house.userUuid.developer)
        .execute()
    await role('editor')
    await expect.poll(async () => (await page.get(`/api/v1/app/app-sessions/${sessionUuid}`)).status).toBe(403)
    expect(nameOf(await open(given))).toBe('EmbedDeadError')
    await role('developer')
    expect((await page.get(`/api/v1/app/app-sessions/${sessionUuid}`)).status).toBe(200)
  })

  it('is gone with the switch, and with the right of whoever let them in', async () => {
    const { token } = await opened()
    const alive = async (): Promise<unknown> => nameOf(await bearer(token).get('/api/v1/user'))
    expect(await alive()).toBe('ForbiddenError')
    await house.as.developer.put(at('/embedding'), { isOn: false })
    expect(await alive()).toBe('EmbedEndedError')
    await house.as.developer.put(at('/embedding'), { isOn: true, origins: [shop] })
    expect(await alive()).toBe('ForbiddenError')
  })
})

describe('the page that shows an embedded app', () => {
  const policyOf = async (given: string): Promise<string> => {
    const answer = await fetch(`${house.url}/embed/apps/${given}`)
    expect(answer.headers.get('set-cookie')).toBeNull()
    return /frame-ancestors [^;]*/.exec(answer.headers.get('content-security-policy') ?? '')?.[0] ?? ''
  }

  it('is in frames of the sites of its app alone, and uses nothing up', async () => {
    const given = await secret()
    expect(await policyOf(given)).toBe(`frame-ancestors ${shop}`)
    expect(await policyOf(given)).toBe(`frame-ancestors ${shop}`)
    expect((await open(given)).status).toBe(200)
    expect(await policyOf(given), 'also to say that it was used').toBe(`frame-ancestors ${shop}`)
    expect(await policyOf('unknown')).toBe("frame-ancestors 'none'")
  })
})
