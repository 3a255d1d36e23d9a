import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** Rights that are lost while something runs: what had not begun by then does not begin. */

let house: WithPeople
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'numbers.yml': 'models:\n  - name: numbers\n    columns:\n      - {name: n, meta: {dimension: {type: number}}}\n' },
    statements: ['CREATE TABLE numbers AS SELECT range AS n FROM range(10000)'],
    env: { ATRIUM_APP_RUNS_AT_ONCE: '2' },
  })
})
afterAll(() => house.stop())

type Cell = { cellId: string; state: string }
type Session = { uuid: string; running: string[]; outcomes: Cell[]; failure: { code: string } | null; endedAt: string | null }
type Run = { uuid: string; state: string; failure: { reason: string } | null; endedAt: string | null; cells: Cell[] }

/** Cells that take half a second each, one after the other. */
const names = ['one', 'two', 'three', 'four', 'five', 'six']
const cells = names.map((name, place) => {
  const value = place === 0 ? '1' : `${names[place - 1] ?? ''} + 1`
  return { kind: 'code', id: name, language: 'typescript', code: `const _until = Date.now() + 500\nwhile (Date.now() < _until) {}\nconst ${name} = ${value}` }
})
const document = { cells, app: { elements: names.map((cellId, y) => ({ uuid: `e-${cellId}`, cellId, x: 0, y, w: 36, h: 1 })), tabs: [] } }

/** An app in a space of its own that `who` is let into, and how to close it to them, or to let them only look. */
async function appFor(
  who: 'viewer' | 'interactive_viewer',
  spaceRole: 'viewer' | 'editor' = 'viewer',
): Promise<{ app: string; close(): Promise<unknown>; lower(): Promise<unknown> }> {
  const { uuid: spaceUuid } = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, {
    name: `For ${who}`,
    isPrivate: true,
  })
  const share = `/api/v1/projects/${house.projectUuid}/spaces/${spaceUuid}/share`
  const letIn = (role: string): Promise<unknown> => house.as.admin.results('POST', share, { userUuid: house.userUuid[who], spaceRole: role })
  await letIn(spaceRole)
  const { uuid: app } = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name: 'Slow',
    spaceUuid,
    document,
  })
  await house.as.admin.results('POST', `/api/v1/app/apps/${app}/force-publish`, { version: null, comparedVersion: 1 })
  return { app, close: () => house.as.admin.results('DELETE', `${share}/${house.userUuid[who]}`), lower: () => letIn('viewer') }
}
const open = (app: string, as: ApiClient): Promise<Session> => as.results<Session>('POST', `/api/v1/app/apps/${app}/sessions`, { of: 'published' })
const storedStates = async (sessionId: string): Promise<Record<string, string>> => {
  const rows = await house.db.selectFrom('app_outcomes').select('outcome').where('session_id', '=', sessionId).execute()
  return Object.fromEntries(rows.map(({ outcome }) => [(outcome as Cell).cellId, (outcome as Cell).state]))
}
const begun = (sessionId: string): Promise<void> => expect.poll(async () => (await storedStates(sessionId))['one'], { timeout: 20_000 }).toBe('done')
/** Once nothing runs any more: the last cell was not reached. */
const stopped = (sessionId: string): Promise<void> => expect.poll(async () => (await storedStates(sessionId))['six'], { timeout: 20_000 }).toBe('cancelled')

it('a run of whoever may not run the app any more ends with that, and what it had not begun stays unrun', async () => {
  const { app, close } = await appFor('viewer')
  const { run } = await house.as.viewer.results<{ run: Run }>('POST', `/api/v1/app/apps/${app}/runs`, {})
  const { session_id: sessionId } = await house.db.selectFrom('app_runs').select('session_id').where('id', '=', run.uuid).executeTakeFirstOrThrow()
  await begun(sessionId)
  await close()
  await stopped(sessionId)
  const path = `/api/v1/app/apps/${app}/runs/${run.uuid}`
  await expect.poll(async () => (await house.as.admin.results<Run>('GET', path)).endedAt, { timeout: 20_000 }).not.toBeNull()
  expect(await house.as.admin.results<Run>('GET', path)).toMatchObject({ state: 'errored', failure: { reason: 'right_lost' } })
})

