import { Alert, Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { getDraft, publishDraft, refreshAround, type DraftOnServer } from '../../api/drafts.ts'
import { messageOf } from '../../api/message-of.ts'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { QueryBoundary } from '../query-boundary.tsx'
import { toastDone } from '../toast.ts'
import { useGo } from '../use-go.ts'
import type { DifferenceOf } from './difference-of.ts'

type Props<D> = {
  draft: OpenDraft<D>
  projectUuid: string
  name: string
  viewHref: string
  difference: DifferenceOf<D>
  /** What is published: the draft, or what becomes of it then. Who only looks keeps the draft, with what can be done again in it. */
  finished: D
  /** What is to be known before, beside what changes. */
  note: string | undefined
  onClose: () => void
}

/** What publishing would change for everybody, and the button that does it. */
export function PublishDialog<D extends object>({ draft, projectUuid, name, viewHref, difference: Compared, finished, note, onClose }: Props<D>) {
  const { t } = useTranslation()
  const { kind, uuid, state, store } = draft
  const compared = useQuery({
    queryKey: ['draft', kind, uuid, 'published'],
    queryFn: async () => {
      await store.flush()
      return getDraft<D>(kind, uuid)
    },
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <Modal opened onClose={onClose} size="xl" title={t('publish.title', { name })}>
      <QueryBoundary query={compared} failed={t('publish.loadFailed')} skeleton={<Skeleton height={200} />}>
        {({ published }) => (
          <Stack gap="sm">
            <Text size="sm">{t('publish.intro')}</Text>
            {note !== undefined && <Text size="sm">{note}</Text>}
            {state.baseVersion < published.number && <Replaces published={published} />}
            <Compared projectUuid={projectUuid} before={published.document} after={finished} />
            <PublishForm
              draft={draft}
              projectUuid={projectUuid}
              name={name}
              viewHref={viewHref}
              finished={finished}
              published={published}
              onCompare={() => void compared.refetch()}
              onClose={onClose}
            />
          </Stack>
        )}
      </QueryBoundary>
    </Modal>
  )
}

function Replaces({ published: { createdBy } }: { published: DraftOnServer<unknown>['published'] }) {
  const { t } = useTranslation()
  return (
    <Alert color="orange" variant="light" role="note">
      {createdBy === null ? t('publish.replacesUnknown') : t('publish.replaces', { name: `${createdBy.firstName} ${createdBy.lastName}`.trim() })}
    </Alert>
  )
}

type FormProps<D> = Omit<Props<D>, 'difference' | 'note'> & { published: DraftOnServer<D>['published']; onCompare: () => void }

function PublishForm<D>({ draft: { kind, uuid, state, store }, projectUuid, name, viewHref, finished, published, onCompare, onClose }: FormProps<D>) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [message, setMessage] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const publish = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      store.edit(finished)
      const isSaved = await store.flush()
      const { version } = store.state()
      if (!isSaved || version === null) {
        setFailure(t('publish.notSaved'))
        return
      }
      const said = message.trim()
      await publishDraft(kind, uuid, { version, publishedVersion: published.number, ...(said === '' ? {} : { message: said }) })
      store.forget()
      await refreshAround(queryClient, kind)
      void refreshContentLists(queryClient, projectUuid)
      toastDone(t('publish.done', { name }))
      go(viewHref)
    } catch (error) {
      const why = error instanceof ApiError ? error.name : ''
      if (why === 'PublishedMeanwhileError') onCompare()
      setFailure(
        why === 'PublishedMeanwhileError'
          ? t('publish.publishedMeanwhile')
          : why === 'DraftConflictError' || why === 'DraftGoneError'
            ? t('publish.changedMeanwhile')
            : messageOf(error),
      )
      // The page behind shows both sides.
      if (why === 'DraftConflictError' || why === 'DraftGoneError') await store.compare()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void publish()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('publish.message')}
          description={t('publish.messageHint')}
          maxLength={1000}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          data-autofocus
        />
        {failure !== null && (
          <Alert color="red" variant="light" role="alert" title={t('publish.failed')}>
            {failure}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t(state.baseVersion < published.number ? 'publish.submitOver' : 'publish.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
