import type { NotebookDocument } from '@atrium/documents'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '../../api/apps.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { messageOf } from '../../api/message-of.ts'
import { toastAction } from '../../components/toast-action.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { NotebookProblems } from './notebook-problems.tsx'
import { NothingShown } from './publish/nothing-shown.tsx'
import { PublishSteps } from './publish/publish-steps.tsx'
import { useCheckedPublish } from './publish/use-checked-publish.ts'

type Props = { projectUuid: string; app: App; document: NotebookDocument }

/** Publishes the newest version of a notebook that has no draft: one that was never published, or of which an old version came back. */
export function PublishAsItIs(props: Props) {
  const { t } = useTranslation()
  const [isAsked, setIsAsked] = useState(false)
  return (
    <>
      <Button size="xs" onClick={() => setIsAsked(true)}>
        {t('notebooks.publishAsItIs')}
      </Button>
      {isAsked && <PublishNewest {...props} onClose={() => setIsAsked(false)} />}
    </>
  )
}

function PublishNewest({ projectUuid, app, document, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const go = useGo()
  const [failure, setFailure] = useState<string | null>(null)
  const publish = useCheckedPublish({
    appUuid: app.uuid,
    publishes: { version: app.newest?.version ?? 1, draftVersion: null },
    async prepare() {
      setFailure(null)
      return { version: null, comparedVersion: app.newest?.version ?? 1 }
    },
    async onPublished() {
      toastAction({ message: t('publish.done', { name: app.name }), label: t('apps.open'), onPress: () => go(paths.app(projectUuid, app.uuid)) })
      onClose()
      await Promise.all([queryClient.invalidateQueries({ queryKey: ['app', app.uuid] }), refreshContentLists(queryClient, projectUuid)])
    },
    onFailed: async (error) => setFailure(messageOf(error)),
  })
  const close = (): void => {
    if (!publish.isRunning || publish.isPickedUp) onClose()
  }
  return (
    <Modal opened onClose={close} title={t('publish.title', { name: app.name })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void publish.start()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('appPublish.intro')}</Text>
          <NothingShown document={document} />
          <NotebookProblems document={document} />
          <PublishSteps publish={publish} failure={failure} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
