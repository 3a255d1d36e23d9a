import { isExploreError } from '@atrium/semantic'
import { z } from 'zod'
import type { DescribedItem } from '../../../domain/catalog/describe-item.ts'
import { descriptionOf, labelOf } from '../../../domain/catalog/search-catalog.ts'

const named = z.object({ uuid: z.string(), name: z.string(), spaceName: z.string() })
/** What a metric means; keys that a metric does not have are not there. */
const definition = z.looseObject({ label: z.string(), type: z.string(), sql: z.string() })

export const itemWire = z.object({
  uuid: z.string(),
  kind: z.enum(['table', 'dimension', 'metric']),
  name: z.string(),
  label: z.string(),
  description: z.string().nullable(),
  explore: z.string(),
  exploreLabel: z.string(),
  fieldId: z.string().nullable(),
  owner: z.string().nullable(),
  categories: z.array(z.object({ tagUuid: z.string(), name: z.string(), color: z.string() })),
  icon: z.union([z.object({ unicode: z.string() }), z.object({ url: z.string() })]).nullable(),
  tags: z.array(z.string()),
  /** Null for a table. */
  definition: definition.nullable(),
  /** Where the model defines it. */
  source: z.object({ path: z.string(), line: z.number() }).nullable(),
  charts: z.array(named),
  dashboards: z.array(named),
  history: z.array(z.object({ at: z.string(), before: definition.nullable(), after: definition.nullable() })),
})

/** Everything about one item. */
export function toItem({ entry, charts, dashboards, history }: DescribedItem): z.infer<typeof itemWire> {
  const { explore } = entry
  const isTable = entry.kind === 'table'
  const own = isTable ? undefined : entry.field
  const ofExplore = isExploreError(explore) ? undefined : explore
  const source = own?.source ?? ofExplore?.tables[ofExplore.baseTable]?.source
  return {
    uuid: entry.id,
    kind: entry.kind,
    name: isTable ? entry.tableName : entry.fieldName,
    label: labelOf(entry),
    description: descriptionOf(entry) ?? null,
    explore: entry.tableName,
    exploreLabel: explore.label,
    fieldId: isTable ? null : entry.fieldId,
    owner: own?.spotlight?.owner ?? ofExplore?.spotlight?.owner ?? null,
    categories: entry.categories.map(({ id, name, color }) => ({ tagUuid: id, name, color })),
    icon: entry.icon,
    tags: own?.tags ?? explore.tags,
    definition: own === undefined ? null : { ...own },
    source: source === undefined ? null : { path: source.path, line: source.line },
    charts: charts.map(toNamed),
    dashboards: dashboards.map(toNamed),
    history: history.map(({ at, before, after }) => ({ at: at.toISOString(), before: spread(before), after: spread(after) })),
  }
}

const toNamed = ({ id, name, space }: DescribedItem['dashboards'][number]): z.infer<typeof named> => ({ uuid: id, name, spaceName: space.name })
const spread = (one: DescribedItem['history'][number]['before']): z.infer<typeof definition> | null => (one === null ? null : { ...one })

export const lineageWire = z.object({
  focus: z.string(),
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['column', 'dimension', 'metric', 'chart', 'dashboard', 'endpoint']),
      label: z.string(),
      place: z.string(),
      /** Of a field that is in the catalog. */
      itemUuid: z.string().nullable(),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
})
