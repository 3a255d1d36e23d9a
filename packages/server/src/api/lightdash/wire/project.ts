import { z } from 'zod'
import { pinnedListOf } from '../../../domain/content/pins.ts'
import type { Project } from '../../../domain/projects/types.ts'

/**
 * The format knows six warehouses. The embedded engine speaks PostgreSQL's SQL nearly word for word, so that is what
 * clients are told; they use it to choose quotes and date functions.
 */
export const warehouseTypeOnTheWire = 'postgres'

export const projectSummaryWire = z.object({
  projectUuid: z.string(),
  name: z.string(),
  type: z.enum(['DEFAULT', 'PREVIEW']),
  createdByUserUuid: z.string().nullable(),
  upstreamProjectUuid: z.string().nullable(),
  /** Ours, of a preview: when it is deleted by itself. */
  deleteAfter: z.string().nullable(),
  warehouseType: z.string(),
  requireUserCredentials: z.boolean(),
})

export const projectWire = z.looseObject({
  organizationUuid: z.string(),
  projectUuid: z.string(),
  name: z.string(),
  type: z.enum(['DEFAULT', 'PREVIEW']),
  dbtConnection: z.looseObject({ type: z.string() }),
  warehouseConnection: z.looseObject({ type: z.string() }).optional(),
  upstreamProjectUuid: z.string().optional(),
  dbtVersion: z.string(),
  pinnedListUuid: z.string(),
  schedulerTimezone: z.string(),
  createdByUserUuid: z.string().nullable(),
})

export const toProjectSummary = (project: Project): z.infer<typeof projectSummaryWire> => ({
  projectUuid: project.id,
  name: project.name,
  type: project.type,
  createdByUserUuid: project.createdBy,
  upstreamProjectUuid: project.upstreamProjectId,
  deleteAfter: project.deleteAfter?.toISOString() ?? null,
  warehouseType: warehouseTypeOnTheWire,
  requireUserCredentials: project.warehouse.type === 'postgres' && project.warehouse.requireUserCredentials === true,
})

function placeOf({ warehouse }: Project): { host: string; port: number; dbname: string; schema: string; sslmode?: string } {
  if (warehouse.type !== 'postgres') return { host: 'embedded', port: 0, dbname: 'main', schema: 'main' }
  const { host, port, dbname, schema, sslmode } = warehouse
  return { host, port, dbname, schema, sslmode }
}

/** A project without anything secret: the embedded engine has no credentials, its file's place stays inside. */
export const toProject = (project: Project): z.infer<typeof projectWire> => ({
  organizationUuid: project.organizationId,
  projectUuid: project.id,
  pinnedListUuid: pinnedListOf(project.id),
  name: project.name,
  type: project.type,
  dbtConnection: { type: 'none', hideRefreshButton: project.modelSource.type === 'none' },
  warehouseConnection: {
    type: warehouseTypeOnTheWire,
    ...placeOf(project),
    startOfWeek: project.startOfWeek,
    fiscalYearStart: project.fiscalYearStart,
    requireUserCredentials: project.warehouse.type === 'postgres' && project.warehouse.requireUserCredentials === true,
  },
  ...(project.upstreamProjectId === null ? {} : { upstreamProjectUuid: project.upstreamProjectId }),
  // Clients expect the key of the token; its text stays here.
  ...(project.semanticLayer === null ? {} : { semanticLayerConnection: { ...project.semanticLayer, token: '' } }),
  dbtVersion: 'v1.8',
  schedulerTimezone: project.timezone,
  createdByUserUuid: project.createdBy,
})
