import { createMcpHandler } from '@modelcontextprotocol/server'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Answer, route, type AnyRoute } from '../../platform/http/route.ts'
import type { House, RequestCtx } from '../house.ts'
import type { ChartPreviews } from './chart-previews.ts'
import { mcpServer } from './mcp-server.ts'

const path = '/api/mcp'
const tags = ['Agents']

/** One message each way. There are no sessions and no streams: each request is answered once, by a server of its own. */
export const mcpRoutes = (previews: ChartPreviews, log: House['log']): AnyRoute<RequestCtx>[] => [
  route({
    operationId: 'PostMcp',
    method: 'post',
    path,
    summary: 'Model Context Protocol (streamable HTTP): one JSON-RPC message',
    tags,
    auth: 'user',
    body: z.unknown(),
    responses: {
      200: { description: 'The answer to a request' },
      202: { description: 'A notification was taken' },
    },
    async handle(ctx: RequestCtx, { body, request }) {
      const handler = createMcpHandler(() => mcpServer({ ...ctx, previews }, log), {
        responseMode: 'json',
        // Nothing changes unasked, so there is nothing to subscribe to.
        maxSubscriptions: 0,
        keepAliveMs: 0,
        onerror: (err) => log.debug({ err, requestId: ctx.requestId }, 'MCP request refused'),
      })
      try {
        const response = await handler.fetch(webRequest(ctx, request), { parsedBody: body })
        return await answerOf(response)
      } finally {
        await handler.close()
      }
    },
  }),
  // The protocol has streams and sessions there; a server without them says so.
  ...(['get', 'delete'] as const).map((method) =>
    route({
      operationId: method === 'get' ? 'GetMcp' : 'DeleteMcp',
      method,
      path,
      summary: 'There are no streams and no sessions: always 405',
      tags,
      auth: 'public',
      responses: { 405: { description: 'Send messages with POST' } },
      handle: async () =>
        new Answer({
          status: 405,
          headers: { allow: 'POST' },
          results: { jsonrpc: '2.0', error: { code: -32_000, message: 'Method not allowed: send messages with POST.' }, id: null },
        }),
    }),
  ),
]

/** The request in the words of the web platform, without its body, which is read already. The answer is JSON for whoever accepts anything at all. */
function webRequest({ settings, signal }: RequestCtx, { headers }: FastifyRequest): Request {
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  const accept = 'application/json, text/event-stream'
  return new Request(new URL(path, settings.siteUrl), { method: 'POST', headers: { ...Object.fromEntries(kept), accept }, signal })
}

/** In the revision of before the library answers as a stream, also what is only one message: that goes as JSON. */
async function answerOf(response: Response): Promise<Answer> {
  const contentType = response.headers.get('content-type') ?? ''
  const text = await response.text()
  const [event, ...others] = contentType.startsWith('text/event-stream') ? [...text.matchAll(/^data: (.+)$/gm)].map((match) => match[1]) : []
  const isOne = event !== undefined && others.length === 0
  if (text === '') return new Answer({ status: response.status, bytes: '', contentType: 'text/plain; charset=utf-8' })
  return new Answer({ status: response.status, bytes: isOne ? event : text, ...(isOne ? {} : { contentType }) })
}
