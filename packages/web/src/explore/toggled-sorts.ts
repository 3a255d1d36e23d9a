import type { FieldId, SortField } from '@atrium/semantic'

/** The sorts after a click on a header: first one way, then the other, then not. `add` keeps the other sorts. */
export function toggledSorts(
  sorts: readonly SortField[],
  { fieldId, add, descendingFirst }: { fieldId: FieldId; add: boolean; descendingFirst: boolean },
): SortField[] {
  const current = sorts.find((sort) => sort.fieldId === fieldId)
  const next =
    current === undefined ? { fieldId, descending: descendingFirst } : current.descending === descendingFirst ? { fieldId, descending: !descendingFirst } : null
  if (!add) return next === null ? [] : [next]
  if (next === null) return sorts.filter((sort) => sort.fieldId !== fieldId)
  return current === undefined ? [...sorts, next] : sorts.map((sort) => (sort.fieldId === fieldId ? next : sort))
}
