import { z } from 'zod'
import { searchKinds } from '../../../domain/catalog/parse-search.ts'
import { descriptionOf, labelOf } from '../../../domain/catalog/search-catalog.ts'
import { errorsOf, type SearchHit } from '../../../domain/catalog/search-project.ts'

/** One thing that was found, as a list shows it. */
export const hitWire = z.object({
  kind: z.enum(searchKinds),
  uuid: z.string(),
  label: z.string(),
  description: z.string().nullable(),
  rank: z.string(),
  /** Where it is: the space of content, the table of a field. */
  place: z.string().nullable(),
  /** For tables and fields: the explore to open; for fields what is chosen in it. */
  explore: z.string().nullable(),
  fieldId: z.string().nullable(),
  /** When content was changed last, and by whom. */
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
  /** Views of content, charts that use a field. */
  usage: z.number(),
  /** What is wrong with it. */
  errors: z.array(z.string()),
})

const empty = { place: null, explore: null, fieldId: null, updatedAt: null, updatedBy: null, usage: 0, errors: [] }

export function toHit(hit: SearchHit): z.infer<typeof hitWire> {
  const { kind, rank } = hit
  if ('member' in hit) {
    const { userId, firstName, lastName, email } = hit.member
    return { ...empty, kind, rank, uuid: userId, label: `${firstName} ${lastName}`.trim(), description: email }
  }
  if ('item' in hit) {
    const { item, usage } = hit
    return {
      ...empty,
      kind,
      rank,
      uuid: item.id,
      label: labelOf(item),
      description: descriptionOf(item) ?? null,
      place: item.kind === 'table' ? null : item.explore.label,
      explore: item.tableName,
      fieldId: item.kind === 'table' ? null : item.fieldId,
      usage,
      errors: errorsOf(item).map(({ message }) => message),
    }
  }
  const { resource } = hit
  return {
    ...empty,
    kind,
    rank,
    uuid: resource.id,
    label: resource.name,
    description: resource.description,
    place: kind === 'space' ? null : resource.space.name,
    updatedAt: resource.updatedAt.toISOString(),
    updatedBy: resource.updatedBy === null ? null : `${resource.updatedBy.firstName} ${resource.updatedBy.lastName}`.trim(),
    usage: resource.views,
  }
}
