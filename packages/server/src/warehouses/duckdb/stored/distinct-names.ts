/** Names that are all different for an engine that takes no notice of case; those that need not change stay. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()))
  const given = new Set<string>()
  return names.map((wanted) => {
    const name = wanted === '' ? 'column' : wanted
    let distinct = name
    for (let number = 2; given.has(distinct.toLowerCase()) || (distinct !== wanted && taken.has(distinct.toLowerCase())); number++)
      distinct = `${name}_${number}`
    given.add(distinct.toLowerCase())
    return distinct
  })
}
