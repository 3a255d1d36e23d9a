import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOutbound } from './outbound.ts'
import { createOutboundFetch } from './outbound-fetch.ts'

let server: Server
let port: number
let answer: RequestListener = (_request, response) => void response.end('hello')
let asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())

/** A world in which `id.example` is this machine and `far.example` is not. */
const resolve = async (host: string): Promise<string[]> => (host === 'id.example' ? ['127.0.0.1'] : host === 'far.example' ? ['93.184.215.14'] : [host])
const fetch = createOutboundFetch(createOutbound({ allowed: ['127.0.0.0/8'], never: () => [], resolve }))
const closed = createOutboundFetch(createOutbound({ allowed: [], never: () => [], resolve }))
const get = { method: 'GET', headers: {} }

it('goes to the address that was checked, under the name that was asked for', async () => {
  asked = []
  answer = (_request, response) => void response.end('hello')
  expect(await (await fetch(`http://id.example:${port}/a?b=c`, get)).text()).toBe('hello')
  expect(asked).toEqual([`GET id.example:${port} /a?b=c`])
})

it('sends forms as they are', async () => {
  let body = ''
  answer = (request, response) => {
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => response.end())
  }
  await fetch(`http://id.example:${port}/`, { method: 'POST', headers: {}, body: new URLSearchParams({ code: 'a&b' }) })
  expect(body).toBe('code=a%26b')
})

it('connects to nothing that is not allowed', async () => {
  asked = []
  await expect(closed(`http://id.example:${port}/`, get)).rejects.toMatchObject({ details: { reason: 'private_address' } })
  await expect(closed(`http://127.0.0.1:${port}/`, get)).rejects.toMatchObject({ details: { reason: 'private_address' } })
  expect(asked).toEqual([])
})

it('does without TLS on this machine only', async () => {
  await expect(fetch('http://far.example/', get)).rejects.toMatchObject({ details: { reason: 'insecure_address' } })
})

it('follows nobody', async () => {
  asked = []
  answer = (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end()
  const { status, headers } = await fetch(`http://id.example:${port}/`, get)
  expect([status, headers.get('location'), asked.length]).toEqual([302, '/elsewhere', 1])
})

it('reads a megabyte and no more', async () => {
  answer = (_request, response) => void response.end(Buffer.alloc(1024 * 1024, 'x'))
  expect((await (await fetch(`http://id.example:${port}/`, get)).arrayBuffer()).byteLength).toBe(1024 * 1024)
  answer = (_request, response) => void response.end(Buffer.alloc(1024 * 1024 + 1, 'x'))
  await expect(fetch(`http://id.example:${port}/`, get)).rejects.toThrow('larger than a megabyte')
})

it('ends when the caller does', async () => {
  answer = () => undefined
  const abort = new AbortController()
  const asking = fetch(`http://id.example:${port}/`, { ...get, signal: abort.signal })
  abort.abort()
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
})
