import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { perform } from '../access/operation.ts'
import { composeMail } from '../channels/mail/compose-mail.ts'
import { discardOldMail } from '../channels/mail/discard-old-mail.ts'
import { createOutgoingMail } from '../channels/mail/outgoing-mail.ts'
import { createSmtp } from '../channels/mail/smtp.ts'
import { createRuns, type RunQueue } from '../jobs/queue.ts'
import { systemClock } from '../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../platform/db/test-database.ts'
import { newId } from '../platform/ids.ts'
import { silentLog } from '../platform/log.ts'
import { mailWorker } from './mail.ts'
import { startMailSink, textOf, type MailSink } from '../../../../tests/harness/mail-sink.ts'

/** Mail on its way: store, run queue, and a real SMTP server on loopback. */

const from = 'Atrium <atrium@atrium.example>'
const later = new Date(Date.now() + 3_600_000)
const secretMail = (to: string) => composeMail({ to, subject: 'Grüße', lines: ['Hello Zoë'], code: '481516', footer: 'Bye' })

let test: TestDatabase
let sink: MailSink
let queues: RunQueue[]
beforeEach(async () => {
  test = await createTestDatabase()
  sink = await startMailSink()
  queues = []
})
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.stop(100)))
  await sink.close()
  await test.drop()
})

function node(url: string): { queue: RunQueue; mail: ReturnType<typeof createOutgoingMail> } {
  const queue = createRuns({
    db: test.db,
    listen: test.listen,
    clock: systemClock,
    concurrency: 2,
    leaseSeconds: 15,
    workerId: newId(),
    onError: () => undefined,
    workers: [mailWorker({ db: test.db, clock: systemClock, log: silentLog(), smtp: createSmtp({ url, from }) })],
  })
  queues.push(queue)
  return { queue, mail: createOutgoingMail({ isConfigured: true, runs: queue, siteUrl: () => 'https://atrium.example' }) }
}

const post = (mail: ReturnType<typeof createOutgoingMail>, to: string, discardAt = later): Promise<void> =>
  test.db.transaction().execute((tx) => mail.post(secretMail(to), discardAt, tx))

/** What the store still holds of runs and mail, as text. */
async function stored(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select row_to_json(r)::text as text from runs r union all select row_to_json(l)::text from run_log l
    union all select row_to_json(m)::text from outgoing_mails m`.execute(test.db)
  return rows.map(({ text }) => text).join('\n')
}

async function untilState(wanted: string): Promise<string | null> {
  for (;;) {
    const { rows } = await sql<{ state: string; error: string | null }>`select state, error from runs`.execute(test.db)
    if (rows[0]?.state === wanted) return rows[0].error
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('outgoing mail', () => {
  it('arrives in both forms, and nothing of it stays', async () => {
    const { queue, mail } = node(sink.url)
    await queue.start()
    await post(mail, 'zoe@b.example')
    const received = await sink.next('zoe@b.example')
    expect(received.from).toBe('atrium@atrium.example')
    expect(textOf(received)).toContain('Hello Zoë\n\n481516\n\nBye')
    expect(received.raw).toMatch(/content-type: text\/html/i)
    await untilState('completed')
    expect(await stored()).not.toContain('481516')
  })

  it('is not sent by a change that did not happen', async () => {
    const { queue, mail } = node(sink.url)
    await queue.start()
    const undone = test.db.transaction().execute(async (tx) => {
      await mail.post(secretMail('never@b.example'), later, tx)
      throw new Error('rolled back')
    })
    await expect(undone).rejects.toThrow('rolled back')
    await post(mail, 'next@b.example')
    await sink.next('next@b.example')
    expect(sink.received).toHaveLength(1)
  })

  it('outlives the process that posted it', async () => {
    await post(node(sink.url).mail, 'late@b.example')
    await node(sink.url).queue.start()
    expect((await sink.next('late@b.example')).to).toEqual(['late@b.example'])
  })

  it('takes a file along, kept once for all who get it, and gone with the last of them', async () => {
    const { queue, mail } = node(sink.url)
    const file = { name: 'Grüße.png', contentType: 'image/png', bytes: Buffer.from('of the picture') }
    await test.db.transaction().execute(async (tx) => {
      const id = await mail.attach(file, tx)
      for (const to of ['one@b.example', 'two@b.example']) await mail.post(secretMail(to), later, tx, id)
    })
    const kept = async (): Promise<number> => Number((await sql<{ n: string }>`select count(*) as n from outgoing_mail_files`.execute(test.db)).rows[0]?.n)
    expect(await kept()).toBe(1)
    await queue.start()
    for (const to of ['one@b.example', 'two@b.example']) {
      const { raw } = await sink.next(to)
      expect(raw).toContain(file.bytes.toString('base64'))
      expect(raw).toMatch(/content-id: <picture@atrium>/i)
    }
    await expect.poll(async () => (await sql`select 1 from outgoing_mails`.execute(test.db)).rows.length).toBe(0)
    // Of two that go at once each may leave it to housekeeping.
    const actor = { kind: 'system', name: 'housekeeping', organizationId: null } as const
    await perform(discardOldMail, { db: test.db, clock: systemClock, actor, requestId: newId(), signal: new AbortController().signal }, {})
    expect(await kept()).toBe(0)
  })

  it('is tried again when the mail server has no time', async () => {
    let refusals = 1
    const busy = await startMailSink({
      onRcptTo: (_address, _session, done) => done(refusals-- > 0 ? Object.assign(new Error('try later'), { responseCode: 451 }) : null),
    })
    try {
      const { queue, mail } = node(busy.url)
      await queue.start()
      await post(mail, 'busy@b.example')
      expect((await busy.next('busy@b.example')).to).toEqual(['busy@b.example'])
    } finally {
      await busy.close()
    }
  })

  it('is given up, and forgotten, when there is no such recipient', async () => {
    const strict = await startMailSink({ onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no such user'), { responseCode: 550 })) })
    try {
      const { queue, mail } = node(strict.url)
      await queue.start()
      await post(mail, 'nobody@b.example')
      expect(await untilState('failed')).toContain('refuses this recipient (550)')
      expect(await stored()).not.toContain('481516')
    } finally {
      await strict.close()
    }
  })

  it('is not sent when what it says is over', async () => {
    const { queue, mail } = node(sink.url)
    await queue.start()
    await post(mail, 'old@b.example', new Date(Date.now() - 1))
    await untilState('completed')
    expect(sink.received).toEqual([])
    expect(await stored()).not.toContain('481516')
  })

  it('gives a password to no server that would carry it in the clear', async () => {
    // Loopback may; a name that is not loopback in its spelling must offer TLS first, and this server does not.
    const smtp = createSmtp({ url: sink.url.replace('smtp://127.0.0.1', 'smtp://user:hidden@0.0.0.0'), from })
    await expect(smtp.send(newId(), secretMail('a@b.example'))).rejects.toMatchObject({ code: 'unavailable' })
    expect(sink.received).toEqual([])
  })
})
