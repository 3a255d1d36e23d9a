import {
  addAppTab,
  applyNotebookEdit,
  cellLabels,
  elementsOfTab,
  layOut,
  notebookGraph,
  notebookProblems,
  orderAppTabs,
  orderedAppTabs,
  removeAppTab,
  renameAppTab,
  showCell,
  type NotebookDocument,
  type NotebookEdit,
} from '@atrium/documents'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { EditTabBar } from '../../../components/grid/edit-tab-bar.tsx'
import { shownTab } from '../../../dashboard/tiles-of-tab.ts'
import { useLanguage } from '../../../i18n/language.ts'
import type { NotebookRun } from '../run/use-notebook-run.ts'
import { BuilderBar, type PreviewWidth } from './builder-bar.tsx'
import { ElementGrid } from './element-grid.tsx'
import { EmptyApp } from './empty-app.tsx'
import classes from './app.module.css'

type Props = {
  name: string
  document: NotebookDocument
  run: NotebookRun
  onEdit: (change: (document: NotebookDocument) => NotebookDocument) => void
}

/** What readers of the app see of a notebook: its cells on a grid, on tabs, and how the app behaves. */
export function AppBuilder({ name, document, run, onEdit }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const [wantedTab, setWantedTab] = useState<string | null>(null)
  const [width, setWidth] = useState<PreviewWidth>('desktop')
  const { app } = document
  const graph = useMemo(() => notebookGraph(document), [document])
  const problems = useMemo(() => notebookProblems(document, graph), [document, graph])
  const labels = useMemo(() => cellLabels(document, locale), [document, locale])
  const tab = shownTab(app, wantedTab)
  const elements = useMemo(() => elementsOfTab(app, tab), [app, tab])
  const edit = (make: (now: NotebookDocument) => NotebookEdit): void => onEdit((now) => applyNotebookEdit(now, make(now)))
  const addTab = (called: string): void => {
    const uuid = newUuid()
    edit((now) => addAppTab(now.app, { uuid, name: called }))
    setWantedTab(uuid)
  }
  const layOutAnew = (): void => edit((now) => layOut(now, notebookGraph(now), { tabUuid: shownTab(now.app, null), newUuid }))
  return (
    <>
      <BuilderBar
        name={name}
        document={document}
        labels={labels}
        width={width}
        run={run}
        onWidth={setWidth}
        onShow={(cells) => edit((now) => ({ type: 'all', edits: shownOneByOne(now, cells, tab) }))}
        onLayOut={layOutAnew}
        onEdit={(given) => edit(() => given)}
      />
      <EditTabBar
        tabs={orderedAppTabs(app)}
        label={t('apps.tabs')}
        shown={tab}
        removeText={t('apps.removeTab')}
        onShow={setWantedTab}
        onAdd={addTab}
        onRename={(uuid, called) => edit((now) => renameAppTab(now.app, uuid, called))}
        onOrder={(uuids) => edit((now) => orderAppTabs(now.app, uuids))}
        onRemove={(uuid) => edit((now) => removeAppTab(now.app, uuid))}
      >
        <div className={classes['frame']} data-full={(width === 'desktop' && app.isFullWidth) || undefined} data-width={width}>
          {elements.length === 0 ? (
            <EmptyApp hasCells={document.cells.length > 0} isTab={app.elements.length > 0} onLayOut={layOutAnew} />
          ) : (
            <ElementGrid
              document={document}
              elements={elements}
              labels={labels}
              problems={problems}
              store={run.store}
              isFixed={width === 'phone'}
              onEdit={(given) => edit(() => given)}
            />
          )}
        </div>
      </EditTabBar>
    </>
  )
}

/** Several cells shown, each where there is room beside those before it. */
function shownOneByOne(document: NotebookDocument, cellIds: readonly string[], tabUuid: string | null): NotebookEdit[] {
  let now = document
  return cellIds.flatMap((id) => {
    const cell = now.cells.find((one) => one.id === id)
    if (cell === undefined) return []
    const edit = showCell(now, cell, { tabUuid, newUuid })
    now = applyNotebookEdit(now, edit)
    return [edit]
  })
}
