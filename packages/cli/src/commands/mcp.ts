import { createInterface } from 'node:readline'
import { exitCode } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { createMcpRelay } from '../remote/mcp-relay.ts'
import { serverOf, serverOptions } from '../remote/server.ts'

export const mcp: Command = {
  words: ['mcp'],
  about: 'let an agent work with a server: Model Context Protocol over standard input and output',
  takes: [0, 0],
  options: serverOptions,
  examples: ['atrium mcp', 'atrium mcp --url https://atrium.example.com'],
  async run(call) {
    const { terminal } = call
    const server = await serverOf(call)
    const relay = createMcpRelay(server, { write: terminal.out, note: terminal.note })
    const waiting = new Set<Promise<void>>()
    // Answers come as they are ready: a slow question holds up no other.
    for await (const line of createInterface({ input: terminal.stdin })) {
      const sent = relay.send(line).finally(() => waiting.delete(sent))
      waiting.add(sent)
    }
    await Promise.all(waiting)
    return exitCode.ok
  },
}
