import { CliError, exitCode, usageError } from '../cli-error.ts'
import type { Call, Options } from '../command.ts'
import { readStored } from './credentials.ts'

/** A server and who asks it. */
export type Server = {
  url: string
  /** `results` of a good answer; bytes go as they are. Throws `CliError` with what the server said otherwise. */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** The same of formats whose answers have no envelope: the answer itself. */
  plain<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>
  /** Any answer, as it is. Throws `CliError` when there is none. */
  fetch(
    path: string,
    request: { method: string; body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Response>
}

/** Longest that an answer may take: a large model compiles, a slow warehouse answers. */
const patienceMs = 300_000

/** Options of every command that asks a server. */
export const serverOptions = { url: { type: 'string', value: '<url>', about: 'address of the server (ATRIUM_URL)' } } as const satisfies Options

/** Options of every command that is about a project. */
export const projectOptions = {
  ...serverOptions,
  project: { type: 'string', short: 'p', value: '<project>', about: 'name or id of the project (ATRIUM_PROJECT)' },
} as const satisfies Options

/** The server that a command is meant for: by option, environment, or what `atrium login` stored. */
export async function serverOf(call: Call): Promise<Server> {
  const { env } = call.terminal
  const wanted = call.text('url') ?? (env['ATRIUM_URL'] || undefined)
  const stored = wanted !== undefined && (env['ATRIUM_TOKEN'] ?? '') !== '' ? null : await readStored(env)
  const url = wanted ?? stored?.url
  if (url === undefined) throw new CliError(exitCode.refused, 'No server is known.', 'Run "atrium login <url>", or set ATRIUM_URL and ATRIUM_TOKEN.')
  const address = checkedUrl(url)
  // A token is for the server that it was made by.
  const token = env['ATRIUM_TOKEN'] || (stored !== null && stored.url === address ? stored.token : undefined)
  if (token === undefined) throw new CliError(exitCode.refused, `You are not signed in to ${address}.`, `Run "atrium login ${address}", or set ATRIUM_TOKEN.`)
  return connect(address, token)
}

/** An address without what does not belong to it. */
export function checkedUrl(text: string): string {
  const written = /^https?:\/\//i.test(text) ? text : `${/^(localhost|127\.)/i.test(text) ? 'http' : 'https'}://${text}`
  if (!URL.canParse(written)) throw usageError(`"${text}" is no address of a server.`, 'Write it like https://atrium.example.com.')
  const url = new URL(written)
  if (url.username !== '' || url.password !== '') throw usageError('An address holds no user and no password here.', 'Use a token: "atrium login <url>".')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** A server with a token. */
export function connect(url: string, token: string): Server {
  const ask: Server['fetch'] = (path, { signal, headers, ...request }) =>
    fetch(url + path, {
      ...request,
      // A token goes to no other address than the one that was named.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal === undefined ? [] : [signal])]),
      headers: { ...headers, authorization: `ApiKey ${token}`, 'lightdash-request-method': 'CLI' },
    }).catch((error: unknown) => {
      throw new CliError(exitCode.unavailable, `${url} cannot be reached: ${reasonOf(error)}.`, 'Is the address right, and does the server run?')
    })
  const answered = async (method: string, path: string, body: unknown, isGood: (answer: Answer) => boolean): Promise<Answer> => {
    const response = await ask(path, { method, ...sent(body) })
    const answer = answerOf(await response.text())
    if (response.ok && answer !== null && isGood(answer)) return answer
    throw refusal(url, response.status, answer)
  }
  return {
    url,
    fetch: ask,
    call: async <T>(method: string, path: string, body?: unknown) => (await answered(method, path, body, ({ status }) => status === 'ok')).results as T,
    plain: async <T>(method: string, path: string, body?: unknown) => (await answered(method, path, body, () => true)) as T,
  }
}

/** Bytes as they are, everything else as JSON. */
function sent(body: unknown): { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> } {
  if (body === undefined) return {}
  return body instanceof Uint8Array
    ? { headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(body) }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

type Answer = { status?: string; results?: unknown; error?: { message?: string }; /** Of formats without an envelope. */ detail?: string }

function answerOf(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer | null
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  const { message } = error instanceof Error ? (error.cause instanceof Error ? error.cause : error) : { message: String(error) }
  return message.split('\n')[0] ?? ''
}

function refusal(url: string, status: number, answer: Answer | null): CliError {
  const said = answer?.error?.message ?? answer?.detail
  if (said === undefined)
    return new CliError(
      exitCode.unavailable,
      `${url} answered ${status} and nothing that Atrium would say.`,
      'Is this the address of Atrium, and not of something before it?',
    )
  if (status === 401) return new CliError(exitCode.refused, said, 'The token is unknown or has expired. Run "atrium login" again.')
  if (status === 403) return new CliError(exitCode.refused, said)
  if (status === 429 || status === 503) return new CliError(exitCode.unavailable, said, 'Try again in a moment.')
  return new CliError(exitCode.failed, said)
}
