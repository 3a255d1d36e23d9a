import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { describeItem } from '../../../domain/catalog/describe-item.ts'
import { getLineage, type Lineage } from '../../../domain/catalog/lineage.ts'
import { listCatalog } from '../../../domain/catalog/list-catalog.ts'
import { descriptionOf, labelOf } from '../../../domain/catalog/search-catalog.ts'
import { AppError } from '../../../platform/errors.ts'
import { nearestNames } from '@atrium/semantic'
import { reads, tool, type AnyTool } from '../tool.ts'
import { inProject, pageUrl, projectOf } from '../wire/project.ts'

const node = z.object({ kind: z.string(), name: z.string(), place: z.string() })
const used = z.object({ name: z.string(), url: z.string() })

/** Nodes, charts, dashboards and changes of each list at most. */
const listed = 50

export const definitionTools: readonly AnyTool[] = [
  tool({
    name: 'get_definition',
    title: 'Get a definition',
    description:
      'What a metric, dimension or explore is: definition, description, what it is made of and what is made of it, where it is used, and how a metric changed.',
    input: z.strictObject({ ...inProject, id: z.string().min(1).max(500).describe('Id of a metric or dimension (orders_revenue), or the name of an explore') }),
    output: z.object({
      id: z.string(),
      kind: z.enum(['table', 'dimension', 'metric']),
      label: z.string(),
      explore: z.string(),
      type: z.string().optional(),
      sql: z.string().optional(),
      description: z.string().optional(),
      categories: z.array(z.string()),
      madeOf: z.array(node),
      usedBy: z.array(node),
      charts: z.array(used),
      dashboards: z.array(used),
      changes: z.array(z.object({ at: z.string(), before: z.unknown(), after: z.unknown() })).describe('Of a metric: what it was, latest first'),
      truncated: z.boolean().describe('There are more than are listed'),
    }),
    annotations: reads,
    async run(ctx, { project: named, id }) {
      const project = await projectOf(ctx, named)
      const catalog = await perform(listCatalog, ctx, { projectId: project.id, kinds: ['table', 'dimension', 'metric'] })
      const nameOf = (item: (typeof catalog)[number]): string => (item.kind === 'table' ? item.tableName : item.fieldId)
      const item = catalog.find((one) => nameOf(one) === id || (one.kind !== 'table' && one.intervalIds.includes(id)))
      if (item === undefined) {
        const suggestions = nearestNames(id, catalog.map(nameOf))
        throw new AppError('not_found', `There is no metric, dimension or explore "${id}".`, { reason: 'item_missing', suggestions })
      }
      const { entry, charts, dashboards, history } = await perform(describeItem, ctx, { projectId: project.id, itemId: item.id })
      const lineage = entry.kind === 'table' ? null : await perform(getLineage, ctx, { projectId: project.id, focus: `field:${entry.fieldId}` })
      const [madeOf, usedBy] = [neighboursOf(lineage, 'up'), neighboursOf(lineage, 'down')]
      const description = descriptionOf(entry)
      return {
        id: nameOf(entry),
        kind: entry.kind,
        label: labelOf(entry),
        explore: entry.explore.name,
        ...(entry.kind === 'table' ? {} : { type: entry.field.type, sql: entry.field.sql.slice(0, 5000) }),
        ...(description === undefined ? {} : { description: description.slice(0, 5000) }),
        categories: entry.categories.map(({ name }) => name),
        madeOf: madeOf.slice(0, listed),
        usedBy: usedBy.slice(0, listed),
        charts: charts.slice(0, listed).map((chart) => ({ name: chart.name, url: pageUrl(ctx, project, `charts/${chart.id}`) })),
        dashboards: dashboards.slice(0, listed).map((one) => ({ name: one.name, url: pageUrl(ctx, project, `dashboards/${one.id}`) })),
        changes: history.slice(0, 10).map(({ at, before, after }) => ({ at: at.toISOString(), before, after })),
        truncated: [madeOf, usedBy, charts, dashboards].some(({ length }) => length > listed) || history.length > 10,
      }
    },
  }),
]

/** What stands directly before or after the field that the lineage is about. */
function neighboursOf(lineage: Lineage | null, direction: 'up' | 'down'): z.infer<typeof node>[] {
  if (lineage === null) return []
  const { focus, edges, nodes } = lineage
  const ids = new Set(
    direction === 'up' ? edges.filter(({ to }) => to === focus).map(({ from }) => from) : edges.filter(({ from }) => from === focus).map(({ to }) => to),
  )
  return nodes
    .filter(({ id }) => ids.has(id))
    .map(({ id, kind, label, place }) => ({ kind, name: kind === 'dimension' || kind === 'metric' ? id.slice('field:'.length) : label, place }))
}
