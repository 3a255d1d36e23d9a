import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertRun } from '../../packages/server/src/jobs/run-store.ts'
import { waitingForLocks } from '../../packages/server/src/platform/db/testing/waiting-for-locks.ts'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { mailSettings, startMailSink, textOf, type MailSink } from '../harness/mail-sink.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let sink: MailSink
let spaceUuid: string
beforeAll(async () => {
  sink = await startMailSink()
  house = await startWithPeople({
    files: { 'numbers.yml': 'models:\n  - name: numbers\n    columns:\n      - {name: n, meta: {dimension: {type: number}}}\n' },
    statements: ['CREATE TABLE numbers AS SELECT range AS n FROM range(10000)'],
    env: { ...(await mailSettings(sink)), ATRIUM_APP_RUNS_PER_PERSON: '3', ATRIUM_APP_RUNS_AT_ONCE: '2' },
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
})
afterAll(async () => {
  await house.stop()
  await sink.close()
})

type Run = {
  uuid: string
  state: string
  trigger: string
  version: number | null
  inputs: object
  failure: { reason: string } | null
  endedAt: string | null
  by: { userUuid: string } | null
  cells: { cellId: string; state: string; failure: { message: string } | null }[]
}
type Started = { run: Run | null; version: number; notifications: object[]; unknownInputs: object[] }

const input = { kind: 'input', id: 'least', name: 'least', input: { type: 'number', default: 3 } }
const quick = { kind: 'sql', id: 'quick', name: 'quick', on: 'warehouse', sql: 'select count(*) as n from numbers where n >= {{ least }}' }
/** Takes seconds; another one for each test, so that no cache answers. */
const slow = (by: number): typeof quick => ({
  ...quick,
  id: 'slow',
  name: 'slow',
  sql: `select count(*) as n from numbers a, numbers b where (a.n * b.n) % ${by} = {{ least }}`,
})
/** Goes on until somebody ends it. */
const endless = {
  ...quick,
  id: 'endless',
  name: 'endless',
  sql: 'select count(*) as n from numbers a, numbers b, numbers c where a.n * b.n = c.n + {{ least }}',
}
const broken = { kind: 'sql', id: 'broken', name: 'broken', on: 'warehouse', sql: 'select nothing_of_the_kind from numbers' }
const above = { kind: 'table', id: 'above', of: 'broken' }

const documentOf = (cells: readonly { id: string }[], settings: object = {}): object => ({
  cells,
  app: { elements: cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 })) },
  settings,
})
const path = (app: string, rest = ''): string => `/api/v1/app/apps/${app}${rest}`
const developer = (): ApiClient => house.as.developer

async function create(name: string, cells: readonly { id: string }[], settings: object = {}): Promise<string> {
  const { uuid } = await developer().results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name,
    spaceUuid,
    document: documentOf(cells, settings),
  })
  return uuid
}

async function createPublished(name: string, cells: readonly { id: string }[] = [input, quick], settings: object = {}): Promise<string> {
  const app = await create(name, cells, settings)
  await developer().results('POST', path(app, '/force-publish'), { version: null, comparedVersion: 1 })
  return app
}

const start = async (app: string, body: object = {}, who = developer()): Promise<Run> => {
  const { run } = await who.results<Started>('POST', path(app, '/runs'), body)
  if (run === null) throw new Error('a dry run')
  return run
}
const runOf = (app: string, uuid: string, who = developer()): Promise<Run> => who.results<Run>('GET', path(app, `/runs/${uuid}`))
const ended = async (app: string, uuid: string): Promise<Run> => {
  await expect.poll(async () => (await runOf(app, uuid)).endedAt, { timeout: 40_000 }).not.toBeNull()
  return runOf(app, uuid)
}
const eventsOf = async (app: string, uuid: string, who = developer()): Promise<string[]> =>
  (await who.results<{ event: string }[]>('GET', path(app, `/runs/${uuid}/log`))).map(({ event }) => event)
const logOf = async (app: string, uuid: string): Promise<object[]> =>
  (await developer().results<{ level: string; event: string; message: string | null }[]>('GET', path(app, `/runs/${uuid}/log`))).map(
    ({ level, event, message }) => ({ level, event, message }),
  )
/** What a request was refused with. */
const refusal = async (answer: Promise<{ status: number; body: unknown }>): Promise<[number, string]> => {
  const { status, body } = await answer
  return [status, (body as { error: { message: string } }).error.message]
}
const resultsOf = async (app: string): Promise<string | null> =>
  (await house.db.selectFrom('published_apps').select('results_run_id').where('resource_id', '=', app).executeTakeFirstOrThrow()).results_run_id