it('a run of a schedule ends with that once its owner may look at the app but not schedule it', async () => {
  const { app, lower } = await appFor('interactive_viewer', 'editor')
  const daily = { cadence: { kind: 'daily', hour: 2, minute: 30 }, timezone: 'Europe/Berlin' }
  const schedule = await house.as.interactive_viewer.results<{ uuid: string }>('POST', `/api/v1/app/apps/${app}/schedules`, daily)
  const past = new Date(Date.now() - 60_000)
  await house.db.updateTable('app_schedules').set({ next_at: past }).where('id', '=', schedule.uuid).execute()
  await house.db.updateTable('cron_entries').set({ next_at: past }).where('name', '=', 'app_schedules').execute()
  const session = async (): Promise<string | null | undefined> =>
    (await house.db.selectFrom('app_runs').select('session_id').where('resource_id', '=', app).executeTakeFirst())?.session_id
  await expect.poll(session, { timeout: 20_000 }).toBeTypeOf('string')
  const sessionId = (await session()) ?? ''
  await begun(sessionId)
  await lower()
  await stopped(sessionId)
  const { uuid } = (await house.as.admin.results<{ runs: Run[] }>('GET', `/api/v1/app/apps/${app}/runs`)).runs[0] ?? { uuid: '' }
  const ended = (): Promise<Run> => house.as.admin.results<Run>('GET', `/api/v1/app/apps/${app}/runs/${uuid}`)
  await expect.poll(ended, { timeout: 20_000 }).toMatchObject({ state: 'errored', failure: { reason: 'right_lost' } })
})

it('a session of an app that was closed to its owner stops what runs, and is over', async () => {
  const { app, close } = await appFor('interactive_viewer')
  const { uuid } = await open(app, house.as.interactive_viewer)
  await begun(uuid)
  await close()
  await stopped(uuid)
  const ended = async (): Promise<unknown> =>
    (await house.db.selectFrom('app_sessions').select('ended_at').where('id', '=', uuid).executeTakeFirstOrThrow()).ended_at
  await expect.poll(ended).not.toBeNull()
})

it('what a token began ends with the token, and its owner’s session goes on', async () => {
  const { app } = await appFor('viewer')
  const token = await house.signedIn.viewer.results<{ uuid: string; token: string }>('POST', '/api/v1/user/me/personal-access-tokens', {
    description: 'Once',
    expiresAt: null,
  })
  const { uuid } = await open(app, apiClient(house.url, { authorization: `ApiKey ${token.token}` }))
  await begun(uuid)
  await house.signedIn.viewer.results('DELETE', `/api/v1/user/me/personal-access-tokens/${token.uuid}`)
  await stopped(uuid)
  expect(await house.signedIn.viewer.results<Session>('GET', `/api/v1/app/app-sessions/${uuid}`)).toMatchObject({
    failure: { code: 'unauthenticated' },
    endedAt: null,
    running: [],
  })
})

type Token = { uuid: string; token: string }
const tokenOf = (who: 'viewer' | 'admin', scopes?: string[]): Promise<Token> =>
  house.signedIn[who].results<Token>('POST', '/api/v1/user/me/personal-access-tokens', {
    description: 'For one run',
    expiresAt: null,
    ...(scopes === undefined ? {} : { scopes }),
  })
const revoke = (who: 'viewer' | 'admin', { uuid }: Token): Promise<unknown> =>
  house.signedIn[who].results('DELETE', `/api/v1/user/me/personal-access-tokens/${uuid}`)
const by = ({ token }: Token): ApiClient => apiClient(house.url, { authorization: `ApiKey ${token}` })
const sessionOfRun = async (id: string): Promise<string> =>
  (await house.db.selectFrom('app_runs').select('session_id').where('id', '=', id).executeTakeFirstOrThrow()).session_id
