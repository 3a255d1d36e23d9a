export type JsonObject = Record<string, unknown>

/** True for an object of JSON that is no list. */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text under a key. */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = object[key]
  return typeof value === 'string' ? value : undefined
}

/** The texts of a list under a key. */
export function textsAt(object: JsonObject, key: string): string[] | undefined {
  const value = object[key]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined
}
