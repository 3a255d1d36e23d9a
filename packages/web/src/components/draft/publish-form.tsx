import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { publishDraft, refreshAround, type DraftOnServer } from '../../api/drafts.ts'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { DialogForm } from '../dialog-form.tsx'
import { toastDone } from '../toast.ts'
import { PublishMessage } from './publish-message.tsx'

export type PublishFormProps<D> = {
  draft: OpenDraft<D>
  projectUuid: string
  name: string
  /** What is published: the draft, or what becomes of it then. Who only looks keeps the draft, with what can be done again in it. */
  finished: D
  /** What it was compared with. */
  published: DraftOnServer<D>['published']
  /** Another version came: what would change is to be looked at again. */
  onCompare: () => void
  /** What is asked of the server takes time, and the dialog stays meanwhile. */
  onBusy: (isBusy: boolean) => void
  /** It is published. */
  onDone: () => void
  onClose: () => void
}

/** Says why, and publishes. */
export function PublishForm<D>({
  draft: { kind, uuid, state, store },
  projectUuid,
  name,
  finished,
  published,
  onCompare,
  onDone,
  onClose,
}: PublishFormProps<D>) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [message, setMessage] = useState('')
  const publish = async (): Promise<void> => {
    try {
      store.edit(finished)
      const isSaved = await store.flush()
      const { version } = store.state()
      if (!isSaved || version === null) throw new Error(t('publish.notSaved'))
      const said = message.trim()
      await publishDraft(kind, uuid, { version, publishedVersion: published.number, ...(said === '' ? {} : { message: said }) })
      store.forget()
      await refreshAround(queryClient, kind)
      void refreshContentLists(queryClient, projectUuid)
      toastDone(t('publish.done', { name }))
      onDone()
    } catch (error) {
      const why = error instanceof ApiError ? error.name : ''
      if (why === 'PublishedMeanwhileError') {
        onCompare()
        throw new Error(t('publish.publishedMeanwhile'), { cause: error })
      }
      if (why === 'DraftConflictError' || why === 'DraftGoneError') {
        // The page behind shows both sides.
        await store.compare()
        throw new Error(t('publish.changedMeanwhile'), { cause: error })
      }
      throw error
    }
  }
  return (
    <DialogForm
      submit={t(state.baseVersion < published.number ? 'publish.submitOver' : 'publish.submit')}
      onSubmit={publish}
      failed={t('publish.failed')}
      onClose={onClose}
    >
      <PublishMessage value={message} onChange={setMessage} />
    </DialogForm>
  )
}
