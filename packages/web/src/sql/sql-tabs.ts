import { z } from 'zod'

export type SqlTab = { id: string; name: string; sql: string }
/** Open tabs; at least one. */
export type SqlTabs = { tabs: readonly SqlTab[]; active: string }

export type SqlTabsEdit =
  | { type: 'open'; tab: SqlTab }
  /** The last one that is closed leaves an empty tab, with the id given. */
  | { type: 'close'; id: string; emptyId: string }
  | { type: 'show'; id: string }
  | { type: 'write'; id: string; sql: string }
  | { type: 'rename'; id: string; name: string }

const schema = z.object({ tabs: z.array(z.object({ id: z.string(), name: z.string(), sql: z.string() })).min(1), active: z.string() })

/** The tabs after an edit. */
export function editSqlTabs(state: SqlTabs, edit: SqlTabsEdit): SqlTabs {
  const { tabs, active } = state
  switch (edit.type) {
    case 'open':
      return { tabs: [...tabs, edit.tab], active: edit.tab.id }
    case 'close': {
      const at = tabs.findIndex(({ id }) => id === edit.id)
      const rest = tabs.filter(({ id }) => id !== edit.id)
      const next = rest[Math.min(at, rest.length - 1)]
      if (next === undefined) return emptySqlTabs(edit.emptyId)
      return { tabs: rest, active: active === edit.id ? next.id : active }
    }
    case 'show':
      return tabs.some(({ id }) => id === edit.id) ? { tabs, active: edit.id } : state
    case 'write':
      return { tabs: tabs.map((tab) => (tab.id === edit.id ? { ...tab, sql: edit.sql } : tab)), active }
    case 'rename':
      return { tabs: tabs.map((tab) => (tab.id === edit.id ? { ...tab, name: edit.name } : tab)), active }
  }
}

/** One tab without anything in it. */
export const emptySqlTabs = (id: string): SqlTabs => ({ tabs: [{ id, name: '', sql: '' }], active: id })

/** Tabs as they were kept; null where nothing understandable was. */
export function readSqlTabs(text: string | null): SqlTabs | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? 'null'))
    if (!parsed.success) return null
    const { tabs, active } = parsed.data
    return { tabs, active: tabs.some(({ id }) => id === active) ? active : (tabs[0]?.id ?? active) }
  } catch {
    return null
  }
}
