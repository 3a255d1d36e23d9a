import { compactTiles, elementsOfTab, orderedAppTabs, type AppElement, type NotebookDocument } from '@atrium/documents'
import { useMemo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ViewTabs } from '../../../components/grid/view-tabs.tsx'
import { shownTab } from '../../../dashboard/tiles-of-tab.ts'
import { usePrintZoom } from '../../dashboard/use-print-zoom.ts'
import { elementStyle } from './element-style.ts'
import classes from './app.module.css'

type Layout = Pick<NotebookDocument['app'], 'isFullWidth'> & { tabs: readonly NotebookDocument['app']['tabs'][number][]; elements: readonly AppElement[] }
type Props = {
  app: Layout
  /** The tab that somebody wants to see; the first one where there is no such. */
  tab: string | null
  onTab: (tabUuid: string) => void
  /** Whether an element may be as high as it is long where nothing stands beside it. */
  isFree: (element: AppElement) => boolean
  render: (element: AppElement) => ReactNode
}

/** The elements of an app in their places, those of one tab; on a phone in one column, in reading order. */
export function AppLayout({ app, tab, onTab, isFree, render }: Props) {
  const { t } = useTranslation()
  const grid = useRef<HTMLDivElement>(null)
  usePrintZoom(grid)
  const tabs = useMemo(() => orderedAppTabs(app), [app])
  const shown = shownTab({ tabs }, tab)
  const placed = useMemo(() => compactTiles(elementsOfTab(app, shown)), [app, shown])
  const content = (
    <div className={classes['grid']} ref={grid}>
      {placed.map((element) => (
        <div
          key={element.uuid}
          className={classes['element']}
          data-element={element.uuid}
          data-free={isFree(element) || undefined}
          style={elementStyle(element)}
        >
          {render(element)}
        </div>
      ))}
    </div>
  )
  return (
    <div className={classes['frame']} data-full={app.isFullWidth || undefined}>
      {shown === null ? (
        content
      ) : (
        <ViewTabs tabs={tabs} label={t('apps.tabs')} shown={shown} onShow={onTab}>
          {content}
        </ViewTabs>
      )}
    </div>
  )
}
