import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, type ApiAnswer } from '../harness/api-client.ts'
import { mailSettings, startMailSink, textOf, type MailSink } from '../harness/mail-sink.ts'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

type Comment = { commentId: string; text: string; replies: Comment[] }
type Notification = { notificationId: string; contentName: string; partName: string; url: string; isMention: boolean }

const cells = [
  { kind: 'sql', id: 'shown', name: 'totals', title: 'Totals', sql: 'select 1 as one', on: 'warehouse' },
  { kind: 'sql', id: 'hidden', name: 'secret_salaries', sql: 'select 2 as two', on: 'warehouse' },
]
const app = { elements: [{ uuid: 'of-shown', cellId: 'shown', x: 0, y: 0, w: 36, h: 4 }] }

let house: WithPeople
let mail: MailSink
let published: string
let unpublished: string

const at = (rest: string, uuid = published): string => `/api/v1/app/apps/${uuid}${rest}`
const say = (who: Person, cellId: string, text: string, more: object = {}, uuid = published): Promise<ApiAnswer> =>
  house.as[who].post(at(`/cells/${cellId}/comments`, uuid), { text, textHtml: '', mentions: [], ...more })
const said = async (...args: Parameters<typeof say>): Promise<string> => {
  const { status, body } = await say(...args)
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as { results: string }).results
}
const read = (who: Person, uuid = published): Promise<Record<string, Comment[]>> => house.as[who].results('GET', at('/comments', uuid))
const told = (who: Person): Promise<Notification[]> => house.as[who].results('GET', '/api/v1/app/notifications')
const mentionable = async (who: Person, cellId: string): Promise<string[]> =>
  (await house.as[who].results<{ userUuid: string }[]>('GET', at(`/cells/${cellId}/mentionable`))).map(({ userUuid }) => userUuid)
const end = (who: Person, id: string, uuid = published): Promise<ApiAnswer> => house.as[who].delete(at(`/comments/${id}`, uuid))
const publish = (uuid: string, comparedVersion: number, version: string | null = null): Promise<unknown> =>
  house.as.developer.results('POST', at('/force-publish', uuid), { version, comparedVersion })
const revise = async (document: object, uuid: string, baseVersion: number): Promise<string> =>
  (await house.as.developer.results<{ version: string }>('PUT', `/api/v1/app/drafts/apps/${uuid}`, { document, version: null, baseVersion })).version

async function create(name: string): Promise<string> {
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name, isPrivate: false })
  const made = { name, spaceUuid: space.uuid, document: { cells, app } }
  return (await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, made)).uuid
}

beforeAll(async () => {
  mail = await startMailSink()
  house = await startWithPeople({ ...matrixShop, env: await mailSettings(mail) })
  published = await create('Figures')
  await publish(published, 1)
  unpublished = await create('Unborn plan')
})
afterAll(async () => {
  await house.stop()
  await mail.close()
})