describe('a run', () => {
  it('runs what is published with the inputs it is given, and tells of those that the app has not', async () => {
    const app = await createPublished('Numbers')
    const started = await developer().results<Started>('POST', path(app, '/runs'), { inputs: { LEAST: 5, leest: 1 } })
    expect(started).toMatchObject({
      version: 1,
      unknownInputs: [{ name: 'leest', near: ['least'] }],
      run: { state: 'pending', trigger: 'api', inputs: { least: 5 } },
    })
    expect(await ended(app, started.run?.uuid ?? '')).toMatchObject({
      state: 'completed',
      cells: expect.arrayContaining([expect.objectContaining({ cellId: 'quick', state: 'done' })]) as object,
    })
    // So does the log, for whoever ran it and for editors.
    expect(await logOf(app, started.run?.uuid ?? '')).toContainEqual({ level: 'warning', event: 'inputs_ignored', message: 'leest (least?)' })
    expect(await eventsOf(app, started.run?.uuid ?? '', house.as.viewer)).not.toContain('inputs_ignored')
    const byHand = await house.signedIn.developer.results<Started>('POST', path(app, '/runs'), {})
    expect(byHand.run?.trigger).toBe('person')
    await ended(app, byHand.run?.uuid ?? '')
    const { runs } = await developer().results<{ runs: Run[]; hasMore: boolean }>('GET', path(app, '/runs?states=completed&triggers=api'))
    expect(runs.map(({ uuid }) => uuid)).toEqual([started.run?.uuid])
  })

  it('is refused without an app, with values that do not fit, and with what excludes each other', async () => {
    const draft = await create('Only a draft', [quick])
    expect(await refusal(developer().post(path(draft, '/runs'), {}))).toEqual([400, expect.stringContaining('not published')])
    const app = await createPublished('Strict')
    expect(await refusal(developer().post(path(app, '/runs'), { inputs: { least: 'many' } }))).toEqual([422, expect.stringContaining('least (number)')])
    const view = await developer().results<{ uuid: string }>('POST', path(app, '/views'), { name: 'Five', inputs: { least: 5 }, isShared: true })
    for (const body of [
      { inputs: { least: 1 }, viewUuid: view.uuid },
      { inputs: { least: 1 }, updatesPublished: true },
      { viewUuid: view.uuid, updatesPublished: true },
    ])
      expect((await developer().post(path(app, '/runs'), body)).status, JSON.stringify(body)).toBe(400)
    expect((await house.as.viewer.post(path(app, '/runs'), { updatesPublished: true })).status).toBe(403)
    expect(await developer().results<Started>('POST', path(app, '/runs'), { isDryRun: true })).toMatchObject({ run: null, version: 1 })
    const { run } = await developer().results<Started>('POST', path(app, '/runs'), { viewUuid: view.uuid })
    expect(run?.inputs).toEqual({ least: 5 })
  })

  it('says which cell failed and why, and never changes again', async () => {
    const app = await createPublished('Broken', [input, quick, broken, above])
    const run = await ended(app, (await start(app)).uuid)
    // What did not begin stands below what it waited for.
    expect(run.cells.at(-1)).toMatchObject({ cellId: 'above', state: 'left_out' })
    expect(run).toMatchObject({ state: 'errored', failure: { reason: 'cells_failed' } })
    const cell = run.cells.find(({ cellId }) => cellId === 'broken')
    expect(cell?.failure?.message).toContain('nothing_of_the_kind')
    expect(await eventsOf(app, run.uuid)).toEqual(['started', 'cell_failed', 'errored'])
    expect(await refusal(developer().post(path(app, `/runs/${run.uuid}/cancel`)))).toEqual([409, expect.stringContaining('has ended')])
    // What a cell said is for whoever ran it, and for editors.
    const [, failed] = await house.as.viewer.results<{ message: string | null }[]>('GET', path(app, `/runs/${run.uuid}/log`))
    expect(failed?.message).toBeNull()
    expect((await runOf(app, run.uuid, house.as.viewer)).cells.map(({ failure }) => failure)).toEqual(run.cells.map(() => null))
  })

  it('says to viewers who ran it why what they see failed, and nothing of its SQL', async () => {
    const hidden = { ...broken, id: 'hidden', name: 'hidden', sql: 'select nothing_else from numbers' }
    const reading = { ...quick, id: 'reading', name: 'reading', on: 'results', sql: 'select * from hidden' }
    const { uuid: app } = await developer().results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
      name: 'Seen by viewers',
      spaceUuid,
      document: { ...documentOf([input, broken, reading]), cells: [input, broken, hidden, reading] },
    })
    await developer().results('POST', path(app, '/force-publish'), { version: null, comparedVersion: 1 })
    const run = await start(app, {}, house.as.viewer)
    await ended(app, run.uuid)
    const cellsFor = async (who: ApiClient): Promise<Record<string, string | undefined>> =>
      Object.fromEntries((await runOf(app, run.uuid, who)).cells.map(({ cellId, failure }) => [cellId, failure?.message]))
    expect(await cellsFor(developer())).toMatchObject({ broken: expect.stringContaining('from numbers') as string, hidden: expect.any(String) as string })
    const seen = await cellsFor(house.as.viewer)
    expect(seen).toMatchObject({ broken: expect.stringContaining('nothing_of_the_kind') as string, hidden: undefined })
    expect(JSON.stringify(seen)).not.toMatch(/from numbers|nothing_else/)
    const log = await house.as.viewer.results<{ event: string; message: string | null }[]>('GET', path(app, `/runs/${run.uuid}/log`))
    expect(log.filter(({ event }) => event === 'cell_failed').map(({ message }) => message)).toEqual([null, null])
  })

  it('says why a cell failed to no editor who would be answered something else: databases quote values', async () => {
    const ofPerson = { ...quick, sql: 'select cast({{ user_email }} as integer) as n' }
    const app = await createPublished('Of a person', [ofPerson])
    const run = await start(app, {}, house.as.admin)
    await ended(app, run.uuid)
    const toldTo = async (who: ApiClient): Promise<unknown[]> => [
      (await runOf(app, run.uuid, who)).cells[0]?.failure?.message,
      (await who.results<{ event: string; message: string | null }[]>('GET', path(app, `/runs/${run.uuid}/log`))).find(({ event }) => event === 'cell_failed')
        ?.message,
    ]
    expect(await toldTo(house.as.admin)).toEqual([expect.stringMatching(/convert.*@/s), expect.stringMatching(/convert.*@/s)])
    expect(await toldTo(developer())).toEqual([expect.stringContaining('is told to whoever'), null])
  })

  it('keeps what it was given and whom it tells to whoever started it, and to editors', async () => {
    const app = await createPublished('Handed on')
    const run = await start(app, { inputs: { least: 4 }, notifications: [{ type: 'failure', userUuids: [house.userUuid.viewer] }] }, house.as.viewer)
    for (const who of [house.as.viewer, developer()])
      expect(await runOf(app, run.uuid, who)).toMatchObject({ inputs: { least: 4 }, notifications: [{ type: 'failure' }] })
    expect(await runOf(app, run.uuid, house.as.interactive_viewer)).toMatchObject({ uuid: run.uuid, inputs: {}, notifications: [] })
  })

  it('is ended at once by whoever started it, and by editors', async () => {
    const app = await createPublished('Slow', [input, slow(7)])
    const run = await start(app, {}, house.as.viewer)
    await expect.poll(async () => (await runOf(app, run.uuid)).state).toBe('running')
    expect((await house.as.interactive_viewer.post(path(app, `/runs/${run.uuid}/cancel`))).status).toBe(403)
    expect(await developer().results<Run>('POST', path(app, `/runs/${run.uuid}/cancel`))).toMatchObject({ state: 'killed' })
    await expect
      .poll(async () => (await house.db.selectFrom('runs').select('state').where('kind', '=', 'app_run').where('state', '=', 'running').execute()).length)
      .toBe(0)
    expect(await runOf(app, run.uuid)).toMatchObject({ state: 'killed' })
    const own = await house.as.viewer.results<{ runs: Run[] }>('GET', path(app, '/runs'))
    expect(own.runs.map(({ uuid }) => uuid)).toEqual([run.uuid])
    expect((await house.as.interactive_viewer.results<{ runs: Run[] }>('GET', path(app, '/runs'))).runs).toEqual([])
  })

  it('is not made when a person has as many as they may; that of a schedule says so', async () => {
    const app = await createPublished('Many', [input, endless])
    const runs = await Promise.all(Array.from({ length: 3 }, () => start(app, {}, house.as.editor)))
    const answer = await house.as.editor.post(path(app, '/runs'), {})
    expect(answer.status).toBe(503)
    expect((await developer().results<{ runs: Run[] }>('GET', path(app, '/runs'))).runs).toHaveLength(3)
    const schedule = await scheduled(app, house.as.editor)
    const late = await firstOf(app, schedule)
    expect(late).toMatchObject({ state: 'unable_to_allocate_kernel', failure: { reason: 'no_session' } })
    for (const run of runs) await developer().results('POST', path(app, `/runs/${run.uuid}/cancel`))
    expect((await runOf(app, late?.uuid ?? '')).state).toBe('unable_to_allocate_kernel')
  })

  it('tells the recipients that may see the app by mail, and says in its log whom it could not tell', async () => {
    const app = await createPublished('Told')
    const notifications = [
      { type: 'success', userUuids: [house.userUuid.viewer], subject: 'Numbers are new', body: 'Have a look.' },
      { type: 'failure', userUuids: [house.userUuid.editor] },
      { type: 'all', userUuids: [house.userUuid.member], slackChannelIds: ['C0'] },
    ]
    const foreign = [{ type: 'all', userUuids: [house.userUuid.foreigner] }]
    expect((await developer().post(path(app, '/runs'), { notifications: foreign })).status).toBe(404)
    // Words of one's own, groups and channels are not for everybody who looks.
    for (const notice of [{ slackChannelIds: ['C0'] }, { groupUuids: [house.userUuid.viewer] }, { body: 'Pay here' }, { subject: 'Pay' }]) {
      const told = { notifications: [{ type: 'all', userUuids: [house.userUuid.editor], ...notice }] }
      expect((await house.as.viewer.post(path(app, '/runs'), told)).status, JSON.stringify(notice)).toBe(403)
    }
    const channels = { ...daily, notifications: [{ type: 'all', slackChannelIds: ['C0'] }] }
    expect((await house.as.editor.post(path(app, '/schedules'), channels)).status).toBe(403)
    const run = await start(app, { notifications })
    await ended(app, run.uuid)
    const mail = await sink.next(house.email('viewer'))
    expect(mail.raw).toContain('Subject: Numbers are new')
    expect(textOf(mail)).toContain('Have a look.')
    expect(textOf(mail)).toContain(`/apps/${app}/runs/${run.uuid}`)
    await expect.poll(async () => (await eventsOf(app, run.uuid)).slice(-3).toSorted(), { timeout: 10_000 }).toEqual(['not_told', 'not_told', 'told'])
    expect(sink.received.some(({ to }) => to.includes(house.email('editor')) || to.includes(house.email('member')))).toBe(false)
  })
})

