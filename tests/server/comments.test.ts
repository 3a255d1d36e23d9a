import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { mailSettings, startMailSink, textOf, type MailSink } from '../harness/mail-sink.ts'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

type Comment = { commentId: string; text: string; textHtml: string; user: { name: string }; canRemove: boolean; mentions: string[]; replies: Comment[] }
type Notification = {
  notificationId: string
  viewed: boolean
  isMention: boolean
  message: string
  url: string
  metadata: { dashboardUuid: string; dashboardTileName: string }
}

const tile = { first: newId(), second: newId() }
let house: WithPeople
let mail: MailSink
let open: string
let hidden: string

async function makeDashboard(name: string, isPrivate: boolean): Promise<string> {
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name, isPrivate })
  const note = (uuid: string, title: string) => ({ uuid, type: 'markdown', x: 0, y: 0, w: 9, h: 3, properties: { title, content: '' } })
  const made = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/dashboards`, {
    name,
    tiles: [note(tile.first, 'Revenue'), note(tile.second, 'Orders')],
    tabs: [],
    spaceUuid: space.uuid,
  })
  return made.uuid
}

const on = (dashboard: string, rest = ''): string => `/api/v1/comments/dashboards/${dashboard}${rest}`
const say = (who: Person, text: string, more: object = {}, dashboard = open, tileUuid = tile.first) =>
  house.as[who].post(on(dashboard, `/${tileUuid}`), { text, textHtml: '', mentions: [], ...more })
const said = async (...args: Parameters<typeof say>): Promise<string> => {
  const { status, body } = await say(...args)
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as { results: string }).results
}
const read = (who: Person, dashboard = open): Promise<Record<string, Comment[]>> => house.as[who].results('GET', on(dashboard))
const told = (who: Person): Promise<Notification[]> => house.as[who].results('GET', '/api/v1/notifications?type=dashboardComments')
const end = (who: Person, id: string, dashboard = open) => house.as[who].delete(on(dashboard, `/${id}`))

beforeAll(async () => {
  mail = await startMailSink()
  house = await startWithPeople({ ...matrixShop, env: await mailSettings(mail) })
  open = await makeDashboard('Open', false)
  hidden = await makeDashboard('Hidden', true)
})
afterAll(async () => {
  await house.stop()
  await mail.close()
})

describe('comments', () => {
  it('lie on their tile with their replies, until somebody resolves the conversation', async () => {
    const first = await said('interactive_viewer', 'Why so few? 🌍 لماذا')
    const reply = await said('editor', 'A holiday.', { replyTo: first })
    // A reply to a reply goes into the same conversation.
    await said('admin', 'Indeed.', { replyTo: reply })
    const { [tile.first]: comments = [], ...others } = await read('viewer')
    expect(others).toEqual({})
    expect(comments.map(({ text, user, replies }) => [text, user.name, replies.map((one) => one.text)])).toEqual([
      ['Why so few? 🌍 لماذا', 'interactive_viewer Test', ['A holiday.', 'Indeed.']],
    ])
    expect((await house.as.interactive_viewer.patch(on(open, `/${first}`))).status).toBe(403)
    expect((await house.as.editor.patch(on(open, `/${reply}`))).status).toBe(200)
    expect(await read('viewer')).toEqual({})
    expect((await say('editor', 'Late', { replyTo: first })).status).toBe(409)
  })

  it('are cleaned when they are saved, and again when they are shown', async () => {
    const id = await said('editor', 'x', { textHtml: '<p onclick="x()">Hi <a href="javascript:alert(1)">there</a><script>alert(1)</script></p>' })
    const html = async () => (await read('viewer'))[tile.first]?.find(({ commentId }) => commentId === id)?.textHtml
    expect(await html()).toBe('<p>Hi there</p>')
    await house.db.updateTable('comments').set({ body_html: '<img src=x onerror=alert(1)><b>kept</b>' }).where('id', '=', id).execute()
    expect(await html()).toBe('<strong>kept</strong>')
    await end('editor', id)
  })

  it('have a text, and not without end', async () => {
    expect((await say('editor', '  \n ')).status).toBe(400)
    expect((await say('editor', 'x'.repeat(5001))).status).toBe(422)
    expect((await say('editor', 'x', { textHtml: 'x'.repeat(30_001) })).status).toBe(422)
    expect(await read('editor')).toEqual({})
  })

  it('are no longer as kept than they may be, and no more than can be shown', async () => {
    expect(await say('editor', 'quotes', { textHtml: '"'.repeat(20_000) })).toMatchObject({ status: 400 })
    const full = await makeDashboard('Full', false)
    await said('editor', 'the first', {}, full)
    const { id: _id, ...first } = await house.db.selectFrom('comments').selectAll().where('resource_id', '=', full).executeTakeFirstOrThrow()
    const rows = Array.from({ length: 499 }, () => ({ ...first, id: newId(), mentions: [] }))
    await house.db.insertInto('comments').values(rows).execute()
    expect(await say('editor', 'one too many', {}, full)).toMatchObject({ status: 409 })
  })

  it('belong to a tile of the dashboard, and replies to a comment of it', async () => {
    const elsewhere = await said('admin', 'Secret', {}, hidden)
    const other = await said('editor', 'Other tile', {}, open, tile.second)
    const answers = [
      await say('editor', 'x', {}, open, newId()),
      await say('editor', 'x', { replyTo: newId() }),
      await say('editor', 'x', { replyTo: elsewhere }),
      await say('editor', 'x', { replyTo: other }),
      await house.as.admin.patch(on(open, `/${elsewhere}`)),
      await end('admin', elsewhere),
      await end('admin', 'no-comment'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404])
    expect((await read('admin', hidden))[tile.first]).toHaveLength(1)
    await end('admin', elsewhere, hidden)
    await end('editor', other)
  })

  it('are deleted by their author and by editors, and by nobody else: who is refused deletes nothing', async () => {
    const own = await said('interactive_viewer', 'Mine')
    expect((await read('interactive_viewer'))[tile.first]?.[0]?.canRemove).toBe(true)
    expect((await read('viewer'))[tile.first]?.[0]?.canRemove).toBe(false)
    expect((await end('viewer', own)).status).toBe(403)
    const editors = await said('editor', 'Not yours')
    expect((await end('interactive_viewer', editors)).status).toBe(403)
    expect((await read('viewer'))[tile.first]).toHaveLength(2)
    expect((await end('interactive_viewer', own)).status).toBe(200)
    expect((await end('developer', editors)).status).toBe(200)
    expect(await read('viewer')).toEqual({})
  })

  it('are not taken from under the replies of others by their author', async () => {
    const own = await said('interactive_viewer', 'Mine')
    const reply = await said('editor', 'Reply', { replyTo: own })
    expect((await read('interactive_viewer'))[tile.first]?.[0]?.canRemove).toBe(false)
    const refused = await end('interactive_viewer', own)
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({ error: { message: 'Others have replied to this comment. Ask an editor to resolve or delete the conversation.' } })
    expect((await end('editor', reply)).status).toBe(200)
    expect((await end('interactive_viewer', own)).status).toBe(200)
  })

  it('follow the access to the space', async () => {
    const secret = await said('admin', 'Only for us', {}, hidden)
    for (const who of ['viewer', 'editor', 'developer', 'foreigner'] as const) {
      expect((await house.as[who].get(on(hidden))).status, who).toBe(403)
      expect((await say(who, 'x', {}, hidden)).status, who).toBe(403)
      expect((await end(who, secret, hidden)).status, who).toBe(403)
      expect((await house.as[who].get(`/api/v1/app/dashboards/${hidden}/mentionable`)).status, who).toBe(403)
    }
    expect((await say('viewer', 'Viewers read only')).status).toBe(403)
    await end('admin', secret, hidden)
  })
})

describe('people', () => {
  it('can be mentioned when they may see the dashboard', async () => {
    const names = async (dashboard: string): Promise<string[]> =>
      (await house.as.admin.results<{ firstName: string }[]>('GET', `/api/v1/app/dashboards/${dashboard}/mentionable`)).map(({ firstName }) => firstName)
    expect(await names(open)).toEqual(expect.arrayContaining(['viewer', 'editor']))
    expect(await names(open)).not.toContain('member')
    expect(await names(hidden)).not.toContain('editor')
    for (const stranger of [house.userUuid.editor, house.userUuid.foreigner, newId(), 'nobody']) {
      const answer = await say('admin', 'x', { mentions: [house.userUuid.admin, stranger] }, hidden)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ error: { message: 'You can mention only people who may see this dashboard' } })
    }
    expect(await read('admin', hidden)).toEqual({})
  })

  it('are told of mentions and of replies in their conversations, and mark what is theirs', async () => {
    const first = await said('interactive_viewer', 'Look at this')
    await said('editor', '@viewer do', { mentions: [house.userUuid.viewer, house.userUuid.viewer, house.userUuid.editor], replyTo: first })
    const [mention] = await told('viewer')
    expect(mention).toMatchObject({
      viewed: false,
      isMention: true,
      message: 'editor Test mentioned you in a comment on Revenue',
      metadata: { dashboardUuid: open, dashboardTileName: 'Revenue' },
    })
    expect(mention?.url).toBe(`/p/${house.projectUuid}/dashboards/${open}?comments=${tile.first}`)
    expect((await told('interactive_viewer')).map(({ isMention }) => isMention)).toEqual([false])
    expect(await told('editor')).toEqual([])

    const id = mention?.notificationId ?? ''
    expect((await house.as.editor.patch(`/api/v1/notifications/${id}`, { viewed: true })).status).toBe(404)
    expect((await told('viewer'))[0]?.viewed).toBe(false)
    expect((await house.as.viewer.patch(`/api/v1/notifications/${id}`, { viewed: true })).status).toBe(200)
    expect((await told('viewer'))[0]?.viewed).toBe(true)
    await house.as.interactive_viewer.post('/api/v1/app/notifications/read')
    expect((await told('interactive_viewer'))[0]?.viewed).toBe(true)
    expect((await house.as.viewer.get('/api/v1/notifications?type=other')).status).toBe(422)
    await house.as.editor.delete(on(open, `/${first}`))
    expect(await told('viewer')).toEqual([])
  })

  it('are no longer told of a dashboard that they may not see any more', async () => {
    const first = await said('editor', '@viewer', { mentions: [house.userUuid.viewer] })
    expect(await told('viewer')).toHaveLength(1)
    const { spaceUuid } = await house.as.admin.results<{ spaceUuid: string }>('GET', `/api/v1/dashboards/${open}`)
    const setPrivate = (isPrivate: boolean) => house.as.admin.patch(`/api/v1/projects/${house.projectUuid}/spaces/${spaceUuid}`, { isPrivate })
    await setPrivate(true)
    expect(await told('viewer')).toEqual([])
    await setPrivate(false)
    expect(await told('viewer')).toHaveLength(1)
    await end('editor', first)
  })

  it('get a mail when they are mentioned, unless they do not want it', async () => {
    const settings = '/api/v1/app/notifications/settings'
    expect(await house.as.developer.results('GET', settings)).toEqual({ mailsMentions: true, sendsMail: true })
    const next = mail.next(house.email('viewer'))
    await house.as.developer.put(settings, { mailsMentions: false })
    await said('editor', 'Please look <b>here</b>', { mentions: [house.userUuid.developer] })
    await said('editor', 'Please look <b>here</b>', { mentions: [house.userUuid.viewer] })
    const text = textOf(await next)
    expect(text).toContain('editor Test mentioned you in a comment on the dashboard “Open”')
    expect(text).toContain(`/p/${house.projectUuid}/dashboards/${open}?comments=${tile.first}`)
    expect(mail.received.filter(({ to }) => to.includes(house.email('developer')))).toEqual([])
    await house.signedIn.viewer.results('PATCH', '/api/v1/user/me', { language: 'de' })
    await said('editor', 'Und hier?', { mentions: [house.userUuid.viewer] })
    const mailed = (): string => mail.received.flatMap((one) => (one.to.includes(house.email('viewer')) ? textOf(one) : [])).join()
    await expect.poll(mailed, { timeout: 20_000 }).toContain('editor Test hat dich in einem Kommentar zum Dashboard „Open“ erwähnt')
  })
})
