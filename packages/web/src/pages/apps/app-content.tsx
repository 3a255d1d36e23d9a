import { viewerCellLabels, type AppElement, type ViewerApp } from '@atrium/documents'
import { useMemo, type ReactNode } from 'react'
import type { SessionStore } from '../../app-session/session-store.ts'
import { useLanguage } from '../../i18n/language.ts'
import { AppLayout } from '../notebooks/app/app-layout.tsx'
import { AppCell } from './app-cell.tsx'
import { LeaderMark } from './live/leader-mark.tsx'

type Props = {
  app: ViewerApp
  /** Null: not open yet. */
  store: SessionStore | null
  /** The tab that somebody wants to see; null: the first. */
  tab: string | null
  onTab: (tabUuid: string) => void
}

/** What an app shows: its cells in their places, with what came of them in a session. */
export function AppContent({ app, store, tab, onTab }: Props) {
  const { locale } = useLanguage()
  const byId = useMemo(() => new Map(app.cells.map((cell) => [cell.id, cell])), [app.cells])
  const labels = useMemo(() => viewerCellLabels(app.cells, locale), [app.cells, locale])
  const render = (element: AppElement): ReactNode => {
    const cell = byId.get(element.cellId)
    if (cell === undefined) return null
    return (
      <>
        <AppCell element={element} cell={cell} label={labels.get(cell.id) ?? cell.id} store={store} rerunsOnInput={app.settings.rerunsOnInput} />
        <LeaderMark element={element.uuid} />
      </>
    )
  }
  return <AppLayout app={app} tab={tab} onTab={onTab} isFree={({ cellId }) => freeKinds.has(byId.get(cellId)?.kind ?? '')} render={render} />
}

/** Kinds that are as high as they are long where nothing stands beside them. */
const freeKinds: ReadonlySet<string> = new Set(['text', 'section', 'input'])
