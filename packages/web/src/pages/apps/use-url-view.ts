import { readUrlInputs } from '@atrium/documents'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { appViewsQuery, type AppView } from '../../api/app-views.ts'
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

/**
 * Gives inputs what is saved in a view that the address names by now, and their defaults where it names none any more: somebody followed
 * its link from here, or went back to it. Answers how it is told of a view that is chosen on the page, whose values are there already.
 */
export function useUrlView({ published: { app, cells, settings }, store, search, first }: Options): (view: string | null) => void {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const wanted = viewOf(search)
  const begun = viewOf(first)
  const taken = useRef(begun)
  const find = async (uuid: string): Promise<AppView> => {
    const views = appViewsQuery(app.uuid)
    const isIt = (view: AppView): boolean => view.uuid === uuid
    const found = queryClient.getQueryData(views.queryKey)?.find(isIt) ?? (await queryClient.fetchQuery({ ...views, staleTime: 0 })).find(isIt)
    if (found === undefined) throw new Error(t('apps.viewGone'))
    return found
  }
  const failed = (error: unknown): void => toastFailed(t('apps.viewNotShown'), error)
  const take = useEffectEvent(async (open: SessionStore, uuid: string | null) => {
    const inputs = inputsOfApp(cells)
    const { values, reset } = savedValues(inputs, uuid === null ? {} : (await find(uuid)).inputs)
    // Somebody may have gone on meanwhile.
    if (taken.current === uuid && !haveValues(open.state(), { values, reset })) open.setInputs(values, { run: settings.rerunsOnInput, reset })
  })
  // A session that was opened with a view has its values, unless it is gone.
  const lookForFirst = useEffectEvent(() => void (begun !== null && taken.current === begun && find(begun).catch(failed)))
  const isOpen = store !== null
  useEffect(() => {
    if (isOpen) lookForFirst()
  }, [isOpen])
  const hasValues = givesValues(search)
  const tell = useEffectEvent(failed)
  useEffect(() => {
    if (store === null || wanted === taken.current) return
    taken.current = wanted
    if (!hasValues) take(store, wanted).catch(tell)
  }, [store, wanted, hasValues])
  return (view) => {
    taken.current = view
  }
}

const givesValues = (search: string): boolean => Object.keys(readUrlInputs(search)).length > 0

/** What inputs are given by the address itself comes before a view. */
const viewOf = (search: string): string | null => (givesValues(search) ? null : new URLSearchParams(search).get('view'))
