/** `T` with every key optional and none undefined. */
export type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The keys of a body that were given: absent and `undefined` are the same wish. */
export function present<T extends object>(body: T): Present<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Present<T>
}
