import type { Lineage, LineageKind, LineageNode } from '../../api/catalog.ts'

/** The layers of a lineage from what things are made of to what is made of them. */
export const layers: readonly LineageKind[] = ['column', 'dimension', 'metric', 'chart', 'dashboard', 'endpoint']

/** Everything that is made of a node, itself included. */
export function downstreamOf({ edges }: Pick<Lineage, 'edges'>, id: string): Set<string> {
  return reach(id, (from) => edges.flatMap((edge) => (edge.from === from ? [edge.to] : [])))
}

/** Everything that a node is made of, itself included. */
export function upstreamOf({ edges }: Pick<Lineage, 'edges'>, id: string): Set<string> {
  return reach(id, (to) => edges.flatMap((edge) => (edge.to === to ? [edge.from] : [])))
}

function reach(start: string, next: (id: string) => string[]): Set<string> {
  const found = new Set([start])
  // A set takes what is added while it is walked.
  for (const id of found) for (const other of next(id)) found.add(other)
  return found
}

/** Nodes by layer, by name; layers without a node are left out. */
export function layered(nodes: readonly LineageNode[]): { kind: LineageKind; nodes: LineageNode[] }[] {
  return layers
    .map((kind) => ({ kind, nodes: nodes.filter((node) => node.kind === kind).toSorted((a, b) => a.label.localeCompare(b.label) || a.id.localeCompare(b.id)) }))
    .filter((layer) => layer.nodes.length > 0)
}

/**
 * Where an arrow key leads from a node: along a line to the left or right, to another layer where one goes there; up or down in
 * the layer. The node itself where there is nothing.
 */
export function stepFrom(lineage: Pick<Lineage, 'nodes' | 'edges'>, id: string, key: string): string {
  const columns = layered(lineage.nodes)
  const layer = columns.findIndex(({ nodes }) => nodes.some((node) => node.id === id))
  const own = columns[layer]?.nodes ?? []
  const place = own.findIndex((node) => node.id === id)
  switch (key) {
    case 'ArrowUp':
      return own[place - 1]?.id ?? id
    case 'ArrowDown':
      return own[place + 1]?.id ?? id
    case 'ArrowLeft': {
      const from = lineage.edges.flatMap((edge) => (edge.to === id ? [edge.from] : []))
      return firstOf([...columns.slice(0, layer).toReversed(), { nodes: own }], from) ?? id
    }
    case 'ArrowRight': {
      const to = lineage.edges.flatMap((edge) => (edge.from === id ? [edge.to] : []))
      return firstOf([...columns.slice(layer + 1), { nodes: own }], to) ?? id
    }
    default:
      return id
  }
}

/** The first of some nodes, layer by layer. */
const firstOf = (columns: readonly { nodes: readonly LineageNode[] }[], ids: readonly string[]): string | undefined =>
  columns.flatMap(({ nodes }) => nodes).find(({ id }) => ids.includes(id))?.id
