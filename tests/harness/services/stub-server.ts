import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type StubRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** As it came. */
  text: string
  json: Record<string, unknown>
  form: URLSearchParams
  bearer: string
}
export type StubAnswer = { status?: number; json?: unknown; headers?: Record<string, string> }
/** Answers a request; null when it is not this service's. */
export type Stub = (request: StubRequest) => StubAnswer | null

/** An answer that is waited for: `reached` once it is asked for, sent once it is let go. */
export type HeldAnswer = { reached: Promise<void>; letGo(): void }
export type StubServer = {
  url: string
  requests: StubRequest[]
  /** Holds the next answer of a service. */
  hold(service: string): HeldAnswer
  close(): Promise<void>
}

/** Services on one port of loopback, each below a path of its own. What none of them knows is a 404, as it would be there. */
export async function startStubs(stubs: Record<string, Stub>): Promise<StubServer> {
  const requests: StubRequest[] = []
  const held = new Map<string, { reached: () => void; letGo: Promise<void> }>()
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://stub')
      const [, name = '', ...rest] = pathname.split('/')
      const text = Buffer.concat(chunks).toString('utf8')
      const isJson = incoming.headers['content-type']?.startsWith('application/json') === true
      const request: StubRequest = {
        method: incoming.method ?? '',
        path: `/${rest.join('/')}`,
        query: searchParams,
        headers: incoming.headers,
        text,
        json: isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {},
        form: incoming.headers['content-type'] === 'application/x-www-form-urlencoded' ? new URLSearchParams(text) : new URLSearchParams(),
        bearer: /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '',
      }
      requests.push({ ...request, path: pathname })
      const answer = stubs[name]?.(request) ?? { status: 404, json: { message: 'Not Found' } }
      const send = (): void => {
        outgoing.writeHead(answer.status ?? 200, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
        outgoing.end(answer.json === undefined ? undefined : JSON.stringify(answer.json))
      }
      const hold = held.get(name)
      if (hold === undefined) return send()
      held.delete(name)
      hold.reached()
      void hold.letGo.then(send)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    hold(service) {
      let [isReached, letGo] = [(): void => undefined, (): void => undefined]
      const reached = new Promise<void>((resolve) => (isReached = resolve))
      const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
      held.set(service, { reached: isReached, letGo: isLetGo })
      return { reached, letGo }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
