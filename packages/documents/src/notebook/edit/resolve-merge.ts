import type { NotebookDocument } from '../notebook-document.ts'
import type { MergeConflict, MergedNotebook } from './merge-notebooks.ts'

/** The merged notebook with what was decided of each conflict: mine, or theirs. */
export function resolveMerge({ document, conflicts }: MergedNotebook, isMine: (conflict: MergeConflict) => boolean): NotebookDocument {
  return conflicts.reduce((now, conflict) => withValue(now, conflict, isMine(conflict) ? conflict.mine : conflict.theirs), document)
}

function withValue(document: NotebookDocument, { part, id, key, mine, theirs }: MergeConflict, value: unknown): NotebookDocument {
  const { app } = document
  switch (part) {
    case 'type':
      return { ...document, type: value as NotebookDocument['type'] }
    case 'settings':
      return { ...document, settings: withKey(document.settings, key, value) }
    case 'app':
      return { ...document, app: withKey(app, key, value) }
    case 'cell':
      return { ...document, cells: withItem(document.cells, ({ id: own }) => own === id, key, value) }
    case 'element':
      return { ...document, app: { ...app, elements: withItem(app.elements, ({ uuid }) => uuid === id, key, value) } }
    case 'tab':
      return { ...document, app: { ...app, tabs: withItem(app.tabs, ({ uuid }) => uuid === id, key, value) } }
    case 'order': {
      // What both have: whatever only one of them has stays behind what it stands behind.
      const order = (value as readonly string[]).filter((one) => (mine as readonly string[]).includes(one) && (theirs as readonly string[]).includes(one))
      if (key === 'cell') return { ...document, cells: inOrder(document.cells, order, ({ id: own }) => own) }
      if (key === 'element') return { ...document, app: { ...app, elements: inOrder(app.elements, order, ({ uuid }) => uuid) } }
      return { ...document, app: { ...app, tabs: inOrder(app.tabs, order, ({ uuid }) => uuid) } }
    }
  }
}

/** Another value under a key; none, where it is absent. */
function withKey<R extends object>(record: R, key: string | null, value: unknown): R {
  const others = Object.entries(record).filter(([name]) => name !== key)
  return Object.fromEntries(value === undefined || key === null ? others : [...others, [key, value]]) as R
}

/** Without a key it is about the item as a whole, which may go; of another kind it is another item. */
function withItem<T extends object>(items: readonly T[], isIt: (item: T) => boolean, key: string | null, value: unknown): T[] {
  if (key === null && value === undefined) return items.filter((item) => !isIt(item))
  return items.map((item) => (isIt(item) ? (key === null || key === 'kind' ? (value as T) : withKey(item, key, value)) : item))
}

/** Items that `order` names as it says, in the places that they have together. */
function inOrder<T>(items: readonly T[], order: readonly string[], idOf: (item: T) => string): T[] {
  const byId = new Map(items.map((item) => [idOf(item), item]))
  const queue = order.flatMap((id) => byId.get(id) ?? [])
  const named = new Set(order)
  return items.map((item) => (named.has(idOf(item)) ? (queue.shift() ?? item) : item))
}
