import type { Server } from './server.ts'

type Message = { id?: string | number | null; method?: string; params?: Readonly<Record<string, unknown>> }
type Answer = { error?: { message?: string }; result?: { protocolVersion?: string } }

/** Where a message of the protocol names what it is about: servers want that in a header, too. */
const named: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' }
const versionKey = 'io.modelcontextprotocol/protocolVersion'

const internalError = -32_603
const parseError = -32_700

/** Carries messages of the Model Context Protocol between a program on this machine and a server. */
export type McpRelay = {
  /** Sends one line of JSON; its answers go to `write`, a line each. Never throws. */
  send(line: string): Promise<void>
}

/** `write` takes messages for the program, `note` what only people read. */
export function createMcpRelay(server: Server, { write, note }: { write(line: string): void; note(line: string): void }): McpRelay {
  const running = new Map<string | number, AbortController>()
  // What `initialize` agreed on: clients of that time say it in no other message.
  let agreed: string | undefined

  const fail = (id: Message['id'], code: number, message: string): void => {
    if (id === undefined) note(`Atrium: ${message}`)
    else write(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }))
  }

  async function forward(line: string, message: Message): Promise<void> {
    const abort = new AbortController()
    const { id } = message
    if (id !== undefined && id !== null) running.set(id, abort)
    try {
      const response = await server.fetch('/api/mcp', { method: 'POST', body: line, headers: headersOf(message, agreed), signal: abort.signal })
      const answer = messageIn(await response.text())
      // A notification was taken.
      if (response.ok && answer === null) return
      // Of a request that was not taken the server does not know the id: it is added here, for the program waits for it.
      if (!response.ok && (answer?.id ?? null) === null) return fail(id, internalError, answer?.error?.message ?? `${server.url} answered ${response.status}.`)
      if (message.method === 'initialize') agreed = answer?.result?.protocolVersion ?? agreed
      write(JSON.stringify(answer))
    } catch (error) {
      // A cancelled request is answered by nobody.
      if (!abort.signal.aborted) fail(id, internalError, error instanceof Error ? error.message : String(error))
    } finally {
      if (id !== undefined && id !== null && running.get(id) === abort) running.delete(id)
    }
  }

  return {
    async send(line) {
      if (line.trim() === '') return
      const message = messageIn(line)
      if (message === null) return fail(null, parseError, 'This is no JSON object.')
      // The server knows a request by its connection: ending that is how it is cancelled.
      if (message.method === 'notifications/cancelled') return running.get(message.params?.['requestId'] as string | number)?.abort()
      await forward(line, message)
    },
  }
}

/** A message; null for what is none. */
function messageIn(line: string): (Message & Answer) | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function headersOf({ method, params }: Message, agreed: string | undefined): Record<string, string> {
  const own = (params?.['_meta'] as Readonly<Record<string, unknown>> | undefined)?.[versionKey]
  const version = typeof own === 'string' ? own : agreed
  const name = method === undefined ? undefined : params?.[named[method] ?? '']
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(version === undefined ? {} : { 'mcp-protocol-version': version }),
    ...(method === undefined ? {} : { 'mcp-method': method }),
    ...(typeof name === 'string' ? { 'mcp-name': asHeader(name) } : {}),
  }
}

/** A header holds ASCII alone; all else goes in the protocol's own wrapping. */
const asHeader = (text: string): string =>
  /^[!-~](?:[ -~]*[!-~])?$/.test(text) && !text.startsWith('=?base64?') ? text : `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`
