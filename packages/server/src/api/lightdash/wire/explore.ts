import type { Explore } from '@atrium/semantic'
import { z } from 'zod'
import type { ExploreSummary } from '../../../domain/explore/types.ts'
import { warehouseTypeOnTheWire } from './project.ts'

export const exploreSummaryWire = z.object({
  name: z.string(),
  label: z.string(),
  tags: z.array(z.string()),
  groupLabel: z.string().optional(),
  type: z.string().optional(),
  schemaName: z.string().optional(),
  databaseName: z.string().optional(),
  description: z.string().optional(),
  errors: z.array(z.object({ type: z.string(), message: z.string() })).optional(),
})

export const exploreWire = z.looseObject({
  name: z.string(),
  label: z.string(),
  tags: z.array(z.string()),
  baseTable: z.string(),
  joinedTables: z.array(z.looseObject({ table: z.string(), sqlOn: z.string(), compiledSqlOn: z.string() })),
  tables: z.record(z.string(), z.looseObject({ name: z.string(), label: z.string(), dimensions: z.record(z.string(), z.looseObject({})), metrics: z.record(z.string(), z.looseObject({})) })),
  targetDatabase: z.string(),
})

export const toExploreSummary = (explore: ExploreSummary): z.infer<typeof exploreSummaryWire> => explore

export const toExplore = (explore: Explore): Explore => ({ ...explore, targetDatabase: warehouseTypeOnTheWire })
