import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { descriptionOf, labelOf } from '../../../domain/catalog/search-catalog.ts'
import { searchProject, type SearchHit } from '../../../domain/catalog/search-project.ts'
import type { Project } from '../../../domain/projects/types.ts'
import type { RequestCtx } from '../../house.ts'
import { reads, tool, type AnyTool } from '../tool.ts'
import { inProject, pageUrl, projectOf } from '../wire/project.ts'

const kinds = ['chart', 'sql_chart', 'dashboard', 'notebook', 'space', 'table', 'dimension', 'metric'] as const

const hitWire = z.object({
  kind: z.enum(kinds),
  id: z.string().describe('Of a field or explore its id for queries, of content its slug'),
  name: z.string(),
  description: z.string().optional(),
  space: z.string().optional(),
  updatedAt: z.string().optional(),
  url: z.string(),
})

const rooms = { chart: 'charts', sql_chart: 'sql-charts', dashboard: 'dashboards', notebook: 'apps', space: 'spaces' } as const

export const searchTools: readonly AnyTool[] = [
  tool({
    name: 'search',
    title: 'Search content',
    description:
      'Finds charts, dashboards, apps of notebooks, spaces, explores, dimensions and metrics by words; "by:", "space:" and "updated:7d" narrow content. Looks whether an answer exists before a question is asked anew.',
    input: z.strictObject({
      ...inProject,
      text: z.string().min(1).max(500),
      kinds: z.array(z.enum(kinds)).min(1).optional(),
      limit: z.number().int().min(1).max(20).default(5).describe('Of each kind'),
    }),
    output: z.object({ hits: z.array(hitWire), counts: z.record(z.string(), z.number()).describe('How many of each kind there are in all') }),
    annotations: reads,
    async run(ctx, { project: named, text, kinds: wanted, limit }) {
      const project = await projectOf(ctx, named)
      const { hits, counts } = await perform(searchProject, ctx, { projectId: project.id, typed: text, kinds: wanted ?? kinds, limit })
      return { hits: hits.flatMap((hit) => toHit(ctx, project, hit)), counts }
    },
  }),
]

function toHit(ctx: RequestCtx, project: Project, hit: SearchHit): z.infer<typeof hitWire>[] {
  const described = (description: string | null | undefined): { description?: string } => (description ? { description: description.slice(0, 300) } : {})
  switch (hit.kind) {
    case 'chart':
    case 'sql_chart':
    case 'dashboard':
    case 'notebook':
    case 'space': {
      const { id, slug, name, description, space, updatedAt } = hit.resource
      const url = pageUrl(ctx, project, `${rooms[hit.kind]}/${id}`)
      return [{ kind: hit.kind, id: slug, name, ...described(description), space: space.name, updatedAt: updatedAt.toISOString(), url }]
    }
    case 'table':
    case 'dimension':
    case 'metric': {
      const { item } = hit
      const url = pageUrl(ctx, project, `explore/${encodeURIComponent(item.tableName)}`)
      return [{ kind: hit.kind, id: item.kind === 'table' ? item.tableName : item.fieldId, name: labelOf(item), ...described(descriptionOf(item)), url }]
    }
    case 'person':
      return []
  }
}