const endOf = async (path: string): Promise<Run> => {
  await expect.poll(async () => (await house.as.admin.results<Run>('GET', path)).endedAt, { timeout: 30_000 }).not.toBeNull()
  return house.as.admin.results<Run>('GET', path)
}
const over = { state: 'errored', failure: { reason: 'token_over' } }

it('a run ends with the token that began it, and one that its owner began by hand goes on', async () => {
  const { app } = await appFor('viewer')
  const runs = `/api/v1/app/apps/${app}/runs`
  const token = await tokenOf('viewer', ['app:run'])
  const { run } = await by(token).results<{ run: Run }>('POST', runs, {})
  const byHand = await house.signedIn.viewer.results<{ run: Run }>('POST', runs, {})
  await begun(await sessionOfRun(run.uuid))
  await revoke('viewer', token)
  await stopped(await sessionOfRun(run.uuid))
  expect(await endOf(`${runs}/${run.uuid}`)).toMatchObject(over)
  const log = await house.as.admin.results<{ event: string; message: string | null }[]>('GET', `${runs}/${run.uuid}/log`)
  expect(log.at(-1)).toMatchObject({ event: 'errored', message: expect.stringContaining('revoked or has expired') as string })
  expect(await endOf(`${runs}/${byHand.run.uuid}`)).toMatchObject({ state: 'completed' })
})

it('a token that may not run apps makes no schedule that would run them for it', async () => {
  const { app } = await appFor('viewer')
  const daily = { cadence: { kind: 'daily', hour: 2, minute: 30 }, timezone: 'Europe/Berlin' }
  const schedules = `/api/v1/app/apps/${app}/schedules`
  const save = async (...scopes: string[]): Promise<number> => (await by(await tokenOf('admin', scopes)).post(schedules, daily)).status
  expect(await save('app:read', 'app:write')).toBe(403)
  expect(await save('app:read', 'app:write', 'app:run')).toBe(200)
})

it('a run that waits is not begun with a token that has expired', async () => {
  const { app } = await appFor('viewer')
  const runs = `/api/v1/app/apps/${app}/runs`
  const token = await tokenOf('viewer')
  // Nothing takes work meanwhile: there is room for two.
  const others = await Promise.all([1, 2].map(() => house.as.admin.results<{ run: Run }>('POST', runs, {})))
  const { run } = await by(token).results<{ run: Run }>('POST', runs, {})
  await house.db
    .updateTable('personal_access_tokens')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('id', '=', token.uuid)
    .execute()
  const ended = await endOf(`${runs}/${run.uuid}`)
  expect(ended).toMatchObject(over)
  expect(ended.cells.every(({ state }) => state !== 'done')).toBe(true)
  await Promise.all(others.map(({ run: { uuid } }) => endOf(`${runs}/${uuid}`)))
})

it('what a token was publishing is not published once it is over, be it in the last cell', async () => {
  const token = await tokenOf('admin')
  const last = { kind: 'code', id: 'last', language: 'typescript', code: 'const _until = Date.now() + 3000\nwhile (Date.now() < _until) {}' }
  const { uuid: app } = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name: 'Published by a token',
    document: { cells: [last], app: { elements: [{ uuid: 'e-last', cellId: 'last', x: 0, y: 0, w: 36, h: 1 }], tabs: [] } },
  })
  const { previewUuid } = await by(token).results<{ previewUuid: string }>('POST', `/api/v1/app/apps/${app}/publish`, { version: null, comparedVersion: 1 })
  const sessionId = await sessionOfRun(previewUuid)
  await expect.poll(async () => (await storedStates(sessionId))['last'], { timeout: 20_000 }).toBe('running')
  await revoke('admin', token)
  expect(await endOf(`/api/v1/app/apps/${app}/publish/${previewUuid}`)).toMatchObject(over)
  expect(await house.db.selectFrom('published_apps').select('revision').where('resource_id', '=', app).execute()).toEqual([])
})
