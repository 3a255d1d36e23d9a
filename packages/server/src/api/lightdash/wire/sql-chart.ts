import type { SqlChartDocument } from '@atrium/documents'
import { z } from 'zod'
import type { OpenSqlChart } from '../../../domain/content/types.ts'
import type { Person } from '../../../resources/resource.ts'
import { pastWire, toPast } from '../../as-of.ts'
import { toUnpublished, unpublishedWire } from './unpublished.ts'

const personWire = z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() })

export const sqlChartWire = z.object({
  savedSqlUuid: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  slug: z.string(),
  sql: z.string(),
  limit: z.number(),
  config: z.looseObject({ type: z.string() }),
  chartKind: z.string(),
  dashboard: z.null(),
  space: z.looseObject({ uuid: z.string(), name: z.string(), isPrivate: z.boolean() }),
  project: z.object({ projectUuid: z.string() }),
  organization: z.object({ organizationUuid: z.string() }),
  createdAt: z.string(),
  createdBy: personWire.nullable(),
  lastUpdatedAt: z.string(),
  lastUpdatedBy: personWire.nullable(),
  views: z.number(),
  firstViewedAt: z.string().nullable(),
  lastViewedAt: z.string().nullable(),
  /** Ours: number of the version, and what the caller may do with it. */
  versionNumber: z.number(),
  /** Ours: what is changed and not published, for those who may change it. */
  unpublished: unpublishedWire.optional(),
  abilities: z.array(z.string()),
  /** Ours: which state this is, where it is one of the past. */
  asOf: pastWire.optional(),
})

const toPerson = (person: Person | null): z.infer<typeof personWire> | null =>
  person === null ? null : { userUuid: person.id, firstName: person.firstName, lastName: person.lastName }

/** A SQL chart whole. When it was last looked at is not kept. */
export const toSqlChart = (chart: OpenSqlChart): z.infer<typeof sqlChartWire> => ({
  savedSqlUuid: chart.id,
  name: chart.name,
  description: chart.description,
  slug: chart.slug,
  sql: chart.spec.sql,
  limit: chart.spec.limit,
  config: chart.spec.config,
  chartKind: sqlChartKindOf(chart.spec),
  dashboard: null,
  space: {
    uuid: chart.space.id,
    name: chart.space.name,
    isPrivate: chart.space.isPrivate,
    ...(chart.ownAccess === null ? {} : { userAccess: { userUuid: chart.ownAccess.userId, role: chart.ownAccess.role } }),
  },
  project: { projectUuid: chart.projectId },
  organization: { organizationUuid: chart.organizationId },
  createdAt: chart.createdAt.toISOString(),
  createdBy: toPerson(chart.createdBy),
  lastUpdatedAt: chart.updatedAt.toISOString(),
  lastUpdatedBy: toPerson(chart.updatedBy),
  views: chart.views,
  firstViewedAt: chart.firstViewedAt?.toISOString() ?? null,
  lastViewedAt: null,
  versionNumber: chart.revision,
  ...(chart.draft === undefined ? {} : { unpublished: toUnpublished(chart.draft) }),
  abilities: [...chart.abilities],
  ...toPast(chart),
})

/** What it is called in lists: the same words as of other charts. */
export const sqlChartKindOf = (spec: SqlChartDocument): string => spec.config.type
