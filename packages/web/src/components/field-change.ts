/** One field that a change touched; absent sides are undefined. */
export type FieldChange = { path: string; before: unknown; after: unknown }

/** A value as a person reads it. */
export function shownValue(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
