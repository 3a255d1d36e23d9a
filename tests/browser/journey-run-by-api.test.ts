import { beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** A program for Hex runs an app with inputs, follows it, stops another run, and is told what it may not ask; pages show the same. */

let house: SharedHouse
let program: ApiClient
beforeAll(async () => {
  house = await sharedHouse()
  program = apiClient(house.asAdmin.url, { authorization: `Bearer ${house.asAdmin.token}` })
})

type Run = { runId: string; runUrl: string; runStatusUrl: string; projectVersion: number }

const cells = [
  { kind: 'input', id: 'many', name: 'many', title: 'Many', input: { type: 'number', default: 3 } },
  {
    kind: 'sql',
    id: 'rows',
    name: 'rows_of_it',
    on: 'warehouse',
    sql: 'select count(*) as n from range({{ many }}::bigint) a, range({{ many }}::bigint) b where a.range * b.range % 7 = 3',
  },
]
const app = { elements: cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 })) }

it('a run is begun, followed, and another one is stopped; the published results are not for inputs', async () => {
  const { admin, projectUuid } = house
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'Run by a program',
    document: { cells, app },
  })
  await admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const begin = (inputParams: object, more: object = {}) => program.post(`/api/v1/projects/${uuid}/runs`, { inputParams, ...more })
  /** Every state that was heard until one of these, without repetitions. */
  const follow = async ({ runStatusUrl }: Run): Promise<string[]> => {
    const heard: string[] = []
    await expect
      .poll(
        async () => {
          const { status } = (await program.get(new URL(runStatusUrl).pathname)).body as { status: string }
          if (heard.at(-1) !== status) heard.push(status)
          return status
        },
        { interval: 20, timeout: 60_000 },
      )
      .toMatch(/COMPLETED|ERRORED|KILLED/)
    return heard
  }

  const begun = await begin({ many: 20 })
  expect(begun.status).toBe(201)
  const run = begun.body as Run
  expect(run).toMatchObject({ runId: expect.any(String), runStatusUrl: expect.stringContaining(run.runId) })
  const heard = await follow(run)
  expect(['PENDING', 'RUNNING', 'COMPLETED'].filter((state) => heard.includes(state))).toEqual(heard)
  expect(heard.at(-1)).toBe('COMPLETED')
  // However quick it was, it went through all of them.
  const told = apiClient(house.asAdmin.url, { authorization: `Bearer ${house.asAdmin.token}`, 'enable-expanded-stats': 'true' })
  const { stateEvents } = (await told.get(new URL(run.runStatusUrl).pathname)).body as { stateEvents: { value: string }[] }
  expect(stateEvents.map(({ value }) => value)).toEqual(['PENDING', 'RUNNING', 'COMPLETED'])

  // One that would last for ever.
  const long = (await begin({ many: 1_000_000 })).body as Run
  await expect.poll(async () => ((await program.get(new URL(long.runStatusUrl).pathname)).body as { status: string }).status, { interval: 20 }).toBe('RUNNING')
  expect((await program.call('DELETE', `/api/v1/projects/${uuid}/runs/${long.runId}`)).status).toBe(204)
  expect((await follow(long)).at(-1)).toBe('KILLED')

  const refused = await begin({ many: 5 }, { updatePublishedResults: true })
  expect([refused.status, refused.body]).toMatchObject([422, { reason: expect.any(String), details: expect.any(String) }])

  // What the program did stands on the pages, with who did it.
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(`${house.asAdmin.url}/p/${projectUuid}/apps/${uuid}/runs`)
  const runs = page.getByRole('region', { name: 'Runs' })
  await runs.getByRole('row', { name: /Completed/ }).waitFor()
  await runs.getByRole('row', { name: /Cancelled|Stopped|Killed/ }).waitFor()
  expect(await runs.getByRole('row').count()).toBe(3)
  await page.goto(`${house.asAdmin.url}${new URL(run.runUrl).pathname}`)
  await page.getByRole('heading', { level: 1, name: 'Run of “Run by a program”' }).waitFor()
  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByText('rows_of_it').waitFor()
  expect(complaints).toEqual([])
})
