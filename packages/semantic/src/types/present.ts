/** `T` without the keys that are undefined: those that may be undefined become optional. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** A copy of `value` without keys that hold undefined: what is not said is absent. */
export function present<T extends object>(value: T): Present<T> {
  const copy: Record<string, unknown> = {}
  // Every field of every explore comes through here: a plain loop costs a fifth of building lists of entries.
  for (const key in value) if (value[key] !== undefined) copy[key] = value[key]
  return copy as Present<T>
}
