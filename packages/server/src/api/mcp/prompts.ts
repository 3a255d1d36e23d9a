import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'

const asUser = (text: string) => ({ messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] })

/** What people start with often, worded so that the tools are used well. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    'answer_question',
    {
      title: 'Answer a question with metrics',
      description: 'An answer from governed metrics, with its receipt',
      argsSchema: z.object({ question: z.string().max(2000) }),
    },
    ({ question }) =>
      asUser(`Answer this with the governed metrics of Atrium: ${question}

1. search for a chart or metric that answers it already; else list_metrics.
2. Ask query_metrics for exactly what is needed. Say which metric you took where several come near.
3. Give the number with its unit and period, how fresh the data is, and every note of the receipt (truncated, policies, periods that are not over). Link the question.
If no metric fits, say so and name the nearest ones instead of computing something of your own.`),
  )
  server.registerPrompt(
    'explain_change',
    {
      title: 'Explain a change',
      description: 'Why a metric went up or down',
      argsSchema: z.object({ metric: z.string().max(500), period: z.string().max(500) }),
    },
    ({ metric, period }) =>
      asUser(`Find out why the metric ${metric} changed: ${period}.

1. get_definition of the metric: did its definition change in that time?
2. query_metrics over time, then for both periods by each dimension that may matter. Leave out periods that are not over.
3. Name the few groups that account for most of the difference, with numbers of both periods, and what stays unexplained. Call explain_number for the figure that the answer rests on.`),
  )
  server.registerPrompt(
    'build_chart',
    { title: 'Build a chart', description: 'A saved chart, shown before it is made', argsSchema: z.object({ wish: z.string().max(2000) }) },
    ({ wish }) =>
      asUser(`Make this chart in Atrium: ${wish}

Search whether it exists already. If not, preview_chart, show me what would be made and where, and call create_chart only after I agreed.`),
  )
}