describe('a notice with a picture', () => {
  const picture = (mail: { raw: string }): Buffer => {
    const [, encoded = ''] = /content-type: image\/png[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/i.exec(mail.raw) ?? []
    return Buffer.from(encoded, 'base64')
  }

  it('shows the app inside the mail, to whoever hears that it went well, and nothing of it stays', async () => {
    const app = await createPublished('Drawn')
    const notifications = [{ type: 'all', userUuids: [house.userUuid.viewer, house.userUuid.editor], picture: 'png' }]
    const { run } = await developer().results<Started>('POST', path(app, '/runs'), { notifications })
    expect(await runOf(app, run?.uuid ?? '')).toMatchObject({ notifications: [{ picture: 'png' }, { picture: 'png' }] })
    for (const who of ['viewer', 'editor'] as const) {
      const mail = await sink.next(house.email(who))
      expect(mail.raw).toMatch(/content-id: <picture@atrium>/i)
      expect(mail.raw).toMatch(/content-disposition: inline; filename=Drawn\.png/i)
      expect(mail.raw.replaceAll('=\r\n', '')).toMatch(/<img src=3D"cid:picture@atrium" alt=3D"The app [^"]+ as the run left it"/)
      expect(picture(mail).subarray(1, 4).toString()).toBe('PNG')
      expect(textOf(mail)).toMatch(/The picture shows what .+ may see\./)
    }
  })

  it.each(['token', 'right'] as const)('shows nothing any more to whoever is told a moment after the %s was taken away that it ran with', async (taken) => {
    const runner = house.signedIn.interactive_viewer
    const app = await createPublished(`Without its ${taken}`)
    const token = await runner.results<{ uuid: string; token: string }>('POST', '/api/v1/user/me/personal-access-tokens', {
      description: taken,
      expiresAt: null,
      scopes: ['app:run', 'app:read'],
    })
    const notifications = [{ type: 'all', userUuids: [house.userUuid.viewer], picture: 'png' }]
    const run = await start(app, { notifications }, apiClient(house.url, { authorization: `ApiKey ${token.token}` }))
    expect((await sink.next(house.email('viewer'))).raw).toContain('image/png')
    if (taken === 'token') await runner.results('DELETE', `/api/v1/user/me/personal-access-tokens/${token.uuid}`)
    else await house.as.admin.results('PATCH', `/api/v1/org/users/${house.userUuid.interactive_viewer}`, { role: 'member' })
    const payload = { appRunId: run.uuid, notice: 0 }
    await insertRun(house.db, { kind: 'app_notice', payload, organizationId: null, projectId: house.projectUuid, createdBy: null })
    const mail = await sink.next(house.email('viewer'))
    expect(mail.raw).not.toContain('image/png')
    expect(textOf(mail)).toContain('There is no picture of it: ')
  })

  it('is in the language of whoever gets it', async () => {
    const read = (language: 'en' | 'de') => house.signedIn.editor.results('PATCH', '/api/v1/user/me', { language })
    expect(await read('de')).toMatchObject({ language: 'de' })
    try {
      const app = await createPublished('Drawn twice')
      await start(app, { notifications: [{ type: 'all', userUuids: [house.userUuid.viewer, house.userUuid.editor], picture: 'png' }] })
      const [english, german] = [await sink.next(house.email('viewer')), await sink.next(house.email('editor'))]
      expect(textOf(german)).toMatch(/Der Lauf der App „Drawn twice“ ist nach \d+ s fertig\.[^]*Das Bild zeigt, was .+ sehen darf\./)
      expect(german.raw).toContain('lang=3D"de"')
      expect(textOf(english)).toContain('The picture shows what')
      expect(picture(english).length).toBeGreaterThan(1000)
      expect(picture(german).equals(picture(english))).toBe(false)
    } finally {
      await read('en')
    }
  })

  it('comes as a document where that is wanted, and never of failures', async () => {
    const app = await createPublished('As a document')
    await start(app, { notifications: [{ type: 'success', userUuids: [house.userUuid.viewer], picture: 'pdf' }] })
    const mail = await sink.next(house.email('viewer'))
    expect(mail.raw).toMatch(/content-type: application\/pdf[^]*content-disposition: attachment/i)
    expect(mail.raw).not.toContain('cid:')
    const wrong = await createPublished('Fails', [broken])
    const run = await start(wrong, {
      notifications: [
        { type: 'failure', userUuids: [house.userUuid.viewer], picture: 'png' },
        { type: 'all', userUuids: [house.userUuid.editor], picture: 'png' },
      ],
    })
    expect(await runOf(wrong, run.uuid)).toMatchObject({ notifications: [{ picture: null }, { picture: 'png' }] })
    for (const who of ['viewer', 'editor'] as const) expect((await sink.next(house.email(who))).raw).not.toMatch(/image\/png|picture/i)
  })
})

describe('what viewers see first', () => {
  it('is the last run that was to update it, until one of before is restored', async () => {
    const app = await createPublished('Results', [input, quick], { refreshAfterSeconds: 60 })
    expect(await resultsOf(app)).toBeNull()
    const [first, second] = [
      await ended(app, (await start(app, { updatesPublished: true })).uuid),
      await ended(app, (await start(app, { updatesPublished: true })).uuid),
    ]
    await ended(app, (await start(app, { inputs: { least: 9 } })).uuid)
    expect(await resultsOf(app)).toBe(second.uuid)
    await developer().results('POST', path(app, `/runs/${first.uuid}/restore`))
    expect(await resultsOf(app)).toBe(first.uuid)
    expect((await house.as.viewer.post(path(app, `/runs/${second.uuid}/restore`))).status).toBe(403)
    await house.db
      .updateTable('published_apps')
      .set({ results_at: new Date(Date.now() - 3_600_000) })
      .where('resource_id', '=', app)
      .execute()
    const refresh = (): Promise<{ isRefreshing: boolean }> => house.as.viewer.results('POST', path(app, '/refresh-results'))
    // What was chosen by hand stays, however old it is.
    expect(await refresh()).toEqual({ isRefreshing: false })
    await house.db.updateTable('published_apps').set({ results_pinned: false }).where('resource_id', '=', app).execute()
    expect(await Promise.all([refresh(), refresh(), refresh()]).then((all) => all.filter(({ isRefreshing }) => isRefreshing))).toHaveLength(1)
    await expect.poll(() => resultsOf(app), { timeout: 10_000 }).not.toBe(first.uuid)
    const { runs } = await developer().results<{ runs: Run[] }>('GET', path(app, '/runs?triggers=app_refresh'))
    // In the name of whoever published it, not of the viewer who looked.
    expect(runs).toMatchObject([{ by: { userUuid: house.userUuid.developer } }])
  })

  it('is not restored where viewers have nothing any more by then', async () => {
    const app = await createPublished('Withdrawn')
    const run = await ended(app, (await start(app)).uuid)
    const late = await house.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('published_apps').where('resource_id', '=', app).execute()
      const answer = refusal(developer().post(path(app, `/runs/${run.uuid}/restore`)))
      await expect.poll(() => waitingForLocks(house.db), { timeout: 10_000 }).toBe(1)
      return { answer }
    })
    expect(await late.answer).toEqual([400, expect.stringContaining('Only a run that completed')])
  })
})

