import { IconMathFunction, IconTable, IconTag, type Icon } from '@tabler/icons-react'
import type { CatalogItem } from '../../api/catalog.ts'
import { kindColors } from '../../explore/type-signs.ts'
import { paths } from '../../shell/paths.ts'

/** Where an item of the catalog is shown: a metric and a field on a page of their own, a table as an explore. */
export const itemHref = (projectUuid: string, { type, name, catalogSearchUuid }: CatalogItem): string =>
  type === 'table' ? paths.explore(projectUuid, name) : paths.metric(projectUuid, catalogSearchUuid)

/** Sign and color of an item without an icon of its own. */
export function itemSign({ type, fieldType }: CatalogItem): { sign: Icon; color?: string } {
  if (type === 'table') return { sign: IconTable }
  return fieldType === 'metric' ? { sign: IconMathFunction, color: kindColors.metric } : { sign: IconTag, color: kindColors.dimension }
}
