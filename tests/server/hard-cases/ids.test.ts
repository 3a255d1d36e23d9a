import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../packages/server/src/platform/ids.ts'
import type { ApiAnswer } from '../../harness/api-client.ts'
import { allCases, firstFacts, matrixShop } from '../matrix/all-cases.ts'
import type { AppFacts, MatrixCase } from '../matrix/app-cases.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'
import { callersOf, changesOf, describedOperations, faultOf, type Caller } from './door.ts'
import { makeProject, makeThings, removeThings, type Things } from './things.ts'

/**
 * Every id that a case of the matrix sends, in the path or in the body, is replaced by one of nobody, of another
 * organization, of what is gone, and of what lies elsewhere in the own organization. What others have looks as if it were
 * not there, and one such id means that nothing is done.
 */

let house: WithPeople
let methods: Map<string, string>
let own: AppFacts
let foreign: Things
let gone: Things
let elsewhere: Things
let caller: Caller

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  caller = await callersOf(house)
  methods = new Map((await describedOperations(house)).map(({ operationId, method }) => [operationId, method]))
  const { admin, foreigner } = house.signedIn
  own = { ...firstFacts(house), ...(await makeThings(house, admin, house.projectUuid)), userUuid: house.userUuid.viewer, leaverUuid: house.userUuid.member }
  const chart = { uuid: own.chartUuid }
  foreign = {
    ...(await makeThings(house, foreigner, await makeProject(foreigner, 'Foreign'), chart)),
    userUuid: house.userUuid.foreigner,
    leaverUuid: house.userUuid.foreigner,
  }
  gone = { ...(await makeThings(house, admin, house.projectUuid)), userUuid: house.userUuid.editor, leaverUuid: house.userUuid.editor }
  elsewhere = await makeThings(house, admin, own.spareProjectUuid, chart)
  await removeThings(admin, gone)
  gone.projectUuid = gone.spareProjectUuid ?? ''
  // The session that it found is the one that asks.
  delete gone.nothing
  await admin.results('DELETE', `/api/v1/org/user/${house.userUuid.editor}`)
})
afterAll(() => house.stop())

type Key = keyof Things
type Place = 'path' | 'body'
const ids = [
  'projectUuid',
  'spareProjectUuid',
  'spaceUuid',
  'chartUuid',
  'versionUuid',
  'sqlChartUuid',
  'sqlVersionUuid',
  'dashboardUuid',
  'dashboardVersion',
  'groupUuid',
  'attributeUuid',
  'tokenUuid',
  'credentialsUuid',
  'userUuid',
  'leaverUuid',
  'upload',
  'nothing',
] as const satisfies Key[]

/** Of the contract: a project and its content that others have is refused, not unknown. Nothing more is said of it. */
const refusedByContract: ReadonlySet<string> = new Set(['projectUuid', 'spareProjectUuid', 'spaceUuid', 'chartUuid', 'sqlChartUuid', 'dashboardUuid'])
const refusal = { statusCode: 403, name: 'ForbiddenError', message: "You don't have access to this resource or action", data: {} }

/** They are about what is in the trash, too. */
const ofTheGone: ReadonlySet<string> = new Set(['RestoreContentAsOf'])

/** The format has it; nothing is done with it. */
const notRead = 'PostDashboardTile, dashboardUuid in the body'

/** Where an id is in a request. */
async function placesOf(one: MatrixCase, key: Key): Promise<Place[]> {
  const id = newId()
  const odd = { ...own, [key]: id }
  const inBody = JSON.stringify((await one.body?.(odd)) ?? null).includes(id)
  return [...((await one.path(odd)).includes(id) ? (['path'] as const) : []), ...(inBody ? (['body'] as const) : [])]
}

async function ask(one: MatrixCase, place: Place, key: Key, id: string): Promise<ApiAnswer> {
  const odd = { ...own, [key]: id }
  const client = caller(one, 'admin')
  const path = await one.path(place === 'path' ? odd : own)
  const body = one.body?.(place === 'body' ? odd : own)
  return client.call(methods.get(one.operationId) ?? '', path, body, one.takes === 'bytes' ? { 'content-type': 'application/octet-stream' } : {})
}

/** What an answer says, whatever the id was; some have a trace of their own. */
const said = ({ status, body }: ApiAnswer, id: string): string =>
  `${status} ${JSON.stringify(body)
    .replaceAll(id, '…')
    .replace(/"traceId":"[^"]+"/, '"traceId":""')}`

it('an id of others, of what is gone and of nobody get the same answer, and nothing is done', async () => {
  const wrong: string[] = []
  const answers: ApiAnswer[] = []
  let asked = 0
  for (const one of allCases) {
    if (!methods.has(one.operationId)) continue
    for (const key of ids) {
      for (const place of await placesOf(one, key)) {
        const where = `${one.operationId}, ${key} in the ${place}`
        if (where === notRead) continue
        const nobodys = newId()
        const unknown = await ask(one, place, key, nobodys)
        answers.push(unknown)
        const fault = faultOf(unknown)
        if (fault !== null) wrong.push(`${where}, nobody's: ${fault}`)
        for (const [whose, things] of Object.entries({ foreign, gone })) {
          const id = things[key]
          if (id === undefined) continue
          const answer = await ask(one, place, key, id)
          answers.push(answer)
          asked += 1
          const error = (answer.body as { error?: unknown } | null)?.error
          const isContract = whose === 'foreign' && refusedByContract.has(key) && JSON.stringify(error) === JSON.stringify(refusal)
          if (whose === 'gone' && ofTheGone.has(one.operationId)) continue
          if (!isContract && said(answer, id) !== said(unknown, nobodys))
            wrong.push(`${where}, ${whose}: ${said(answer, id).slice(0, 250)} but ${said(unknown, nobodys).slice(0, 250)}`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
  expect(await changesOf(house, answers)).toEqual([])
  expect(asked).toBeGreaterThan(200)
})

/** Ids of which each is there, but not in the place that the request names beside it. */
const inside: Readonly<Partial<Record<Key, RegExp>>> = {
  spaceUuid: /\/projects\//,
  upload: /\/uploads\//,
  versionUuid: /\/(version|rollback)\//,
  sqlChartUuid: /\/projects\//,
  sqlVersionUuid: /\/rollback\//,
  dashboardVersion: /\/(version|rollback)\//,
}
/** In bodies: where the thing itself lies in one project, and what is named for it in another. */
const named: readonly Key[] = ['spaceUuid', 'chartUuid', 'dashboardUuid']
/** These ask about things wherever they lie. */
const askedAnywhere: ReadonlySet<string> = new Set(['GetDashboardAvailableFilters', 'GetDashboardParameters'])

it('ids that do not belong together do nothing', async () => {
  const done: string[] = []
  const answers: ApiAnswer[] = []
  for (const one of allCases) {
    if (!methods.has(one.operationId) || askedAnywhere.has(one.operationId)) continue
    const path = await one.path(own)
    for (const key of ids) {
      for (const place of await placesOf(one, key)) {
        if (place === 'path' ? inside[key]?.test(path) !== true : !named.includes(key) || `${one.operationId}, ${key} in the body` === notRead) continue
        const answer = await ask(one, place, key, elsewhere[key] ?? '')
        answers.push(answer)
        if (answer.status < 400 || faultOf(answer) !== null)
          done.push(`${one.operationId}, ${key} in the ${place}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
      }
    }
  }
  expect(done).toEqual([])
  expect(await changesOf(house, answers)).toEqual([])
  expect(answers.length).toBeGreaterThan(20)
})
