import type { NotebookDocument } from '@atrium/documents'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forcePublishApp, type App } from '../../api/apps.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.ts'
import { NotebookProblems } from './notebook-problems.tsx'

/** Publishes the newest version of a notebook that has no draft: one that was never published, or of which an old version came back. */
export function PublishAsItIs({ projectUuid, app, document }: { projectUuid: string; app: App; document: NotebookDocument }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isAsked, setIsAsked] = useState(false)
  const publish = async (): Promise<void> => {
    await forcePublishApp(app.uuid, { version: null, comparedVersion: app.newest?.version ?? 1 })
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['app', app.uuid] }), refreshContentLists(queryClient, projectUuid)])
    toastDone(t('publish.done', { name: app.name }))
    setIsAsked(false)
  }
  return (
    <>
      <Button size="xs" variant="light" onClick={() => setIsAsked(true)}>
        {t('notebooks.publishAsItIs')}
      </Button>
      {isAsked && (
        <ConfirmDialog
          title={t('publish.title', { name: app.name })}
          text={t('notebooks.publishUnchecked')}
          confirm={t('publish.submit')}
          failed={t('publish.failed')}
          onConfirm={publish}
          onClose={() => setIsAsked(false)}
        >
          <NotebookProblems document={document} />
        </ConfirmDialog>
      )}
    </>
  )
}
