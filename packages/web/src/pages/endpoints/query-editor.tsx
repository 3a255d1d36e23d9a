import { Alert, Button, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { discardEndpointDraft, endpointDraftQuery, saveEndpointDraft, type EndpointDraft } from '../../api/endpoint-drafts.ts'
import type { Endpoint, VariableWish } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { Code } from '../../components/code.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { PublishEndpointDialog } from './publish-endpoint-dialog.tsx'
import { VariableFields } from './variable-fields.tsx'
import { givenValue, wishesFor } from './variable-wishes.ts'

type Props = { projectUuid: string; endpoint: Endpoint; draft: EndpointDraft | null }

/** SQL of the next version: kept as a draft, and published after a look at what callers would notice. */
export function QueryEditor({ projectUuid, endpoint, draft }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const shown = draft?.query ?? endpoint.versions[0]?.query
  const [text, setText] = useState(shown?.text ?? '')
  const [said, setSaid] = useState<Readonly<Record<string, VariableWish>>>({})
  const [busy, setBusy] = useState(false)
  const [isPublishing, setIsPublishing] = useState(false)
  const wishes = wishesFor(text, said, shown?.variables)
  const isChanged = text !== shown?.text || Object.keys(said).length > 0
  const know = (next: EndpointDraft | null): unknown => queryClient.setQueryData(endpointDraftQuery(projectUuid, endpoint.name).queryKey, next)
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      return true
    } catch (error) {
      toastFailed(t('endpointLife.draftNotSaved'), error)
      return false
    } finally {
      setBusy(false)
    }
  }
  const save = (): Promise<boolean> =>
    attempt(async () => {
      const variables = wishes.map(({ name, type, value }) => ({ name, type, ...(value === '' ? {} : { value: givenValue(type, value) }) }))
      know(await saveEndpointDraft(projectUuid, endpoint.name, { kind: 'sql', sql: text, variables }, draft?.version ?? null))
      toastDone(t('endpointLife.draftSaved'))
    })
  const discard = (version: string): Promise<boolean> =>
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
      <Code label={t('endpoints.sql')} value={text} onChange={setText} minHeight={160} lineNumbers language="sql" />
      <VariableFields wishes={wishes} onChange={(wish) => setSaid({ ...said, [wish.name]: wish })} />
      <Group gap="sm">
        <Button variant="default" onClick={() => void save()} loading={busy} disabled={!isChanged}>
          {t('endpointLife.saveDraft')}
        </Button>
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
