import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import type { MetricQuery } from '@atrium/semantic'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endpointDraftQuery, saveEndpointDraft, type EndpointDraft } from '../../api/endpoint-drafts.ts'
import { endpointQuery, mayWithEndpoint, type Endpoint } from '../../api/endpoints.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { toastDone } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { hasFields } from '../../explore/explore-state.ts'
import { closedQuery, type OpenFilters } from '../../explore/open-filters.ts'
import { paths } from '../../shell/paths.ts'
import { useExplore } from './explore-context.ts'
import { useOpenFilters } from './use-open-filters.tsx'

/** Says that the question is that of an endpoint, and keeps it as the endpoint's draft. */
export function ChangedEndpoint({ name }: { name: string }) {
  const { t } = useTranslation()
  const { projectUuid, state } = useExplore()
  const endpoint = useQuery(endpointQuery(projectUuid, name))
  const draft = useQuery({
    ...endpointDraftQuery(projectUuid, name),
    enabled: endpoint.data !== undefined && mayWithEndpoint(endpoint.data, 'endpoint.update'),
  })
  const [isOpen, setIsOpen] = useState(false)
  if (endpoint.data === undefined || draft.data === undefined) return null
  return (
    <Alert color="blue" variant="light" m="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('endpoints.changing', { name })}</Text>
        <Button size="compact-sm" disabled={!hasFields(state)} onClick={() => setIsOpen(true)}>
          {t('endpoints.keepDraft')}
        </Button>
      </Group>
      {isOpen && <KeepDialog endpoint={endpoint.data} draft={draft.data} onClose={() => setIsOpen(false)} />}
    </Alert>
  )
}

function KeepDialog({ endpoint, draft, onClose }: { endpoint: Endpoint; draft: EndpointDraft | null; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const { projectUuid } = useExplore()
  const { fields, asked } = useOpenFilters(openBefore(draft?.query ?? endpoint.versions[0]?.query))
  const keep = async (): Promise<void> => {
    if (asked === null) return
    const kept = await saveEndpointDraft(projectUuid, endpoint.name, asked, draft?.version ?? null)
    queryClient.setQueryData(endpointDraftQuery(projectUuid, endpoint.name).queryKey, kept)
    toastDone(t('endpointLife.draftSaved'))
    go(paths.endpoint(projectUuid, endpoint.name))
  }
  return (
    <Modal opened onClose={onClose} title={t('endpoints.keepDraftTitle', { name: endpoint.name })} size="lg">
      <DialogForm submit={t('endpoints.keepDraft')} disabled={asked === null} onSubmit={keep} failed={t('endpointLife.draftNotSaved')} onClose={onClose}>
        {fields}
      </DialogForm>
    </Modal>
  )
}

const openBefore = (query: EndpointDraft['query'] | undefined): OpenFilters =>
  query?.kind === 'metric' ? closedQuery(JSON.parse(query.text) as MetricQuery, query.variables).open : {}