describe('comments on cells', () => {
  it('lie on their cell with their replies, for all who see it, until somebody resolves the conversation', async () => {
    const first = await said('interactive_viewer', 'shown', 'Why so few?')
    await said('editor', 'shown', 'A holiday.', { replyTo: first })
    const texts = async () => (await read('viewer'))['shown']?.map(({ text, replies }) => [text, replies.map((one) => one.text)])
    expect(await texts()).toEqual([['Why so few?', ['A holiday.']]])
    expect((await say('viewer', 'shown', 'May I?')).status).toBe(403)
    expect((await house.as.interactive_viewer.patch(at(`/comments/${first}`), {})).status).toBe(403)
    expect((await house.as.editor.patch(at(`/comments/${first}`), {})).status).toBe(200)
    expect(await read('viewer')).toEqual({})
  })

  it('on cells that the app does not show are for those who may change the notebook: nobody else reads, answers, ends or is named in them', async () => {
    const secret = await said('developer', 'hidden', 'Salaries look wrong')
    await said('editor', 'hidden', 'Indeed', { replyTo: secret })
    const open = await said('editor', 'shown', 'For all')
    expect(Object.keys(await read('editor')).toSorted()).toEqual(['hidden', 'shown'])
    for (const who of ['viewer', 'interactive_viewer'] as const) {
      const seen = JSON.stringify(await read(who))
      expect(seen, who).toContain('For all')
      expect(seen, who).not.toMatch(/hidden|Salaries|Indeed/)
    }
    const unseen = [
      await say('interactive_viewer', 'hidden', 'x'),
      await say('interactive_viewer', 'hidden', 'x', { replyTo: secret }),
      await say('interactive_viewer', 'shown', 'x', { replyTo: secret }),
      await end('interactive_viewer', secret),
    ]
    const missing = [await say('interactive_viewer', 'no-such-cell', 'x'), await end('interactive_viewer', newId())]
    expect(unseen.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    // Nothing tells a cell that is not shown from one that is not there.
    const message = ({ body }: ApiAnswer): string => (body as { error: { message: string } }).error.message
    expect(unseen.slice(0, 1).map(message)).toEqual([message(missing[0] as ApiAnswer).replace('no-such-cell', 'hidden')])
    expect(message(unseen[3] as ApiAnswer)).toBe(message(missing[1] as ApiAnswer))

    expect((await house.as.interactive_viewer.get(at('/cells/hidden/mentionable'))).status).toBe(404)
    const forEditors = await mentionable('developer', 'hidden')
    expect(forEditors).toEqual(expect.arrayContaining([house.userUuid.editor, house.userUuid.admin]))
    expect(forEditors).not.toContain(house.userUuid.viewer)
    expect(forEditors).not.toContain(house.userUuid.interactive_viewer)
    expect(await mentionable('developer', 'shown')).toContain(house.userUuid.viewer)
    expect(await say('developer', 'hidden', '@viewer', { mentions: [house.userUuid.viewer] })).toMatchObject({ status: 400 })
    await end('admin', secret)
    await end('admin', open)
  })

  it('tell by bell and mail whom they name, each by the page that they may open', async () => {
    const forAll = await said('developer', 'shown', '@viewer look', { mentions: [house.userUuid.viewer] })
    const forEditors = await said('developer', 'hidden', '@editor look', { mentions: [house.userUuid.editor] })
    expect(await told('viewer')).toMatchObject([
      { contentName: 'Figures', partName: 'Totals', isMention: true, url: `/p/${house.projectUuid}/apps/${published}?comments=shown` },
    ])
    expect(await told('editor')).toContainEqual(
      expect.objectContaining({ partName: 'secret_salaries', url: `/p/${house.projectUuid}/notebooks/${published}?comments=hidden` }),
    )
    expect(textOf(await mail.next(house.email('viewer')))).toContain(`/apps/${published}?comments=shown`)
    expect(textOf(await mail.next(house.email('editor')))).toContain(`/notebooks/${published}?comments=hidden`)
    // Programs that know dashboards alone are told of these alone.
    expect(await house.as.viewer.results('GET', '/api/v1/notifications?type=dashboardComments')).toEqual([])
    await end('admin', forAll)
    await end('admin', forEditors)
  })

  it('go out of sight with their cell: what was told of it, too; those who write keep it, and may end it', async () => {
    const uuid = await create('Changing')
    await publish(uuid, 1)
    const id = await said('interactive_viewer', 'shown', 'Mine', {}, uuid)
    await said('editor', 'shown', '@viewer @asker', { mentions: [house.userUuid.viewer, house.userUuid.interactive_viewer] }, uuid)
    expect((await told('viewer')).map(({ contentName }) => contentName)).toContain('Changing')
    // A draft changes nothing for viewers.
    const version = await revise({ cells: [cells[1]], app: { elements: [] } }, uuid, 1)
    expect(await read('viewer', uuid)).toHaveProperty('shown')
    await publish(uuid, 1, version)
    expect(await read('viewer', uuid)).toEqual({})
    for (const who of ['viewer', 'interactive_viewer'] as const) expect((await told(who)).map(({ contentName }) => contentName)).not.toContain('Changing')
    expect((await end('interactive_viewer', id, uuid)).status).toBe(404)
    expect((await read('editor', uuid))['shown']).toHaveLength(2)
    expect((await say('editor', 'shown', 'Late', { replyTo: id }, uuid)).status).toBe(404)
    expect((await house.as.editor.patch(at(`/comments/${id}`, uuid), {})).status).toBe(200)
    expect((await end('editor', id, uuid)).status).toBe(200)
  })

  it('of a notebook without an app are none of the viewers’; nor is anything of one in another project', async () => {
    const id = await said('developer', 'shown', 'Early', {}, unpublished)
    for (const who of ['viewer', 'interactive_viewer'] as const) {
      const answer = await house.as[who].get(at('/comments', unpublished))
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([403, expect.not.stringMatching(/Early|shown/)])
    }
    expect((await say('interactive_viewer', 'shown', 'x', {}, unpublished)).status).toBe(403)
    expect((await end('interactive_viewer', id, unpublished)).status).toBe(403)
    // Ids of one notebook lead nowhere under another.
    expect([(await end('admin', id)).status, (await house.as.admin.patch(at(`/comments/${id}`), {})).status]).toEqual([404, 404])
    const strangers = [
      await house.as.foreigner.get(at('/comments')),
      await say('foreigner', 'shown', 'x'),
      await house.as.foreigner.get(at('/cells/shown/mentionable')),
      await house.as.member.get(at('/comments')),
    ]
    expect(strangers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    await end('admin', id, unpublished)
  })

  it('are found by no search, and by nobody who has the app in a page of elsewhere', async () => {
    const id = await said('developer', 'hidden', 'Zanzibar salaries')
    const hits = (who: Person) => house.as[who].results<{ hits: unknown[] }>('GET', `/api/v1/app/search/${house.projectUuid}?q=zanzibar`)
    for (const who of ['viewer', 'admin'] as const) expect((await hits(who)).hits, who).toEqual([])
    await house.as.developer.results('PUT', at('/embedding'), { isOn: true, origins: ['https://shop.example.com'] })
    const { url } = await house.as.developer.results<{ url: string }>('POST', at('/embed-links'), {})
    const { body } = await house.as.nobody.post('/api/v1/app/embeds', { secret: url.split('/').at(-1) })
    const { token } = (body as { results: { token: string } }).results
    const embedded = apiClient(house.url, { authorization: `Bearer ${token}` })
    for (const path of [at('/comments'), at('/cells/shown/mentionable'), '/api/v1/app/notifications']) {
      expect((await embedded.get(path)).status, path).toBeGreaterThanOrEqual(401)
      expect((await house.as.nobody.get(path)).status, path).toBe(401)
    }
    expect((await embedded.post(at('/cells/shown/comments'), { text: 'x', textHtml: '', mentions: [] })).status).toBeGreaterThanOrEqual(401)
    await end('admin', id)
  })
})
