import { i18next } from '../i18n/i18n.ts'
import { ApiError, failedForAbsence } from './api-error.ts'
import { proofGate, signInGate } from './gate.ts'
import { canSignIn, sentAs } from './sent-as.ts'
import { notePresence } from './server-presence.ts'

export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  body?: unknown
  /** Sent as it is instead of a body of JSON. */
  bytes?: Blob
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
  /** What to do when nobody is signed in: ask in place and try again (default), or fail with a 401. */
  whenSignedOut?: 'ask' | 'fail'
}

type Envelope =
  | { status: 'ok'; results?: unknown; truncated?: boolean }
  | { status: 'error'; error: { statusCode: number; name: string; message: string; data?: Record<string, unknown> } }

/**
 * Calls the server and unwraps its envelope. `path` starts with `/api/`. Throws `ApiError` for every refusal, also when
 * no answer came; throws the signal's reason when aborted.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return (await requestAnswer<T>(path, options)).results
}

/** As `request`, with what the envelope says beside the results: whether a limit cut them. */
export async function requestAnswer<T>(path: string, options: RequestOptions = {}): Promise<{ results: T; truncated: boolean }> {
  try {
    const response = await send(path, options)
    if (response.status === 401 && options.whenSignedOut !== 'fail' && canSignIn() && (await signInGate.wait())) return await requestAnswer(path, options)
    const { results, truncated = false } = await unwrap(response)
    notePresence(true)
    return { results: results as T, truncated }
  } catch (error) {
    // A request that we gave up says nothing about the server.
    if (error instanceof ApiError) notePresence(!failedForAbsence(error))
    if (error instanceof ApiError && error.name === 'ProofNeededError' && (await proofGate.wait())) return requestAnswer(path, options)
    throw error
  }
}

/**
 * Calls an address whose answers have no envelope: those of endpoints. `path` starts with `/api/`. Throws as `request` does, with what
 * the refusal says.
 */
export async function requestPlain<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options)
  if (response.status === 401 && options.whenSignedOut !== 'fail' && (await signInGate.wait())) return requestPlain(path, options)
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null)
  notePresence(true)
  if (response.ok) return body as T
  const { detail, error, code } = (body ?? {}) as { detail?: string; error?: string; code?: string }
  throw new ApiError(response.status, code ?? 'EndpointError', detail ?? error ?? i18next.t('error.unexplained', { status: response.status }))
}

/** Asks for a file. `path` starts with `/api/`. Throws as `request` does. */
export async function requestFile(path: string): Promise<Blob> {
  const response = await send(path, { headers: { accept: '*/*' } })
  if (response.status === 401 && canSignIn() && (await signInGate.wait())) return requestFile(path)
  if (!response.ok) await unwrap(response)
  notePresence(true)
  return response.blob()
}

async function send(path: string, { method = 'GET', body, bytes, signal, headers }: RequestOptions): Promise<Response> {
  const { credentials, headers: known } = sentAs()
  try {
    return await fetch(path, {
      method,
      credentials,
      headers: { accept: 'application/json', ...contentType(body, bytes), ...known, ...headers },
      ...(bytes !== undefined ? { body: bytes } : body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError(0, 'NetworkError', i18next.t('error.noAnswer'))
  }
}

function contentType(body: unknown, bytes: Blob | undefined): Record<string, string> {
  if (bytes !== undefined) return { 'content-type': 'application/octet-stream' }
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

async function unwrap(response: Response): Promise<Extract<Envelope, { status: 'ok' }>> {
  let answer: Envelope | null
  try {
    answer = (await response.json()) as Envelope
  } catch (error) {
    if (error instanceof DOMException) throw error
    answer = null
  }
  if (answer?.status === 'ok' && response.ok) return answer
  if (answer?.status === 'error') {
    const { statusCode, name, message, data } = answer.error
    throw new ApiError(statusCode, name, message, data)
  }
  throw new ApiError(response.status, 'UnexpectedAnswer', i18next.t('error.unexplained', { status: response.status }))
}
