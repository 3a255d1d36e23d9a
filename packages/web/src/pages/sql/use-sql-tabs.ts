import { useCallback, useEffect } from 'react'
import { newUuid } from '../../api/new-uuid.ts'
import { editSqlTabs, emptySqlTabs, readSqlTabs, type SqlTab, type SqlTabs, type SqlTabsEdit } from '../../sql/sql-tabs.ts'
import { useStoredState } from './use-stored-state.ts'

/** The open queries of a project, kept in this browser; SQL in the address (`#sql=…`) opens in a tab of its own. */
export function useSqlTabs(projectUuid: string): {
  tabs: SqlTabs
  active: SqlTab
  edit: (edit: SqlTabsEdit) => void
  /** Puts SQL into the tab that is shown where that is empty, else into one of its own. */
  openWith: (sql: string) => void
} {
  const [tabs, setTabs] = useStoredState<SqlTabs>(`atrium-sql-tabs-${projectUuid}`, (text) => readSqlTabs(text) ?? emptySqlTabs(newUuid()))
  const edit = useCallback((change: SqlTabsEdit) => setTabs((state) => editSqlTabs(state, change)), [setTabs])
  const openWith = useCallback(
    (sql: string) =>
      setTabs((state) => {
        const shown = state.tabs.find(({ id }) => id === state.active)
        if (sql !== '' && shown?.sql.trim() === '') return editSqlTabs(state, { type: 'write', id: shown.id, sql })
        return editSqlTabs(state, { type: 'open', tab: { id: newUuid(), name: '', sql } })
      }),
    [setTabs],
  )
  useEffect(() => {
    const given = new URLSearchParams(window.location.hash.slice(1)).get('sql')
    if (given === null) return
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
    openWith(given)
  }, [openWith])
  const active = tabs.tabs.find(({ id }) => id === tabs.active) ?? tabs.tabs[0] ?? { id: tabs.active, name: '', sql: '' }
  return { tabs, active, edit, openWith }
}
