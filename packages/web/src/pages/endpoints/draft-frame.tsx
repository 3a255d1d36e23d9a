import { Alert, Button, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { discardEndpointDraft, endpointDraftQuery, saveEndpointDraft, type DraftQuery, type EndpointDraft } from '../../api/endpoint-drafts.ts'
import type { Endpoint } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { PublishEndpointDialog } from './publish-endpoint-dialog.tsx'

type Props = {
  projectUuid: string
  endpoint: Endpoint
  draft: EndpointDraft | null
  /** What is written, as it would be saved; null: it cannot be. Absent where it is kept elsewhere. */ query?: DraftQuery | null
  isChanged: boolean
  /** Where it is written. */ children: ReactNode
}

/** Around the editor of an endpoint's next query: whose draft it is, saving and discarding it, and publishing after a look at what callers would notice. */
export function DraftFrame({ projectUuid, endpoint, draft, query, isChanged, children }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [isPublishing, setIsPublishing] = useState(false)
  const know = (next: EndpointDraft | null): unknown => queryClient.setQueryData(endpointDraftQuery(projectUuid, endpoint.name).queryKey, next)
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toastFailed(t('endpointLife.draftNotSaved'), error)
    } finally {
      setBusy(false)
    }
  }
  const save = (wanted: DraftQuery): Promise<void> =>
    attempt(async () => {
      know(await saveEndpointDraft(projectUuid, endpoint.name, wanted, draft?.version ?? null))
      toastDone(t('endpointLife.draftSaved'))
    })
  const discard = (version: string): Promise<void> =>
    attempt(async () => {
      await discardEndpointDraft(projectUuid, endpoint.name, version)
      know(null)
    })
  return (
    <>
      {draft !== null && (
        <Alert color="yellow" variant="light">
          <Group justify="space-between" gap="xs">
            <Text size="sm">
              {t('endpointLife.draftOf', {
                name: draft.savedBy === null ? t('endpoints.somebodyGone') : `${draft.savedBy.firstName} ${draft.savedBy.lastName}`,
              })}{' '}
              <Ago at={draft.savedAt} />
            </Text>
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => void discard(draft.version)}>
              {t('endpointLife.discard')}
            </Button>
          </Group>
        </Alert>
      )}
      {children}
      <Group gap="sm">
        {query !== undefined && (
          <Button variant="default" loading={busy} disabled={!isChanged || query === null} onClick={() => query !== null && void save(query)}>
            {t('endpointLife.saveDraft')}
          </Button>
        )}
        <Button disabled={draft === null || isChanged} onClick={() => setIsPublishing(true)}>
          {t('endpointLife.publish')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('endpointLife.note', { number: endpoint.version })}
        </Text>
      </Group>
      {isPublishing && draft !== null && <PublishEndpointDialog {...{ projectUuid, endpoint, draft }} onClose={() => setIsPublishing(false)} />}
    </>
  )
}