describe('publishing', () => {
  it('runs the draft before viewers get it, and gives them its results', async () => {
    const app = await create('Checked', [input, quick])
    const { previewUuid } = await developer().results<{ previewUuid: string }>('POST', path(app, '/publish'), { version: null, comparedVersion: 1 })
    expect((await house.as.viewer.get(path(app, `/publish/${previewUuid}`))).status).toBe(404)
    expect(await ended(app, previewUuid)).toMatchObject({ state: 'completed', version: 1, trigger: 'preview' })
    expect(await resultsOf(app)).toBe(previewUuid)
    expect(await developer().results('GET', path(app))).toMatchObject({ status: 'published', published: { version: 1 } })
  })

  it('changes nothing when a cell fails, or when somebody went on meanwhile', async () => {
    const app = await createPublished('Careful')
    const save = async (cells: readonly { id: string }[], version: string | null): Promise<string> => {
      const answer = await developer().put(`/api/v1/app/drafts/apps/${app}`, { document: documentOf(cells), version, baseVersion: 1 })
      return (answer.body as { results: { version: string } }).results.version
    }
    const publish = async (version: string): Promise<Run> => {
      const { previewUuid } = await developer().results<{ previewUuid: string }>('POST', path(app, '/publish'), { version, comparedVersion: 1 })
      return runOf(app, previewUuid)
    }
    const wrong = await save([input, quick, broken], null)
    const failed = await ended(app, (await publish(wrong)).uuid)
    expect(failed).toMatchObject({ state: 'errored', failure: { reason: 'cells_failed' }, version: null })
    expect(await developer().results('GET', path(app))).toMatchObject({ status: 'changed', published: { version: 1 } })

    const long = await save([input, slow(13)], wrong)
    const preview = await publish(long)
    await expect.poll(async () => (await runOf(app, preview.uuid)).state).toBe('running')
    await save([input, quick], long)
    expect((await developer().post(path(app, '/publish'), { version: long, comparedVersion: 1 })).status).toBe(409)
    expect(await ended(app, preview.uuid)).toMatchObject({ state: 'errored', failure: { reason: 'draft_conflict' } })
    expect(await developer().results('GET', path(app))).toMatchObject({ status: 'changed', published: { version: 1 } })
  }, 60_000)

  it('that failed shows the draft to nobody who may not change it any more', async () => {
    const app = await create('Left', [input, broken])
    const { previewUuid } = await house.as.editor.results<{ previewUuid: string }>('POST', path(app, '/publish'), { version: null, comparedVersion: 1 })
    await ended(app, previewUuid)
    const { session_id: session } = await house.db.selectFrom('app_runs').select('session_id').where('id', '=', previewUuid).executeTakeFirstOrThrow()
    const seen = async (): Promise<number> => (await house.as.editor.get(`/api/v1/app/app-sessions/${session}`)).status
    const become = (role: 'editor' | 'viewer') =>
      house.db.updateTable('organization_members').set({ role }).where('user_id', '=', house.userUuid.editor).execute()
    expect(await seen()).toBe(200)
    await become('viewer')
    await expect.poll(seen).toBe(403)
    await become('editor')
  })

  it('without waiting lets the run go on, whose results viewers get then', async () => {
    const app = await create('Hasty', [input, slow(17)])
    const { previewUuid } = await developer().results<{ previewUuid: string }>('POST', path(app, '/publish'), { version: null, comparedVersion: 1 })
    await developer().results('POST', path(app, '/force-publish'), { version: null, comparedVersion: 1 })
    expect(await resultsOf(app)).toBeNull()
    expect(await ended(app, previewUuid)).toMatchObject({ state: 'completed' })
    expect(await resultsOf(app)).toBe(previewUuid)
  }, 60_000)

  it('without waiting lets a run of the draft that has not begun yet go on as well', async () => {
    const [full, app] = [await createPublished('Full', [input, slow(19)]), await createPublished('Hastier')]
    const before = await Promise.all([start(full), start(full)])
    for (const { uuid } of before) await expect.poll(async () => (await runOf(full, uuid)).state).toBe('running')
    const other = { ...quick, id: 'other', name: 'other' }
    const draft = { document: documentOf([input, other]), version: null, baseVersion: 1 }
    const { version } = await developer().results<{ version: string }>('PUT', `/api/v1/app/drafts/apps/${app}`, draft)
    const { previewUuid } = await developer().results<{ previewUuid: string }>('POST', path(app, '/publish'), { version, comparedVersion: 1 })
    await developer().results('POST', path(app, '/force-publish'), { version, comparedVersion: 1 })
    expect(await runOf(app, previewUuid)).toMatchObject({ state: 'pending', version: 2 })
    for (const { uuid } of before) await developer().results('POST', path(full, `/runs/${uuid}/cancel`))
    expect(await ended(app, previewUuid)).toMatchObject({ state: 'completed', version: 2 })
    expect(await resultsOf(app)).toBe(previewUuid)
  }, 60_000)
})

