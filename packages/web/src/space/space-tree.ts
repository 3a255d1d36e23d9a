/** What a space needs to be placed in a tree. */
export type InTree = { uuid: string; name: string; parentSpaceUuid: string | null }

export type Placed<S> = {
  space: S
  /** How many spaces it is in; those that the reader may not see do not count. */
  depth: number
  /** Names from the top to it: `Finance / Payroll`. */
  path: string
}

/** Spaces in the order of a tree, each after the one it is in; a space whose place the reader may not see is at the top. */
export function spaceTree<S extends InTree>(spaces: readonly S[]): Placed<S>[] {
  const known = new Set(spaces.map(({ uuid }) => uuid))
  const inside = new Map<string | null, S[]>()
  for (const space of spaces) {
    const parent = space.parentSpaceUuid !== null && known.has(space.parentSpaceUuid) ? space.parentSpaceUuid : null
    inside.set(parent, [...(inside.get(parent) ?? []), space])
  }
  const placed = (parent: string | null, depth: number, above: string): Placed<S>[] =>
    (inside.get(parent) ?? []).flatMap((space) => {
      const path = `${above}${space.name}`
      return [{ space, depth, path }, ...placed(space.uuid, depth + 1, `${path} / `)]
    })
  return placed(null, 0, '')
}

/** A space with all spaces in it that the reader may see. */
export function withinSpace<S extends InTree>(spaces: readonly S[], uuid: string): S[] {
  const tree = spaceTree(spaces)
  const start = tree.findIndex(({ space }) => space.uuid === uuid)
  const own = tree[start]
  if (own === undefined) return []
  const end = tree.findIndex(({ depth }, index) => index > start && depth <= own.depth)
  return tree.slice(start, end === -1 ? undefined : end).map(({ space }) => space)
}
