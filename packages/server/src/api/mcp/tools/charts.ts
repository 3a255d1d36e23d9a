import { chartKindOf, defaultChartConfig, type ChartDocument } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { findExplore } from '../../../domain/catalog/find-explore.ts'
import { createChart, type CreateChart } from '../../../domain/content/create-chart.ts'
import { previewChart } from '../../../domain/content/preview-chart.ts'
import { runChart } from '../../../domain/content/run-chart.ts'
import { runMetricQuery } from '../../../domain/explore/run-metric-query.ts'
import { AppError } from '../../../platform/errors.ts'
import type { UserActor } from '../../../access/actor.ts'
import type { RequestCtx } from '../../house.ts'
import { reads, tool, type AnyTool } from '../tool.ts'
import { answerText, answerWire, toAnswer } from '../wire/answer.ts'
import { exploreUrl } from '../wire/explore-url.ts'
import { inProject, pageUrl, projectOf } from '../wire/project.ts'
import { fieldsOfQuestion, questionWire, toMetricQuery } from '../wire/question.ts'

/** Rows that a preview shows. */
const previewRows = 20

const preview = answerWire.extend({
  token: z.string().describe('For create_chart'),
  expiresAt: z.string(),
  wouldCreate: z.object({ name: z.string(), kind: z.string(), space: z.string(), explore: z.string() }),
  url: z.string().describe('The unsaved chart in Atrium'),
})

export const chartTools: readonly AnyTool[] = [
  tool({
    name: 'run_chart',
    title: 'Run a saved chart',
    description: 'The numbers of a chart that somebody saved, by its slug; search finds it.',
    input: z.strictObject({ ...inProject, chart: z.string().min(1).max(500).describe('Slug or id') }),
    output: answerWire.extend({ name: z.string(), url: z.string() }),
    annotations: reads,
    async run(ctx, { project: named, chart: idOrSlug }) {
      const project = await projectOf(ctx, named)
      const { chart, result } = await perform(runChart, ctx, { idOrSlug, projectId: project.id })
      return { ...toAnswer(result, project.timezone), name: chart.name, url: pageUrl(ctx, project, `charts/${chart.id}`) }
    },
    text: (answer) => `${answer.name}\n${answerText(answer)}\n${answer.url}`,
  }),
  tool({
    name: 'preview_chart',
    title: 'Preview a chart',
    description:
      'First of two steps to save a chart: shows what would be made, where, and its numbers. Saves nothing; show it to a person, then call create_chart with the token.',
    input: z.strictObject({
      ...inProject,
      ...questionWire,
      name: z.string().min(1).max(500),
      description: z.string().max(5000).optional(),
      space: z.string().max(500).optional().describe('Slug or id; the first one you may save to when left out'),
      showAs: z.enum(['suggested', 'table']).default('suggested'),
    }),
    output: preview,
    annotations: reads,
    async run(ctx, { name, description, space, showAs, ...asked }) {
      const project = await projectOf(ctx, asked.project)
      const explore = await perform(findExplore, ctx, { projectId: project.id, fieldIds: fieldsOfQuestion(asked), ...present({ exploreName: asked.explore }) })
      const query = toMetricQuery(asked, explore)
      const result = await perform(runMetricQuery, ctx, { projectId: project.id, exploreName: explore.name, query })
      const document: ChartDocument = {
        tableName: explore.name,
        metricQuery: query,
        chartConfig: showAs === 'table' ? { type: 'table', config: {} } : defaultChartConfig(query, result.fields),
        tableConfig: { columnOrder: [...query.dimensions, ...query.metrics] },
      }
      const wish: CreateChart = { projectId: project.id, name, document, ...present({ description, spaceId: space }) }
      const planned = await perform(previewChart, ctx, wish)
      // The very space that is shown here: another one may come first by then.
      const { token, expiresAt } = ctx.previews.keep(userOf(ctx), { ...wish, spaceId: planned.space.id })
      return {
        ...toAnswer(result, project.timezone, previewRows),
        token,
        expiresAt: expiresAt.toISOString(),
        wouldCreate: { name: planned.name, kind: chartKindOf(planned.document), space: planned.space.name, explore: explore.name },
        url: exploreUrl(ctx, project, query),
      }
    },
    text: ({ wouldCreate, token, expiresAt, url, ...answer }) =>
      [
        `Would create the chart "${wouldCreate.name}" (${wouldCreate.kind}) in the space "${wouldCreate.space}". Nothing is saved yet.`,
        answerText(answer),
        url,
        `After a person agreed: create_chart with token ${token}, until ${expiresAt}.`,
      ].join('\n'),
  }),
  tool({
    name: 'create_chart',
    title: 'Create a previewed chart',
    description: 'Second step: saves the chart of preview_chart. Call it only after a person agreed to the preview. A token works once, for ten minutes.',
    input: z.strictObject({ token: z.string().min(1).max(200) }),
    output: z.object({ id: z.string(), slug: z.string(), name: z.string(), space: z.string(), url: z.string() }),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    async run(ctx, { token }) {
      const wish = ctx.previews.take(userOf(ctx), token)
      const { id, slug, name, space } = await perform(createChart, ctx, wish)
      return { id, slug, name, space: space.name, url: pageUrl(ctx, { id: wish.projectId }, `charts/${id}`) }
    },
    text: ({ name, space, url }) => `Created "${name}" in "${space}": ${url}`,
  }),
]

/** The house has no tokens, and nobody else gets this far. */
function userOf({ actor }: RequestCtx): UserActor {
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
  return actor
}
