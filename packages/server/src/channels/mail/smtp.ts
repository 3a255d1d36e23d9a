import { createTransport } from 'nodemailer'
import { AppError } from '../../platform/errors.ts'
import { pictureId, type Mail, type MailFile } from './mail.ts'

/** Where mail is handed over, and in whose name. */
export type SmtpSettings = { url: string; from: string }

/** A connection to the mail server for each mail: they are few. */
export type Smtp = {
  /**
   * Hands one mail over, a picture as what its HTML shows. `id` names it for good, so that one that was sent twice can be recognised. Throws `invalid` when
   * the server will never take it (an unknown recipient), `unavailable` for everything that may pass.
   */
  send(id: string, mail: Mail, file?: MailFile | null): Promise<void>
}

const connectMs = 20_000
const silenceMs = 30_000

/** The mail server of `ATRIUM_SMTP_URL`: `smtps://` is TLS from the start, `smtp://` by STARTTLS where the server has it. */
export function createSmtp({ url, from }: SmtpSettings): Smtp {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const hasLogin = username !== ''
  const transport = createTransport({
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // A password goes over the network only inside TLS.
    requireTLS: hasLogin && !secure && !isLoopback(hostname),
    ...(hasLogin ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(id, { to, subject, text, html }, file = null) {
      try {
        // As parts, not as text: an address is never read as a list of addresses.
        await transport.sendMail({
          messageId: `<${id}@${hostname}>`,
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          ...(file === null ? {} : { attachments: [attached(file)] }),
        })
      } catch (error) {
        throw refusal(error)
      }
    },
  }
}

const attached = ({ name, contentType, bytes }: MailFile) => ({
  filename: name,
  contentType,
  content: bytes,
  ...(contentType.startsWith('image/') ? { cid: pictureId, contentDisposition: 'inline' as const } : {}),
})

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/** What the mail server said, without what it may have quoted of us. */
function refusal(error: unknown): AppError {
  const { code = 'unknown', responseCode, command } = error as { code?: string; responseCode?: number; command?: string }
  if (command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500) {
    return new AppError('invalid', `The mail server refuses this recipient (${responseCode}).`, { reason: 'recipient_refused' }, { cause: error })
  }
  const what = responseCode === undefined ? code : `${code}, ${responseCode}`
  return new AppError('unavailable', `The mail server did not take the mail (${what}). Check ATRIUM_SMTP_URL and ATRIUM_MAIL_FROM.`, {}, { cause: error })
}