type Schedule = { uuid: string; nextTimes: string[]; isEnabled: boolean; stoppedBecause: string | null }
const daily = { cadence: { kind: 'daily', hour: 2, minute: 30 }, timezone: 'Europe/Berlin' }

async function scheduled(app: string, who = developer(), body: object = {}): Promise<Schedule> {
  return who.results<Schedule>('POST', path(app, '/schedules'), { ...daily, ...body })
}

/** Lets a schedule be due now, and the house look for it. */
async function comesDue(schedule: Schedule): Promise<void> {
  const past = new Date(Date.now() - 60_000)
  await house.db.updateTable('app_schedules').set({ next_at: past }).where('id', '=', schedule.uuid).execute()
  await house.db.updateTable('cron_entries').set({ next_at: past }).where('name', '=', 'app_schedules').execute()
}
const runsOf = async (app: string, { uuid }: Schedule): Promise<Run[]> =>
  (await developer().results<{ runs: Run[] }>('GET', path(app, `/runs?scheduleUuid=${uuid}`))).runs
async function firstOf(app: string, schedule: Schedule): Promise<Run | undefined> {
  await comesDue(schedule)
  await expect.poll(async () => (await runsOf(app, schedule)).length, { timeout: 15_000 }).toBe(1)
  return (await runsOf(app, schedule))[0]
}

