import type { GroupValueMatch, ValueGroup } from '@atrium/semantic'

/** One line of the groups dialog: values of one group that are found in one way. */
export type GroupRow = { name: string; matchType: GroupValueMatch; values: string[] }

/** The lines that show the groups; a group whose values are found in several ways has several. */
export function rowsOfGroups(groups: readonly ValueGroup[]): GroupRow[] {
  return groups.flatMap(({ name, values }) =>
    [...new Set(values.map(({ matchType }) => matchType))].map((matchType) => ({
      name,
      matchType,
      values: values.flatMap((rule) => (rule.matchType === matchType ? [rule.value] : [])),
    })),
  )
}

/** The groups of the lines that are filled in, in their order; neighbours of one name are one group. */
export function groupsOfRows(rows: readonly GroupRow[]): ValueGroup[] {
  const groups: ValueGroup[] = []
  for (const { name, matchType, values } of rows.filter(isFilledIn)) {
    const rules = values.map((value) => ({ matchType, value }))
    const last = groups.at(-1)
    if (last?.name === name.trim()) last.values.push(...rules)
    else groups.push({ name: name.trim(), values: rules })
  }
  return groups
}

/** True for a line with a name and values. */
export const isFilledIn = ({ name, values }: GroupRow): boolean => name.trim() !== '' && values.length > 0

/** True for a line in which nothing is filled in yet. */
export const isUntouched = ({ name, values }: GroupRow): boolean => name.trim() === '' && values.length === 0
