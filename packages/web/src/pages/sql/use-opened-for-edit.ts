import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../api/new-uuid.ts'
import { virtualViewQuery } from '../../api/virtual-views.ts'
import { toastFailed } from '../../components/toast.ts'
import type { SqlTab, SqlTabs, SqlTabsEdit } from '../../sql/sql-tabs.ts'

/** The virtual view that the address asks to be changed (`#view=…`) opens in a tab of its own, or in the one that it is open in. */
export function useOpenedForEdit(projectUuid: string, { tabs }: SqlTabs, edit: (edit: SqlTabsEdit) => void): void {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const latest = useRef({ tabs, failed: t('sqlSave.openFailed') })
  useEffect(() => {
    latest.current = { tabs, failed: t('sqlSave.openFailed') }
  })
  useEffect(() => {
    const view = new URLSearchParams(window.location.hash.slice(1)).get('view')
    if (view === null) return
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
    const load = async (): Promise<Omit<SqlTab, 'id'>> => {
      const { label, sql, name } = await queryClient.fetchQuery({ ...virtualViewQuery(projectUuid, view), staleTime: 0 })
      return { name: label, sql, savedAs: { explore: name, name: label } }
    }
    const open = async (): Promise<void> => {
      try {
        const tab = await load()
        const known = latest.current.tabs.find(({ savedAs }) => savedAs?.explore === tab.savedAs?.explore)
        // What was written in it since then stays.
        edit(known !== undefined && known.sql === tab.sql ? { type: 'show', id: known.id } : { type: 'open', tab: { id: newUuid(), ...tab } })
      } catch (error) {
        toastFailed(latest.current.failed, error)
      }
    }
    void open()
  }, [projectUuid, queryClient, edit])
}
