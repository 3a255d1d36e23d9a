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
  tables: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      label: z.string(),
      dimensions: z.record(z.string(), z.looseObject({})),
      metrics: z.record(z.string(), z.looseObject({})),
    }),
  ),
  targetDatabase: z.string(),
})

export const toExploreSummary = (explore: ExploreSummary): z.infer<typeof exploreSummaryWire> => explore

/** Words that this wire spells in capitals. */
const orders = { label: 'LABEL', index: 'INDEX' } as const

export const toExplore = (explore: Explore): object => ({
  ...explore,
  targetDatabase: warehouseTypeOnTheWire,
  tables: Object.fromEntries(
    // `source` means the text of the file there; where a table is defined is told with problems only.
    Object.entries(explore.tables).map(([name, { source: _source, orderFieldsBy, ...table }]) => [
      name,
      orderFieldsBy === undefined ? table : { ...table, orderFieldsBy: orders[orderFieldsBy] },
    ]),
  ),
})
