/** `by-region` → `ByRegion`. Two names that come to the same get a number. */
export function typeNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    names.map((name) => {
      const plain = name
        .split(/[_-]+/)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('')
      let free = plain
      for (let number = 2; taken.has(free); number++) free = `${plain}${number}`
      taken.add(free)
      return [name, free] as const
    }),
  )
}
