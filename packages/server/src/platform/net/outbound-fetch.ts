import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from '../errors.ts'
import type { Outbound } from './outbound.ts'

export type OutboundRequest = {
  method: string
  headers: Record<string, string>
  body?: unknown
  signal?: AbortSignal
}

/** `fetch` for addresses that people configure. */
export type OutboundFetch = (url: string, request: OutboundRequest) => Promise<Response>

const timeoutMs = 10_000
const mostBytes = 1024 * 1024

/**
 * Asks web servers on somebody's behalf: only at the address that `outbound` has allowed, over TLS unless it is this
 * machine's own, within ten seconds and a megabyte. Redirects are answers like others; nobody follows them.
 */
export const createOutboundFetch =
  (outbound: Outbound): OutboundFetch =>
  async (url, request) => {
    const target = new URL(url)
    const isSecure = target.protocol === 'https:'
    const host = target.hostname.replaceAll(/^\[|\]$/g, '')
    const address = await outbound.addressOf(host, target.port === '' ? (isSecure ? 443 : 80) : Number(target.port))
    if (!isSecure && !isLoopback(address)) {
      throw new AppError('invalid', `"${host}" is asked over https only. Its address must begin with https://.`, { reason: 'insecure_address' })
    }
    return ask(target, address, request)
  }

/** Whether an address is the machine's own: nobody is in between who could listen. */
export const isLoopback = (address: string): boolean => address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)

function ask(target: URL, address: string, { method, headers, body, signal }: OutboundRequest): Promise<Response> {
  const ends = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const client = target.protocol === 'https:' ? https : http
    const sent = client.request(
      target,
      { method, headers, agent: false, lookup: pinnedTo(address), signal: signal === undefined ? ends : AbortSignal.any([signal, ends]) },
      (answer) => {
        const chunks: Buffer[] = []
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          chunks.push(chunk)
          if (bytes > mostBytes) sent.destroy(new Error(`The answer of ${target.host} is larger than a megabyte`))
        })
        answer.on('error', reject)
        answer.on('end', () => resolve(responseOf(answer, Buffer.concat(chunks))))
      },
    )
    sent.on('error', reject)
    sent.end(bytesOf(body))
  })
}

/** Whatever the name is asked for, the answer is the address that was checked. */
const pinnedTo =
  (address: string): LookupFunction =>
  (_name, options, answer) => {
    const family = isIP(address)
    if (options.all === true) answer(null, [{ address, family }])
    else answer(null, address, family)
  }

function bytesOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('Only text and bytes are sent')
}

const statusesWithoutBody = new Set([204, 205, 304])

function responseOf(answer: http.IncomingMessage, body: Buffer): Response {
  const status = answer.statusCode ?? 502
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) headers.append(name, each)
  }
  return new Response(statusesWithoutBody.has(status) ? null : new Uint8Array(body), { status, headers })
}
