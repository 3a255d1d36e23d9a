/** Whether a value of a plain document is one of keys and values: no list, and not nothing. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
