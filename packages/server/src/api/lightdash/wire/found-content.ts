import { chartKindOf, type ChartDocument, type SqlChartDocument } from '@atrium/documents'
import { z } from 'zod'
import type { FoundContent, FoundPage } from '../../../domain/content/list-content.ts'
import { pinnedListOf } from '../../../domain/content/pins.ts'
import { sqlChartKindOf } from './sql-chart.ts'
import type { Person } from '../../../resources/resource.ts'

const named = z.object({ uuid: z.string(), name: z.string() })
const person = z.object({ uuid: z.string(), firstName: z.string(), lastName: z.string() })

export const foundContentWire = z.looseObject({
  contentType: z.enum(['chart', 'dashboard']),
  uuid: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  createdAt: z.string(),
  createdBy: person.nullable(),
  lastUpdatedAt: z.string(),
  lastUpdatedBy: person.nullable(),
  project: named,
  organization: named,
  space: named,
  pinnedList: z.object({ uuid: z.string() }).nullable(),
  views: z.number(),
  firstViewedAt: z.string().nullable(),
})

const toPerson = (someone: Person | null): z.infer<typeof person> | null =>
  someone === null ? null : { uuid: someone.id, firstName: someone.firstName, lastName: someone.lastName }

/** A chart or dashboard in a list of both. */
export const toFoundContent = (item: FoundContent, { organization }: FoundPage): z.infer<typeof foundContentWire> => ({
  contentType: item.kind === 'dashboard' ? 'dashboard' : 'chart',
  uuid: item.id,
  slug: item.slug,
  name: item.name,
  description: item.description,
  createdAt: item.createdAt.toISOString(),
  createdBy: toPerson(item.createdBy),
  lastUpdatedAt: item.updatedAt.toISOString(),
  lastUpdatedBy: toPerson(item.updatedBy),
  project: { uuid: item.project.id, name: item.project.name },
  organization: { uuid: organization.id, name: organization.name },
  space: { uuid: item.space.id, name: item.space.name },
  pinnedList: item.pin === null ? null : { uuid: pinnedListOf(item.projectId) },
  views: item.views,
  firstViewedAt: item.firstViewedAt?.toISOString() ?? null,
  ...(item.kind === 'dashboard'
    ? {}
    : {
        ...(item.kind === 'sql_chart'
          ? { source: 'sql', chartKind: sqlChartKindOf(item.spec as SqlChartDocument) }
          : { source: 'dbt_explore', chartKind: chartKindOf(item.spec as ChartDocument) }),
        dashboard: item.dashboard === null ? null : { uuid: item.dashboard.id, name: item.dashboard.name },
      }),
})
