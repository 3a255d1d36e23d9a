import { Alert, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { getDraft, type DraftOnServer } from '../../api/drafts.ts'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { QueryBoundary } from '../query-boundary.tsx'
import { useGo } from '../use-go.ts'
import type { DifferenceOf } from './difference-of.ts'
import type { PublishFormProps } from './publish-form.tsx'

type Props<D> = {
  draft: OpenDraft<D>
  projectUuid: string
  name: string
  /** Where it is looked at then. */
  publishedHref: string
  difference: DifferenceOf<D>
  /** What is published, see `PublishFormProps`. */
  finished: D
  /** What publishes it. */
  form: ComponentType<PublishFormProps<D>>
  onClose: () => void
}

/** What publishing would change for everybody, and the button that does it. */
export function PublishDialog<D extends object>({ draft, projectUuid, name, publishedHref, difference: Compared, finished, form: Form, onClose }: Props<D>) {
  const { t } = useTranslation()
  const go = useGo()
  const { kind, uuid, state, store } = draft
  const [isBusy, setIsBusy] = useState(false)
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
    <Modal opened onClose={() => !isBusy && onClose()} withCloseButton={!isBusy} size="xl" title={t('publish.title', { name })}>
      <QueryBoundary query={compared} failed={t('publish.loadFailed')} skeleton={<Skeleton height={200} />}>
        {({ published }) => (
          <Stack gap="sm">
            <Text size="sm">{t('publish.intro')}</Text>
            {state.baseVersion < published.number && <Replaces published={published} />}
            <Compared projectUuid={projectUuid} before={published.document} after={finished} />
            <Form
              draft={draft}
              projectUuid={projectUuid}
              name={name}
              finished={finished}
              published={published}
              onCompare={() => void compared.refetch()}
              onBusy={setIsBusy}
              onDone={() => go(publishedHref)}
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
