import type { FieldNode, TableNode, TreeNode } from './field-tree.ts'

/** One line of the field list. `depth` counts from 0; `open` is undefined for lines without children. */
export type TreeRow =
  | { row: 'table'; key: string; label: string; description?: string; depth: number; open: boolean }
  | { row: 'section'; key: string; kind: FieldNode['kind']; depth: number }
  | { row: 'group'; key: string; label: string; description?: string; depth: number; open: boolean }
  | { row: 'field'; key: string; field: FieldNode; depth: number; open?: boolean }

export type FlattenOptions = {
  /** Keys of tables that are closed, and of groups and dates that are open. */
  toggled: ReadonlySet<string>
  /** Words to find; everything that holds a match is open. */
  search: string
  /** Picked fields: dates that hold one are open. */
  selected: ReadonlySet<string>
}

/** The tree as lines, as far as it is open or found. */
export function flattenFieldTree(tables: readonly TableNode[], options: FlattenOptions): TreeRow[] {
  const words = options.search.toLowerCase().split(/\s+/).filter(Boolean)
  const rows: TreeRow[] = []
  for (const table of tables) {
    const inside: TreeRow[] = []
    for (const { key, kind, children } of table.children) {
      const found = children.flatMap((child) => rowsOf(child, { ...options, words, depth: 1, path: table.label.toLowerCase() }))
      if (found.length > 0) inside.push({ row: 'section', key, kind, depth: 1 }, ...found)
    }
    if (inside.length === 0) continue
    if (table.label === '') {
      rows.push(...inside)
      continue
    }
    const open = words.length > 0 || !options.toggled.has(table.key)
    rows.push({
      row: 'table',
      key: table.key,
      label: table.label,
      ...(table.description === undefined ? {} : { description: table.description }),
      depth: 0,
      open,
    })
    if (open) rows.push(...inside)
  }
  return rows
}

type Walk = FlattenOptions & { words: readonly string[]; depth: number; path: string }

function rowsOf(node: TreeNode, walk: Walk): TreeRow[] {
  if (node.node === 'group') {
    const path = `${walk.path} ${node.label.toLowerCase()}`
    const isFound = walk.words.length > 0
    const open = isFound || walk.toggled.has(node.key)
    const inside = node.children.flatMap((child) => rowsOf(child, { ...walk, depth: walk.depth + 1, path }))
    if (isFound && inside.length === 0) return []
    return [
      { row: 'group', key: node.key, label: node.label, ...(node.description === undefined ? {} : { description: node.description }), depth: walk.depth, open },
      ...(open ? inside : []),
    ]
  }
  return fieldRows(node, walk)
}

function fieldRows(field: FieldNode, walk: Walk): TreeRow[] {
  const { words, depth } = walk
  const text = `${walk.path} ${field.label} ${field.id} ${field.description ?? ''}`.toLowerCase()
  const matches = words.every((word) => text.includes(word))
  if (field.intervals.length === 0) return matches ? [{ row: 'field', key: field.id, field, depth }] : []
  const found = field.intervals.filter((interval) => matches || words.every((word) => `${text} ${interval.label} ${interval.id}`.toLowerCase().includes(word)))
  if (found.length === 0) return []
  const holdsPicked = field.intervals.some(({ id }) => walk.selected.has(id))
  const closedByHand = walk.toggled.has(`${field.id}:closed`)
  const open =
    words.length > 0
      ? !matches || walk.toggled.has(field.id) || holdsPicked || found.length < field.intervals.length
      : walk.toggled.has(field.id) || (holdsPicked && !closedByHand)
  return [
    { row: 'field', key: field.id, field, depth, open },
    ...(open ? found.map((interval): TreeRow => ({ row: 'field', key: interval.id, field: interval, depth: depth + 1 })) : []),
  ]
}
