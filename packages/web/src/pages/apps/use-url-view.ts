import { readUrlInputs } from '@atrium/documents'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { appViewsQuery } from '../../api/app-views.ts'
import type { PublishedApp } from '../../api/apps.ts'
import type { SessionStore } from '../../app-session/session-store.ts'
import { toastFailed } from '../../components/toast.ts'
import { haveValues, inputsOfApp, savedValues } from './app-inputs.ts'

type Options = {
  published: PublishedApp
  /** Null: not open yet. */
  store: SessionStore | null
  /** The address, and the one with which the session was opened. */
  search: string
  first: string
}

/** Gives inputs what is saved in a view that the address names by now: somebody followed its link from here, or went back to it. */
export function useUrlView({ published: { app, cells, settings }, store, search, first }: Options): void {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const wanted = viewOf(search)
  const taken = useRef(viewOf(first))
  const take = useEffectEvent(async (open: SessionStore, uuid: string) => {
    const views = appViewsQuery(app.uuid)
    const isIt = (view: { uuid: string }): boolean => view.uuid === uuid
    const known = queryClient.getQueryData(views.queryKey)?.find(isIt)
    const view = known ?? (await queryClient.fetchQuery({ ...views, staleTime: 0 })).find(isIt)
    // Somebody may have gone on meanwhile.
    if (view === undefined || taken.current !== uuid) return
    const values = savedValues(inputsOfApp(cells), view.inputs)
    // Whoever chose it here has its values already.
    if (!haveValues(open.state().inputs, values)) open.setInputs(values, { run: settings.rerunsOnInput })
  })
  useEffect(() => {
    if (store === null || wanted === taken.current) return
    taken.current = wanted
    if (wanted !== null) take(store, wanted).catch((error: unknown) => toastFailed(t('apps.viewNotShown'), error))
  }, [store, wanted, t])
}

/** What inputs are given by the address itself comes before a view. */
function viewOf(search: string): string | null {
  const isGiven = Object.keys(readUrlInputs(search)).length > 0
  return isGiven ? null : new URLSearchParams(search).get('view')
}
