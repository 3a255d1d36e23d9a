import type { OutlinedExplore, OutlinedField } from './model-outline.ts'

/** What a model had and has no more: fields and explores, with what they were made of. */
export type GoneNames = { fields: Record<string, OutlinedField>; explores: Record<string, { label: string; sqlTable: string }> }

export const nothingGone: GoneNames = { fields: {}, explores: {} }

/** Names of one kind that are kept at most; the oldest are forgotten. */
const most = 2000

/**
 * What is gone once `after` takes the place of `before`: what was gone already counts too, what is back does not. The fields of
 * an explore that is broken count: mended it may have them under other names.
 */
export function goneNames(earlier: GoneNames, before: readonly OutlinedExplore[], after: readonly OutlinedExplore[]): GoneNames {
  const fieldsNow = new Set(after.flatMap(({ fields }) => fields.map(({ id }) => id)))
  const exploresNow = new Set(after.map(({ name }) => name))
  const fields = [...Object.entries(earlier.fields), ...before.flatMap((explore) => explore.fields.map((field) => [field.id, field] as const))]
  const explores = [
    ...Object.entries(earlier.explores),
    ...before.flatMap(({ name, label, sqlTable }) => (sqlTable === null ? [] : [[name, { label, sqlTable }] as const])),
  ]
  return { fields: latest(fields, fieldsNow), explores: latest(explores, exploresNow) }
}

const latest = <Value>(entries: readonly (readonly [string, Value])[], now: ReadonlySet<string>): Record<string, Value> =>
  Object.fromEntries([...new Map(entries.filter(([name]) => !now.has(name)))].slice(-most))
