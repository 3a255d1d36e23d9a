import { fieldIdOf, present, type Explore, type MetricQuery } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { findExplore, metricIn } from '../../../domain/catalog/find-explore.ts'
import { runMetricQuery } from '../../../domain/explore/run-metric-query.ts'
import type { Project } from '../../../domain/projects/types.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import type { RequestCtx } from '../../house.ts'
import { reads, tool, type AnyTool } from '../tool.ts'
import { answerText, answerWire, toAnswer } from '../wire/answer.ts'
import { exploreUrl } from '../wire/explore-url.ts'
import { inProject, projectOf } from '../wire/project.ts'
import { fieldsOfQuestion, questionWire, toMetricQuery, type QuestionWire } from '../wire/question.ts'

const questionInput = z
  .strictObject({ ...inProject, ...questionWire })
  .refine(({ metrics, dimensions, time }) => metrics.length + dimensions.length > 0 || time !== undefined, 'Name at least one metric or dimension')

const queryAnswer = answerWire.extend({ explore: z.string(), url: z.string().describe('Opens the same question in Atrium') })
const explained = queryAnswer.extend({
  sql: z.string(),
  metrics: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      table: z.string(),
      aggregation: z.string(),
      sql: z.string().describe('As the model defines it'),
      description: z.string().optional(),
      filters: z.array(z.string()).describe('Conditions of the metric itself'),
    }),
  ),
})

type Asked = QuestionWire & { project?: string | undefined }
type Answered = { project: Project; explore: Explore; query: MetricQuery; result: QueryResult }

/** The explore of a question, and its answer under the caller's own rules. */
async function ask(ctx: RequestCtx, asked: Asked): Promise<Answered> {
  const project = await projectOf(ctx, asked.project)
  const fieldIds = fieldsOfQuestion(asked)
  const explore = await perform(findExplore, ctx, { projectId: project.id, fieldIds, ...present({ exploreName: asked.explore }) })
  const query = toMetricQuery(asked, explore)
  return { project, explore, query, result: await perform(runMetricQuery, ctx, { projectId: project.id, exploreName: explore.name, query }) }
}

const toQueryAnswer = (ctx: RequestCtx, { project, explore, query, result }: Answered) => ({
  ...toAnswer(result, project.timezone),
  explore: explore.name,
  url: exploreUrl(ctx, project, query),
})

export const queryTools: readonly AnyTool[] = [
  tool({
    name: 'query_metrics',
    title: 'Query metrics',
    description:
      'Asks governed metrics: grouped by dimensions or by time, filtered, sorted, limited. The model makes the SQL; joins never count a row twice unnoticed.',
    input: questionInput,
    output: queryAnswer,
    annotations: reads,
    run: async (ctx, asked) => toQueryAnswer(ctx, await ask(ctx, asked)),
    text: (answer) => `${answerText(answer)}\n${answer.url}`,
  }),
  tool({
    name: 'explain_number',
    title: 'Explain a number',
    description: 'How the numbers of a question came to be: the same question as query_metrics, answered with definitions, SQL, proof, policies and freshness.',
    input: questionInput,
    output: explained,
    annotations: reads,
    async run(ctx, asked) {
      const answered = await ask(ctx, asked)
      return {
        ...toQueryAnswer(ctx, answered),
        sql: answered.result.receipt.sql.slice(0, 20_000),
        metrics: answered.query.metrics.flatMap((id) => definitionOf(answered.explore, id)),
      }
    },
    text: ({ sql, metrics, ...answer }) =>
      [
        answerText({ ...answer, rows: answer.rows.slice(0, 5) }),
        '',
        ...metrics.map(
          (one) => `${one.id} (${one.label}): ${one.aggregation} of ${one.sql}${one.filters.length === 0 ? '' : ` where ${one.filters.join(' and ')}`}`,
        ),
        ...answer.receipt.proof.lines,
        '',
        sql,
      ].join('\n'),
  }),
]

function definitionOf(explore: Explore, id: string) {
  const metric = metricIn(explore, id)
  if (metric === undefined) return []
  const { table, name, label, tableLabel, type, sql, description, filters = [] } = metric
  return [
    {
      id: fieldIdOf(table, name),
      label,
      table: tableLabel,
      aggregation: type,
      sql,
      ...(description === undefined ? {} : { description }),
      filters: filters.map(({ target, operator, values = [] }) => [target.fieldRef, operator, ...values.map(String)].join(' ')),
    },
  ]
}
