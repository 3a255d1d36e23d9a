import type { NotebookDocument } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appQuery, type App } from '../../api/apps.ts'
import { draftQuery, type DraftOnServer } from '../../api/drafts.ts'
import { CommentsButton } from '../../comments/comments-button.tsx'
import { DraftFrame } from '../../components/draft/draft-frame.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useDraft } from '../../draft/use-draft.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { AppBuilder } from './app/app-builder.tsx'
import { ClosedNotebook } from './closed-notebook.tsx'
import { mergedNotebook } from './merge/merged-notebook.ts'
import { NotebookConflict } from './merge/notebook-conflict.tsx'
import { NotebookDifference } from './notebook-difference.tsx'
import { NotebookEditor } from './notebook-editor.tsx'
import { NotebookMenu } from './notebook-menu.tsx'
import { PartSwitch, usePart } from './part-switch.tsx'
import { PublishAsItIs } from './publish-as-it-is.tsx'
import { PublishNotebookForm } from './publish/publish-notebook-form.tsx'
import { useNotebookRun } from './run/use-notebook-run.ts'
import { WithNotebookComments } from './with-notebook-comments.tsx'

/** A notebook for those who may change it: its draft, until it is published as the app. */
export function NotebookPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const app = useQuery(appQuery(useRouteParam('notebook')))
  const name = app.data?.name ?? t('notebooks.one')
  useCrumbs([{ label: t('notebooks.title'), href: paths.notebooks(projectUuid) }, { label: name }])
  return (
    <PageBoundary query={app} title={name} failed={t('notebooks.oneFailed')} back={{ label: t('notebooks.title'), href: paths.notebooks(projectUuid) }}>
      {(saved) =>
        saved.abilities.includes('app.update') ? (
          <Editor key={saved.uuid} projectUuid={projectUuid} app={saved} />
        ) : (
          <ClosedNotebook projectUuid={projectUuid} app={saved} />
        )
      }
    </PageBoundary>
  )
}

function Editor({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const draft = useQuery(draftQuery<NotebookDocument>('apps', app.uuid))
  const back = { label: t('notebooks.title'), href: paths.notebooks(projectUuid) }
  return (
    <PageBoundary query={draft} title={app.name} failed={t('draft.failed')} back={back}>
      {(start) => <NotebookDraft projectUuid={projectUuid} app={app} start={start} />}
    </PageBoundary>
  )
}

function NotebookDraft({ projectUuid, app, start }: { projectUuid: string; app: App; start: DraftOnServer<NotebookDocument> }) {
  const draft = useDraft('apps', app.uuid, start, mergedNotebook)
  const { store, state } = draft
  const [part, setPart] = usePart()
  const edit = (change: (document: NotebookDocument) => NotebookDocument): void => store.edit(change(store.state().document))
  const [typed] = useState(() => new Set<() => void>())
  const save = (): Promise<boolean> => {
    for (const flush of typed) flush()
    return store.flush()
  }
  const run = useNotebookRun(app.uuid, save)
  const isPublishable = app.status !== 'published' && state.document.cells.length > 0
  return (
    <WithNotebookComments app={app} document={state.document}>
      <PageTitle title={app.name} />
      <DraftFrame
        draft={draft}
        projectUuid={projectUuid}
        name={app.name}
        viewHref={paths.notebooks(projectUuid)}
        // Whoever publishes sees what viewers get, where they get anything.
        publishedHref={state.document.app.elements.length > 0 ? paths.app(projectUuid, app.uuid) : paths.notebooks(projectUuid)}
        difference={NotebookDifference}
        conflict={NotebookConflict}
        publishForm={PublishNotebookForm}
        publishNewest={isPublishable ? <PublishAsItIs projectUuid={projectUuid} app={app} document={state.document} /> : undefined}
        actions={
          <>
            <CommentsButton />
            <NotebookMenu projectUuid={projectUuid} app={app} />
          </>
        }
      >
        <PartSwitch shown={part} onShow={setPart} />
        {part === 'app' ? (
          <AppBuilder name={app.name} document={state.document} run={run} onEdit={edit} />
        ) : (
          <NotebookEditor
            projectUuid={projectUuid}
            appUuid={app.uuid}
            name={app.name}
            document={state.document}
            run={run}
            typed={typed}
            onEdit={edit}
            onUndo={store.undo}
            onRedo={store.redo}
          />
        )}
      </DraftFrame>
    </WithNotebookComments>
  )
}
