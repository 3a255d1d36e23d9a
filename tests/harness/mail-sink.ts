import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type ReceivedMail = { from: string; to: string[]; /** As it came: headers, a blank line, the parts. */ raw: string }

export type MailSink = {
  url: string
  received: ReceivedMail[]
  /** The next mail to this address that was not asked for yet. */
  next(to: string): Promise<ReceivedMail>
  close(): Promise<void>
}

/** A test that waits longer than this waits for a mail that nobody sent. */
const longestWaitMs = 20_000

/** A real SMTP server on loopback that keeps what it gets. */
export async function startMailSink(options: SMTPServerOptions = {}): Promise<MailSink> {
  const received: ReceivedMail[] = []
  const unread: ReceivedMail[] = []
  let arrived: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const mail = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') }
        received.push(mail)
        unread.push(mail)
        const waiting = arrived
        arrived = []
        for (const wake of waiting) wake()
        done()
      })
    },
    ...options,
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    async next(to) {
      for (;;) {
        const at = unread.findIndex((mail) => mail.to.includes(to))
        const [found] = at < 0 ? [] : unread.splice(at, 1)
        if (found !== undefined) return found
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no mail came to ${to}`)), longestWaitMs)
          arrived.push(() => {
            clearTimeout(timer)
            resolve()
          })
        })
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The plain part of a mail, as people read it. */
export function textOf({ raw }: ReceivedMail): string {
  const [, boundary] = /boundary="([^"]+)"/.exec(raw) ?? []
  const lines = raw.replaceAll('\r\n', '\n')
  const part = lines.split(`--${boundary}`).find((each) => /content-type: text\/plain/i.test(each)) ?? ''
  const [head = '', ...body] = part.split('\n\n')
  const text = body.join('\n\n')
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8')
  if (!/transfer-encoding: quoted-printable/i.test(head)) return text
  const bytes = text.replaceAll(/=\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Settings under which Atrium sends its mail here. Links in mail lead to its address, so its port is known before. */
export async function mailSettings(sink: MailSink): Promise<Record<string, string> & { ATRIUM_SITE_URL: string }> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return {
    ATRIUM_SMTP_URL: sink.url,
    ATRIUM_MAIL_FROM: 'Atrium <atrium@atrium.example>',
    ATRIUM_PORT: String(port),
    ATRIUM_SITE_URL: `http://localhost:${port}`,
  }
}
