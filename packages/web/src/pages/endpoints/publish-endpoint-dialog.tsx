import { Button, Checkbox, Group, List, Modal, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareEndpointDraft, endpointDraftQuery, publishEndpointDraft, type DraftComparison, type EndpointDraft } from '../../api/endpoint-drafts.ts'
import { endpointCallersQuery, refreshEndpoints, type Endpoint } from '../../api/endpoints.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { AnswerGrid } from './answer-grid.tsx'
import { changeText } from './change-text.ts'
import { DraftTests, useDraftTests } from './tests/draft-tests.tsx'
import { givenValue, valueText } from './variable-wishes.ts'

type Props = { projectUuid: string; endpoint: Endpoint; draft: EndpointDraft; onClose: () => void }

/** What callers would notice of the draft, and what it answers; then it becomes the newest version. */
export function PublishEndpointDialog({ projectUuid, endpoint, draft, onClose }: Props) {
  const { t } = useTranslation()
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [asked, setAsked] = useState<Readonly<Record<string, unknown>>>({})
  const comparison = useQuery({
    // Not among those of endpoints: publishing would compare once more, with a draft that is gone.
    queryKey: ['endpoint-draft-comparison', projectUuid, endpoint.name, draft.version, asked],
    queryFn: ({ signal }) => compareEndpointDraft(projectUuid, endpoint.name, asked, signal),
    gcTime: 0,
  })
  const { variables } = draft.query
  const ask = (): void =>
    setAsked(Object.fromEntries(variables.flatMap(({ name, type }) => (given[name] ? [[name, givenValue(type, given[name])] as const] : []))))
  return (
    <Modal opened onClose={onClose} size="xl" title={t('endpointLife.publishTitle', { name: endpoint.name, number: endpoint.version + 1 })}>
      <Stack gap="md">
        {variables.length > 0 && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              ask()
            }}
          >
            <Group gap="sm" align="end">
              {variables.map(({ id, name, type, value }) => (
                <TextInput
                  key={id}
                  size="xs"
                  label={`${name} (${t(`endpoints.types.${type}`)})`}
                  placeholder={valueText(value)}
                  value={given[name] ?? ''}
                  onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
                />
              ))}
              <Button type="submit" size="xs" variant="default" loading={comparison.isFetching}>
                {t('endpointLife.ask')}
              </Button>
            </Group>
          </form>
        )}
        <QueryBoundary query={comparison} failed={t('endpointLife.compareFailed')} skeleton={<Skeleton height={200} />}>
          {(found) => <Comparison {...{ projectUuid, endpoint, found, onClose }} />}
        </QueryBoundary>
      </Stack>
    </Modal>
  )
}

function Comparison({ projectUuid, endpoint, found, onClose }: Omit<Props, 'draft'> & { found: DraftComparison }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isAccepted, setIsAccepted] = useState(false)
  const [busy, setBusy] = useState(false)
  const { changes, answer, notAsked, rowsBefore, draft, comparedVersion } = found
  const isBreaking = changes.some((change) => change.isBreaking)
  const tested = useDraftTests(projectUuid, endpoint, draft.version)
  const [acceptsFailing, setAcceptsFailing] = useState(false)
  const hasFailing = endpoint.tests.count > 0 && (tested.isError || (tested.data !== undefined && tested.data.passed < tested.data.tests.length))
  const isWaiting = endpoint.tests.count > 0 && tested.isPending && !tested.isError
  const publish = async (): Promise<void> => {
    setBusy(true)
    try {
      const { version, notMaterialized } = await publishEndpointDraft(projectUuid, endpoint.name, {
        version: draft.version,
        comparedVersion,
        acceptsBreaking: isAccepted,
        acceptsFailingTests: hasFailing && acceptsFailing,
      })
      queryClient.setQueryData(endpointDraftQuery(projectUuid, endpoint.name).queryKey, null)
      await refreshEndpoints(queryClient, projectUuid)
      toastDone(t('endpointLife.published', { number: version }))
      if (notMaterialized !== null) toastFailed(t('endpointLife.notMaterialized', { number: version }), new Error(notMaterialized))
    } catch (error) {
      toastFailed(t('endpointLife.publishFailed'), error)
      setBusy(false)
    }
  }
  return (
    <>
      <section>
        <Title order={3} size="h5" mb={4}>
          {t('endpointLife.noticed', { number: comparedVersion })}
        </Title>
        {changes.length === 0 ? (
          <Text size="sm">{t('endpointLife.noChange')}</Text>
        ) : (
          <List size="sm">
            {changes.map((change) => (
              <List.Item key={JSON.stringify(change)}>
                {change.isBreaking && (
                  <Text span size="sm" fw={700}>
                    {t('endpointLife.breaks')}{' '}
                  </Text>
                )}
                {changeText(t, change)}
              </List.Item>
            ))}
          </List>
        )}
        <Callers {...{ projectUuid, name: endpoint.name, version: comparedVersion }} />
      </section>
      <section>
        <Title order={3} size="h5" mb={4}>
          {t('endpointLife.answer')}
        </Title>
        {answer === null ? (
          <Text size="sm">{notAsked}</Text>
        ) : (
          <>
            <Text size="xs" c="dimmed" mb={6} className="numbers">
              {t('endpoints.rows', { count: answer.rowCount })}
              {rowsBefore !== null && ` · ${t('endpointLife.rowsBefore', { count: rowsBefore, number: comparedVersion })}`}
            </Text>
            <AnswerGrid label={t('endpointLife.answer')} columns={answer.columns} rows={answer.rows} />
          </>
        )}
      </section>
      <DraftTests {...{ projectUuid, endpoint, tested }} />
      {hasFailing && (
        <Checkbox label={t('endpointTests.acceptFailing')} checked={acceptsFailing} onChange={(event) => setAcceptsFailing(event.currentTarget.checked)} />
      )}
      {isBreaking && <Checkbox label={t('endpointLife.accept')} checked={isAccepted} onChange={(event) => setIsAccepted(event.currentTarget.checked)} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button loading={busy} disabled={(isBreaking && !isAccepted) || (hasFailing && !acceptsFailing) || isWaiting} onClick={() => void publish()}>
          {t('endpointLife.publishAs', { number: comparedVersion + 1 })}
        </Button>
      </Group>
    </>
  )
}

/** Who calls the version that is the newest so far: whoever names none gets the next one. */
function Callers({ projectUuid, name, version }: { projectUuid: string; name: string; version: number }) {
  const { t } = useTranslation()
  const callers = useQuery(endpointCallersQuery(projectUuid, name, version)).data?.callers ?? []
  const names = [...new Set(callers.map((caller) => caller.name ?? t('endpoints.somebodyGone')))]
  if (names.length === 0) return null
  return (
    <Text size="sm" mt="xs">
      {t('endpointLife.calledBy', { names: names.slice(0, 5).join(', '), count: names.length })}
    </Text>
  )
}