describe('a schedule', () => {
  it('runs the app as its owner, once for each of its times, and updates what viewers see', async () => {
    const app = await createPublished('By itself')
    const schedule = await scheduled(app)
    const run = await ended(app, (await firstOf(app, schedule))?.uuid ?? '')
    expect(run).toMatchObject({ state: 'completed', trigger: 'schedule', by: { userUuid: house.userUuid.developer } })
    expect(await resultsOf(app)).toBe(run.uuid)
    const [now] = await developer().results<Schedule[]>('GET', path(app, '/schedules'))
    expect(now?.nextTimes.every((time) => new Date(time).getTime() > Date.now())).toBe(true)
  })

  it('is switched off, and says why, when its owner is gone or may not any more', async () => {
    const app = await createPublished('Left alone')
    const [gone, mayNot] = [await scheduled(app, house.as.editor), await scheduled(app)]
    await house.db.updateTable('app_schedules').set({ owner_id: null }).where('id', '=', gone.uuid).execute()
    await house.db.updateTable('app_schedules').set({ owner_id: house.userUuid.viewer }).where('id', '=', mayNot.uuid).execute()
    await comesDue(mayNot)
    await comesDue(gone)
    const states = async (): Promise<(string | null)[]> =>
      (await developer().results<Schedule[]>('GET', path(app, '/schedules'))).map(({ stoppedBecause }) => stoppedBecause)
    await expect.poll(states, { timeout: 15_000 }).toEqual(['owner_gone', 'owner_may_not'])
    expect((await developer().results<{ runs: Run[] }>('GET', path(app, '/runs'))).runs).toEqual([])
    // Whoever switches it on again is its owner.
    const on = await developer().results<Schedule>('PUT', path(app, `/schedules/${mayNot.uuid}`), daily)
    expect(on).toMatchObject({ isEnabled: true, stoppedBecause: null, by: { userUuid: house.userUuid.developer } })
  })

  it('that cannot be begun keeps no others waiting', async () => {
    const [broken, sound] = [await createPublished('Lost its zone'), await createPublished('Behind it')]
    const lost = await scheduled(broken)
    await house.db.updateTable('app_schedules').set({ timezone: 'Mars/Olympus' }).where('id', '=', lost.uuid).execute()
    await comesDue(lost)
    expect((await firstOf(sound, await scheduled(sound)))?.trigger).toBe('schedule')
    const nextOf = async (): Promise<number> =>
      (await house.db.selectFrom('app_schedules').select('next_at').where('id', '=', lost.uuid).executeTakeFirstOrThrow()).next_at.getTime()
    expect(await nextOf()).toBeGreaterThan(Date.now())
  })

  it('is refused for zones and patterns that mean nothing, too often, and with a view that it would show to all', async () => {
    const app = await createPublished('Refused')
    const view = await developer().results<{ uuid: string }>('POST', path(app, '/views'), { name: 'One', inputs: { least: 1 }, isShared: true })
    for (const body of [
      { cadence: { kind: 'cron', cron: '* * * * *' } },
      { cadence: { kind: 'cron', cron: '99 * * * *' } },
      { cadence: { kind: 'cron', cron: '0 0 30 2 *' } },
      { timezone: 'Mars/Olympus' },
      { viewUuid: view.uuid },
    ])
      expect((await developer().post(path(app, '/schedules'), { ...daily, ...body })).status, JSON.stringify(body)).toBe(400)
    expect((await house.as.viewer.post(path(app, '/schedules'), daily)).status).toBe(403)
    expect(await scheduled(app, developer(), { viewUuid: view.uuid, updatesPublished: false })).toMatchObject({ isEnabled: true })
    expect(await refusal(developer().call('DELETE', path(app, `/views/${view.uuid}`)))).toEqual([409, expect.stringContaining('schedule')])
    expect(await refusal(developer().call('PATCH', path(app, `/views/${view.uuid}`), { isShared: false }))).toEqual([409, expect.stringContaining('schedule')])
  })

  it('is switched off, and says why, when its view is not for its owner any more', async () => {
    const app = await createPublished('Without a view')
    const view = await house.as.editor.results<{ uuid: string }>('POST', path(app, '/views'), { name: 'One', inputs: { least: 1 }, isShared: true })
    const schedule = await scheduled(app, developer(), { viewUuid: view.uuid, updatesPublished: false })
    await house.db.updateTable('app_views').set({ is_shared: false }).where('id', '=', view.uuid).execute()
    await comesDue(schedule)
    const now = async (): Promise<Schedule | undefined> => (await developer().results<Schedule[]>('GET', path(app, '/schedules')))[0]
    await expect.poll(now, { timeout: 15_000 }).toMatchObject({ isEnabled: false, stoppedBecause: 'view_missing' })
  })
})

