import { readUrlInputs, type ViewerCell } from '@atrium/documents'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshAppResults } from '../../api/app-runs.ts'
import type { AppSession, Opening } from '../../api/app-sessions.ts'
import { appViewsQuery, type AppView } from '../../api/app-views.ts'
import { loadPublishedApp, publishedAppQuery, type PublishedApp } from '../../api/apps.ts'
import { HeldInputs } from '../../app-session/held-inputs.ts'
import { useAppSession, useSessionPart } from '../../app-session/use-app-session.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { AppContent } from './app-content.tsx'
import { AppHeader } from './app-header.tsx'
import { AppNotes } from './app-notes.tsx'
import { inputsOfApp, lastingValues, savedValues } from './app-inputs.ts'
import { LeaderFocus } from './live/leader-mark.tsx'
import { LiveBar } from './live/live-bar.tsx'
import { isHeld } from './live/live-values.ts'
import { useLive } from './live/use-live.ts'
import { useUrlInputs } from './use-url-inputs.ts'
import { useUrlView } from './use-url-view.ts'
import classes from './apps.module.css'

type Props = {
  projectUuid: string
  published: PublishedApp
  /** A session of this version that is gone on with; null: one is opened. */
  begun: AppSession | null
  /** Told the session that takes the place of this one. */
  onBegun: (session: AppSession) => void
}

/** An app that somebody uses: its inputs and what comes of them, in a session of their own. */
export function AppView({ projectUuid, published, begun, onBegun }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const go = useGo()
  const frame = useRef<HTMLDivElement>(null)
  const { pathname, searchStr } = useLocation()
  const [first] = useState(searchStr)
  const wantedView = new URLSearchParams(first).get('view')
  const views = useQuery({ ...appViewsQuery(published.app.uuid), enabled: wantedView !== null })
  const opening = useMemo(
    () =>
      wantedView !== null && views.isPending
        ? null
        : openingOf(
            first,
            published.cells,
            views.data?.find(({ uuid }) => uuid === wantedView),
          ),
    [first, wantedView, views.isPending, views.data, published.cells],
  )
  const { store: own, error, renew } = useAppSession(published.app.uuid, opening, published.versionUuid, begun)
  // What is there is shown meanwhile; whoever opens the app next gets the new.
  useEffect(() => void refreshAppResults(published.app.uuid).catch(() => undefined), [published.app.uuid])
  const ended = useSessionPart(own, (state) => state.ended, null)
  const say = (key: 'tab' | 'view' | 'live', value: string | null): void => {
    const search = new URLSearchParams(searchStr)
    if (value === null) search.delete(key)
    else search.set(key, value)
    go(search.size === 0 ? pathname : `${pathname}?${search.toString()}`, { replace: true })
  }
  // With the values that were given last, as far as the version of now takes them: whoever comes back goes on where they were.
  const beginAgain = async (): Promise<void> => {
    const { cells } = await loadPublishedApp(published.app.uuid)
    await begin(own === null ? undefined : { inputs: savedValues(inputsOfApp(cells), lastingValues(own.state())).values })
  }
  const begin = async (values?: Pick<Opening, 'inputs' | 'url'>): Promise<void> => {
    onBegun(await renew(values))
    await queryClient.invalidateQueries({ queryKey: publishedAppQuery(published.app.uuid).queryKey })
  }
  useUrlInputs({
    isOpen: own !== null,
    first,
    onGiven: (url) => void begin({ url }).catch((failure: unknown) => toastFailed(t('apps.sessionFailed'), failure)),
  })
  const address = new URLSearchParams(searchStr)
  const { store, window: live } = useLive({
    liveUuid: address.get('live'),
    published,
    store: own,
    tab: address.get('tab'),
    onTab: (tab) => say('tab', tab),
    frame,
  })
  const chosen = useUrlView({ published, store, search: searchStr, first })
  const leader = live?.state.people.find(({ id }) => id === live.follows)
  return (
    <div ref={frame} className={classes['app']}>
      <HeldInputs value={live !== null && isHeld(live.state)}>
        <AppHeader
          projectUuid={projectUuid}
          published={published}
          store={store}
          viewUuid={new URLSearchParams(searchStr).get('view')}
          onView={(view) => {
            chosen(view)
            say('view', view)
          }}
          frame={frame}
        />
        {live !== null && <LiveBar window={live} onLeave={() => say('live', null)} />}
        {error !== null && <ErrorPanel title={t('apps.sessionFailed')} error={error} />}
        <AppNotes
          published={published}
          ended={ended}
          onBegin={() => void beginAgain().catch((failure: unknown) => toastFailed(t('apps.sessionFailed'), failure))}
        />
        <LeaderFocus value={leader?.focus == null ? null : { element: leader.focus, name: leader.name }}>
          <AppContent app={published} store={store} tab={address.get('tab')} onTab={(tab) => say('tab', tab)} />
        </LeaderFocus>
      </HeldInputs>
    </div>
  )
}

/** With what the address gives inputs, or a saved view. Without these the session of this tab is gone on with, as after a reload. */
function openingOf(search: string, cells: readonly ViewerCell[], view: AppView | undefined): Opening {
  const url = readUrlInputs(search)
  if (Object.keys(url).length > 0) return { of: 'published', url }
  return { of: 'published', ...(view === undefined ? {} : { inputs: savedValues(inputsOfApp(cells), view.inputs).values }) }
}
