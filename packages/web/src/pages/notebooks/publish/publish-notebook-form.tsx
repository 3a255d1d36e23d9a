import { applyNotebookEdit, layOut, notebookGraph, type NotebookDocument } from '@atrium/documents'
import { Button, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/api-error.ts'
import type { Publishing } from '../../../api/app-runs.ts'
import { refreshContentLists } from '../../../api/content-lists.ts'
import { refreshAround } from '../../../api/drafts.ts'
import { messageOf } from '../../../api/message-of.ts'
import { newUuid } from '../../../api/new-uuid.ts'
import type { PublishFormProps } from '../../../components/draft/publish-form.tsx'
import { PublishMessage } from '../../../components/draft/publish-message.tsx'
import { toastDone } from '../../../components/toast.ts'
import { shownTab } from '../../../dashboard/tiles-of-tab.ts'
import { NothingShown } from './nothing-shown.tsx'
import { PublishSteps } from './publish-steps.tsx'
import { useCheckedPublish } from './use-checked-publish.ts'

/** Publishes the draft of a notebook after a run of it. */
export function PublishNotebookForm({
  draft: { kind, uuid, store },
  projectUuid,
  name,
  finished,
  published,
  onCompare,
  onBusy,
  onDone,
  onClose,
}: PublishFormProps<NotebookDocument>) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [message, setMessage] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [opened] = useState(() => store.state().version)
  const prepare = async (): Promise<Publishing | null> => {
    setFailure(null)
    store.edit(finished)
    const isSaved = await store.flush()
    const { version } = store.state()
    if (!isSaved || version === null) {
      setFailure(t('publish.notSaved'))
      return null
    }
    const said = message.trim()
    return { version, comparedVersion: published.number, ...(said === '' ? {} : { message: said }) }
  }
  const onPublished = async (): Promise<void> => {
    // What was published is the draft as it was saved: what is not saved yet was not in it, and its author decides what becomes of it.
    if (store.state().save.is === 'saved') store.forget()
    else await store.compare()
    await refreshAround(queryClient, kind)
    void refreshContentLists(queryClient, projectUuid)
    toastDone(t('publish.done', { name }))
    onDone()
  }
  const layOutCells = (): void =>
    store.edit(applyNotebookEdit(finished, layOut(finished, notebookGraph(finished), { tabUuid: shownTab(finished.app, null), newUuid })))
  const onFailed = async (error: unknown): Promise<void> => {
    const why = error instanceof ApiError ? error.name : ''
    const isChanged = why === 'DraftConflictError' || why === 'DraftGoneError'
    if (why === 'PublishedMeanwhileError') onCompare()
    setFailure(why === 'PublishedMeanwhileError' ? t('publish.publishedMeanwhile') : isChanged ? t('publish.changedMeanwhile') : messageOf(error))
    // The page behind shows both sides.
    if (isChanged) await store.compare()
  }
  const publish = useCheckedPublish({ appUuid: uuid, publishes: { version: null, draftVersion: opened }, prepare, onPublished, onFailed })
  // What is published while somebody goes on writing would be gone from under them. Who did not begin it may look elsewhere.
  const isHeld = publish.isRunning && !publish.isPickedUp
  useEffect(() => onBusy(isHeld), [isHeld, onBusy])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void publish.start()
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('appPublish.intro')}</Text>
        <NothingShown document={finished}>
          {finished.app.elements.length === 0 && finished.cells.length > 0 && (
            <Button size="compact-sm" variant="default" disabled={publish.isRunning} onClick={layOutCells}>
              {t('apps.layOut')}
            </Button>
          )}
        </NothingShown>
        <PublishMessage value={message} disabled={publish.isRunning} onChange={setMessage} />
        <PublishSteps publish={publish} failure={failure} onClose={onClose} />
      </Stack>
    </form>
  )
}
