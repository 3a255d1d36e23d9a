import { chartKindOf, type ChartDocument } from '@atrium/documents'
import { isExploreError } from '@atrium/semantic'
import { z } from 'zod'
import type { Tag } from '../../../domain/catalog/annotations-store.ts'
import type { CatalogField, CatalogTable } from '../../../domain/catalog/catalog-items.ts'
import type { CatalogEntry } from '../../../domain/catalog/list-catalog.ts'
import { descriptionOf, labelOf } from '../../../domain/catalog/search-catalog.ts'
import type { Person, Resource } from '../../../resources/resource.ts'

export const iconWire = z.union([z.object({ unicode: z.string().min(1).max(50) }), z.object({ url: z.url().max(2000) })]).nullable()

const categoryWire = z.object({ tagUuid: z.string(), name: z.string(), color: z.string() })
const itemWire = z.looseObject({
  name: z.string(),
  label: z.string(),
  catalogSearchUuid: z.string(),
  categories: z.array(categoryWire),
  icon: iconWire,
  chartUsage: z.number().optional(),
})
export const catalogFieldWire = itemWire.extend({
  type: z.literal('field'),
  fieldType: z.enum(['dimension', 'metric']),
  basicType: z.string().optional(),
  tableName: z.string(),
  tableLabel: z.string(),
})
const catalogTableWire = itemWire.extend({ type: z.literal('table') })
export const catalogItemWire = z.union([catalogFieldWire, catalogTableWire])

export const tagWire = z.object({
  tagUuid: z.string(),
  projectUuid: z.string(),
  name: z.string(),
  color: z.string(),
  createdAt: z.string(),
  createdBy: z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() }).nullable(),
  /** Not in the contract; clients of later releases need it: the name in the model files, of categories that come from there. */
  yamlReference: z.null(),
})

const toPerson = (person: Person): NonNullable<z.infer<typeof tagWire>['createdBy']> => ({
  userUuid: person.id,
  firstName: person.firstName,
  lastName: person.lastName,
})

export const toTag = ({ id, projectId, name, color, createdAt, createdBy }: Tag): z.infer<typeof tagWire> => ({
  tagUuid: id,
  projectUuid: projectId,
  name,
  color,
  createdAt: createdAt.toISOString(),
  createdBy: createdBy === null ? null : toPerson(createdBy),
  yamlReference: null,
})

const toRemarks = ({ categories, icon, usage }: CatalogEntry): Pick<z.infer<typeof itemWire>, 'categories' | 'icon' | 'chartUsage'> => ({
  categories: categories.map(({ id, name, color }) => ({ tagUuid: id, name, color })),
  icon,
  chartUsage: usage,
})

/** An item of the catalog with what people put on it. */
export const toCatalogItem = (entry: CatalogEntry): z.infer<typeof catalogItemWire> => ({
  ...(entry.kind === 'table' ? toTable(entry) : toField(entry)),
  ...toRemarks(entry),
})

/** A field without what people put on it. */
export function toField(item: CatalogField): z.infer<typeof catalogFieldWire> {
  const { field, explore } = item
  const owner = field.spotlight?.owner ?? explore.spotlight?.owner
  return {
    type: 'field',
    ...named(item),
    fieldType: item.kind,
    // Of a metric, what its values are; of a dimension, its own type.
    basicType: item.kind === 'metric' ? 'number' : field.type,
    tableName: item.tableName,
    tableLabel: field.tableLabel,
    ...(explore.groupLabel === undefined ? {} : { tableGroupLabel: explore.groupLabel }),
    ...(field.requiredAttributes === undefined ? {} : { requiredAttributes: field.requiredAttributes }),
    ...(field.tags === undefined ? {} : { tags: field.tags }),
    /** Ours: the id by which queries name it, and whom the model names as its owner. */
    fieldId: item.fieldId,
    ...(owner === undefined ? {} : { owner }),
  }
}

function toTable(item: CatalogTable): z.infer<typeof catalogTableWire> {
  const { explore, joins } = item
  const owner = isExploreError(explore) ? undefined : explore.spotlight?.owner
  return {
    type: 'table',
    ...named(item),
    ...(explore.groupLabel === undefined ? {} : { groupLabel: explore.groupLabel }),
    ...(isExploreError(explore) || explore.requiredAttributes === undefined ? {} : { requiredAttributes: explore.requiredAttributes }),
    tags: explore.tags,
    joinedTables: joins,
    ...(owner === undefined ? {} : { owner }),
  }
}

type Named = { name: string; label: string; description?: string; catalogSearchUuid: string; categories: []; icon: null }

const named = (item: CatalogField | CatalogTable): Named => {
  const description = descriptionOf(item)
  return {
    name: item.kind === 'table' ? item.tableName : item.fieldName,
    label: labelOf(item),
    ...(description === undefined ? {} : { description }),
    catalogSearchUuid: item.id,
    categories: [],
    icon: null,
  }
}

export const metadataWire = z.looseObject({
  name: z.string(),
  label: z.string(),
  modelName: z.string(),
  joinedTables: z.array(z.string()),
  fields: z.array(catalogFieldWire),
})

/** A table with its fields; `source` is the file that its model is in. */
export function toMetadata({ table, fields }: { table: CatalogTable; fields: readonly CatalogField[] }): z.infer<typeof metadataWire> {
  const { explore } = table
  const description = descriptionOf(table)
  const base = isExploreError(explore) ? undefined : explore.tables[explore.baseTable]
  const source = isExploreError(explore) ? undefined : (explore.ymlPath ?? base?.source?.path)
  return {
    name: table.tableName,
    label: explore.label,
    ...(description === undefined ? {} : { description }),
    modelName: base?.originalName ?? table.tableName,
    ...(source === undefined ? {} : { source }),
    joinedTables: table.joins.map((join) => join.table),
    tableLabel: explore.label,
    fields: fields.map(toField),
  }
}

export const usingChartsWire = z.object({
  charts: z.array(
    z.object({
      uuid: z.string(),
      name: z.string(),
      spaceUuid: z.string(),
      spaceName: z.string(),
      dashboardUuid: z.string().nullable(),
      dashboardName: z.string().nullable(),
      chartKind: z.string(),
    }),
  ),
})

/** Charts that use something. */
export const toUsingCharts = (charts: readonly Resource<ChartDocument>[]): z.infer<typeof usingChartsWire> => ({
  charts: charts.map(({ id, name, space, dashboard, spec }) => ({
    uuid: id,
    name,
    spaceUuid: space.id,
    spaceName: space.name,
    dashboardUuid: dashboard?.id ?? null,
    dashboardName: dashboard?.name ?? null,
    chartKind: chartKindOf(spec),
  })),
})
