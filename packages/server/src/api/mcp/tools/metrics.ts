import { fieldIdOf, type CompiledDimension, type Explore } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listMetrics, type CatalogEntry } from '../../../domain/catalog/list-catalog.ts'
import { listProjects } from '../../../domain/projects/list-projects.ts'
import { reads, tool, type AnyTool } from '../tool.ts'
import { inProject, projectOf } from '../wire/project.ts'

/** Dimensions of one explore that are listed at most; more are found by search. */
const maxDimensions = 150

const dimensionWire = z.object({ id: z.string(), label: z.string(), type: z.string(), table: z.string(), grains: z.array(z.string()).optional() })

export const metricTools: readonly AnyTool[] = [
  tool({
    name: 'list_projects',
    title: 'List projects',
    description: 'Projects that you may see. Only needed where there are several: all other tools take the default one.',
    input: z.strictObject({}),
    output: z.object({ projects: z.array(z.object({ number: z.number(), id: z.string(), name: z.string(), timezone: z.string() })) }),
    annotations: reads,
    async run(ctx) {
      const projects = await perform(listProjects, ctx, {})
      return { projects: projects.map(({ number, id, name, timezone }) => ({ number, id, name, timezone })) }
    },
  }),
  tool({
    name: 'list_metrics',
    title: 'List metrics',
    description:
      'Governed metrics, each with its explore, and for each explore the dimensions that its metrics can be grouped and filtered by. Search by words of names and descriptions. Start here.',
    input: z.strictObject({
      ...inProject,
      search: z.string().max(500).optional(),
      limit: z.number().int().min(1).max(100).default(30),
      page: z.number().int().min(1).max(10_000).default(1),
    }),
    output: z.object({
      metrics: z.array(
        z.object({ id: z.string(), label: z.string(), type: z.string(), explore: z.string(), description: z.string().optional(), hint: z.string().optional() }),
      ),
      dimensions: z.record(z.string(), z.array(dimensionWire)).describe('By explore'),
      total: z.number().int(),
      notes: z.array(z.string()),
    }),
    annotations: reads,
    async run(ctx, { project: named, search, limit, page }) {
      const { id: projectId } = await projectOf(ctx, named)
      const { metrics, total } = await perform(listMetrics, ctx, { projectId, page, pageSize: limit, ...(search === undefined ? {} : { search }) })
      const explores = new Map(metrics.flatMap((entry) => (entry.kind === 'table' ? [] : [[entry.explore.name, entry.explore] as const])))
      const dimensions = [...explores].map(([name, explore]) => [name, dimensionsOf(explore)] as const)
      const cut = dimensions.filter(([, all]) => all.length > maxDimensions).map(([name]) => name)
      return {
        metrics: metrics.flatMap(toMetric),
        dimensions: Object.fromEntries(dimensions.map(([name, all]) => [name, all.slice(0, maxDimensions)])),
        total,
        notes: [
          ...(total > page * limit ? [`There are ${total} metrics: search, or ask for page ${page + 1}.`] : []),
          ...(cut.length === 0 ? [] : [`Only the first ${maxDimensions} dimensions of ${cut.join(', ')} are listed; search finds the others.`]),
        ],
      }
    },
  }),
]

function toMetric(entry: CatalogEntry) {
  if (entry.kind === 'table') return []
  const { label, type, description, aiHint } = entry.field
  return [
    {
      id: entry.fieldId,
      label,
      type,
      explore: entry.explore.name,
      ...(description === undefined ? {} : { description: description.slice(0, 500) }),
      ...(aiHint === undefined ? {} : { hint: [aiHint].flat().join(' ').slice(0, 500) }),
    },
  ]
}

/** What people choose from: no hidden field, and a date once, with its grains. */
function dimensionsOf({ tables }: Explore): z.infer<typeof dimensionWire>[] {
  const all = Object.values(tables).flatMap(({ dimensions }) => Object.values(dimensions))
  return all
    .filter(({ hidden, renamedTo, timeIntervalBaseDimensionName }) => !hidden && renamedTo === undefined && timeIntervalBaseDimensionName === undefined)
    .map((field) => ({ id: fieldIdOf(field.table, field.name), label: field.label, type: field.type, table: field.tableLabel, ...grainsOf(field, all) }))
}

function grainsOf({ table, name, type }: CompiledDimension, all: readonly CompiledDimension[]): { grains?: string[] } {
  if (type !== 'date' && type !== 'timestamp') return {}
  const listed = all.filter((one) => one.table === table && one.timeIntervalBaseDimensionName === name && !one.hidden)
  return { grains: listed.flatMap(({ timeInterval }) => (timeInterval === undefined ? [] : [timeInterval.toLowerCase()])) }
}
