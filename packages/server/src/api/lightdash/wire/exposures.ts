import { slugOf } from '@atrium/semantic'
import { z } from 'zod'
import type { CustomMetric } from '../../../domain/catalog/custom-metrics.ts'
import type { Exposure } from '../../../domain/catalog/dbt-exposures.ts'

const exposureWire = z.object({
  name: z.string(),
  type: z.enum(['analysis', 'dashboard']),
  label: z.string(),
  description: z.string().optional(),
  url: z.string(),
  owner: z.object({ name: z.string(), email: z.string() }),
  dependsOn: z.array(z.string()),
  tags: z.array(z.string()),
})
export const exposuresWire = z.record(z.string(), exposureWire)

const roomOf = { chart: 'charts', dashboard: 'dashboards' } as const

/** Charts and dashboards by a name that dbt takes: what is made of one that several have the same name for is told apart by its id. */
export function toExposures(found: readonly Exposure[], siteUrl: string): z.infer<typeof exposuresWire> {
  return Object.fromEntries(
    found.map(({ resource, kind, models }) => {
      const name = `atrium_${kind}_${slugOf(resource.slug).replaceAll('-', '_')}_${resource.id.replaceAll('-', '_')}`
      const { createdBy } = resource
      return [
        name,
        {
          name,
          type: kind === 'chart' ? ('analysis' as const) : ('dashboard' as const),
          label: resource.name,
          ...(resource.description === null ? {} : { description: resource.description }),
          url: `${siteUrl}/p/${resource.projectId}/${roomOf[kind]}/${resource.id}`,
          owner: { name: createdBy === null ? '' : `${createdBy.firstName} ${createdBy.lastName}`.trim(), email: '' },
          dependsOn: models.map((model) => `ref('${model}')`),
          tags: ['atrium', kind],
        },
      ]
    }),
  )
}

export const customMetricsWire = z.array(
  z.object({ name: z.string(), label: z.string(), modelName: z.string(), yml: z.string(), chartLabel: z.string(), chartUrl: z.string() }),
)

/** Metrics of charts, with the YAML by which a model would have them. */
export const toCustomMetrics = (found: readonly CustomMetric[], siteUrl: string): z.infer<typeof customMetricsWire> =>
  found.map(({ metric, chart }) => ({
    name: metric.name,
    label: metric.label ?? metric.name,
    modelName: metric.table,
    yml: ymlOf(metric),
    chartLabel: chart.name,
    chartUrl: `${siteUrl}/p/${chart.projectId}/charts/${chart.id}`,
  }))

/** JSON texts are YAML texts: nothing in a name or in SQL can be anything else. */
function ymlOf({ name, label, type, sql, description }: CustomMetric['metric']): string {
  const lines = [
    ['type', type],
    ['label', label],
    ['description', description],
    ['sql', sql],
  ].flatMap(([key, value]) => (typeof value === 'string' && value !== '' ? [`  ${key}: ${JSON.stringify(value)}`] : []))
  return [`${JSON.stringify(name)}:`, ...lines, ''].join('\n')
}