describe('a saved view', () => {
  it('is its maker’s own, or for all when an editor says so', async () => {
    const app = await createPublished('Views')
    const own = await house.as.viewer.results<{ uuid: string }>('POST', path(app, '/views'), { name: 'Mine', inputs: { least: 2 } })
    expect((await house.as.viewer.post(path(app, '/views'), { name: 'Ours', inputs: {}, isShared: true })).status).toBe(403)
    await developer().results('POST', path(app, '/views'), { name: 'Ours', inputs: { least: 7 }, isShared: true })
    expect(await house.as.viewer.results('GET', path(app, '/views'))).toMatchObject([{ name: 'Mine' }, { name: 'Ours' }])
    expect(await developer().results('GET', path(app, '/views'))).toMatchObject([{ name: 'Ours' }])
    expect((await developer().post(path(app, '/runs'), { viewUuid: own.uuid })).status).toBe(404)
    expect((await house.as.viewer.call('PATCH', path(app, `/views/${own.uuid}`), { name: 'ours' })).status).toBe(409)
    expect((await house.as.viewer.call('PATCH', path(app, `/views/${own.uuid}`), { inputs: { least: 'x' } })).status).toBe(422)
    await house.as.viewer.results('DELETE', path(app, `/views/${own.uuid}`))
    // An editor takes that of somebody else back from all, and does not see it any more.
    const theirs = await house.as.editor.results<{ uuid: string }>('POST', path(app, '/views'), { name: 'Theirs', inputs: { least: 4 }, isShared: true })
    expect(await developer().results('PATCH', path(app, `/views/${theirs.uuid}`), { isShared: false })).toMatchObject({ isShared: false })
    expect(await developer().results('GET', path(app, '/views'))).toMatchObject([{ name: 'Ours' }])
  })

  it('keeps files to whoever gave them', async () => {
    const file = { kind: 'input', id: 'given', name: 'given', input: { type: 'file' } }
    const app = await createPublished('Files', [input, file])
    const inputs = { least: 2, given: house.userUuid.developer }
    const save = (name: string, isShared: boolean): Promise<{ uuid: string; inputs: object }> =>
      developer().results('POST', path(app, '/views'), { name, inputs, isShared })
    const own = await save('Own', false)
    expect(own.inputs).toEqual(inputs)
    expect((await save('Ours', true)).inputs).toEqual({ least: 2 })
    expect(await developer().results('PATCH', path(app, `/views/${own.uuid}`), { isShared: true })).toMatchObject({ inputs: { least: 2 } })
  })
})
