import { McpServer, type CallToolResult } from '@modelcontextprotocol/server'
import { toAppError } from '../render-error.ts'
import type { House } from '../house.ts'
import { toolRefusal } from './errors.ts'
import { addPrompts } from './prompts.ts'
import { addResources } from './resources.ts'
import type { AnyTool, McpCtx } from './tool.ts'
import { tools } from './tools/all-tools.ts'

const instructions = `Numbers of this server come from governed metrics: call list_metrics (or search) to find them, then query_metrics with metric and dimension ids.
Never compute a metric yourself from others unless asked. Every answer has a receipt: tell people when it is truncated, cached or narrowed by policies.
preview_chart shows what would be saved; create_chart saves it, and only after a person agreed.`

/** Longest text of an answer, in characters: more would crowd out everything else that an agent knows. */
const maxText = 60_000

/** The server of one request: what the caller may do stands in its context. */
export function mcpServer(ctx: McpCtx, log: House['log']): McpServer {
  const server = new McpServer(
    { name: 'atrium', title: 'Atrium', version: ctx.settings.version, websiteUrl: ctx.settings.siteUrl },
    // Nothing is told unasked: no request outlives its answer.
    { instructions, capabilities: { tools: { listChanged: false }, resources: { listChanged: false }, prompts: { listChanged: false } } },
  )
  for (const one of tools) {
    const { name, title, description, input, output, annotations } = one
    server.registerTool(name, { title, description, inputSchema: input, outputSchema: output, annotations }, (given: unknown) => call(ctx, log, one, given))
  }
  addResources(server, ctx)
  addPrompts(server)
  return server
}

/** What went wrong is the answer, too: the agent can mend its call. What is ours to mend goes to the log alone. */
async function call(ctx: McpCtx, log: House['log'], { name, run, text }: AnyTool, given: unknown): Promise<CallToolResult> {
  try {
    const output = (await run(ctx, given)) as Record<string, unknown>
    const said = text?.(output) ?? JSON.stringify(output)
    if (said.length > maxText)
      return refused(`The answer has ${said.length} characters, which is too long. Ask for less: a lower limit, fewer fields, or a search.`)
    return { content: [{ type: 'text', text: said }], structuredContent: output }
  } catch (error) {
    const known = toAppError(error)
    if (known !== null) return refused(toolRefusal(known))
    log.error({ err: error, requestId: ctx.requestId, tool: name }, 'tool failed')
    return refused(`Something went wrong inside Atrium. The request was ${ctx.requestId}: an administrator finds it in the log.`)
  }
}

const refused = (text: string): CallToolResult => ({ isError: true, content: [{ type: 'text', text }] })
