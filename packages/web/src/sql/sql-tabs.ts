import { sqlChartConfigSchema, type SqlChartConfig } from '@atrium/documents'
import { z } from 'zod'

/** The virtual view that a tab was opened from or saved as: saving writes there. */
export type SavedAs = { /** That it is explored by. */ explore: string; name: string }

export type SqlTab = {
  id: string
  name: string
  sql: string
  /** Rows of a run; 500 when it was never chosen. */
  limit?: number | undefined
  /** How its rows are drawn, once somebody chose. */
  config?: SqlChartConfig | undefined
  savedAs?: SavedAs | undefined
}
/** Open tabs; at least one. */
export type SqlTabs = { tabs: readonly SqlTab[]; active: string }

export type SqlTabsEdit =
  | { type: 'open'; tab: SqlTab }
  /** The last one that is closed leaves an empty tab, with the id given. */
  | { type: 'close'; id: string; emptyId: string }
  | { type: 'show'; id: string }
  | { type: 'write'; id: string; sql: string }
  | { type: 'rename'; id: string; name: string }
  /** Anything else of a tab. */
  | { type: 'change'; id: string; change: Partial<Pick<SqlTab, 'limit' | 'config' | 'savedAs' | 'name'>> }

const savedAs = z.object({ explore: z.string(), name: z.string() })
const tab = z.object({
  id: z.string(),
  name: z.string(),
  sql: z.string(),
  limit: z.number().optional().catch(undefined),
  config: sqlChartConfigSchema.optional().catch(undefined),
  savedAs: savedAs.optional().catch(undefined),
})
const schema = z.object({ tabs: z.array(tab).min(1), active: z.string() })

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
      return { tabs: tabs.map((one) => (one.id === edit.id ? { ...one, sql: edit.sql } : one)), active }
    case 'rename':
      return { tabs: tabs.map((one) => (one.id === edit.id ? { ...one, name: edit.name } : one)), active }
    case 'change':
      return { tabs: tabs.map((one) => (one.id === edit.id ? { ...one, ...edit.change } : one)), active }
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
