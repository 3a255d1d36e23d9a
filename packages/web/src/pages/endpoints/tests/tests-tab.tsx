import type { EndpointTest } from '@atrium/documents'
import { Button, Group, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { IconPlayerPlay, IconPlus, IconTestPipe } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endpointDraftQuery } from '../../../api/endpoint-drafts.ts'
import {
  endpointTestsQuery,
  runEndpointTests,
  saveEndpointTests,
  type EndpointTests,
  type TestedEndpoint,
  type TestResult,
} from '../../../api/endpoint-tests.ts'
import { mayWithEndpoint, refreshEndpoints, type Endpoint } from '../../../api/endpoints.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { toastFailed } from '../../../components/toast.ts'
import { toastUndo } from '../../../components/toast-undo.ts'
import { TestCard } from './test-card.tsx'
import { TestDialog } from './test-dialog.tsx'

type Props = { projectUuid: string; endpoint: Endpoint }

/** What has to hold of its answers: each test with how it went, to be run, written and changed. */
export function TestsTab({ projectUuid, endpoint }: Props) {
  const { t } = useTranslation()
  const tests = useQuery(endpointTestsQuery(projectUuid, endpoint.name))
  return (
    <QueryBoundary query={tests} failed={t('endpointTests.failed')} skeleton={<Skeleton height={160} />}>
      {(found) => <Tests {...{ projectUuid, endpoint, found }} />}
    </QueryBoundary>
  )
}

function Tests({ projectUuid, endpoint, found }: Props & { found: EndpointTests }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const hasDraft = useQuery({ ...endpointDraftQuery(projectUuid, endpoint.name), enabled: mayChange }).data != null
  const [isDraft, setIsDraft] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [ran, setRan] = useState<TestedEndpoint | null>(null)
  const [editing, setEditing] = useState<EndpointTest | 'new' | null>(null)
  const ofDraft = isDraft && hasDraft
  const run = async (name: string | null): Promise<void> => {
    setBusy(name ?? '')
    try {
      const next = await runEndpointTests(projectUuid, endpoint.name, { ...(name === null ? {} : { names: [name] }), ...(ofDraft ? { draft: true } : {}) })
      setRan((before) => (name === null || before === null || before.version !== next.version ? next : withResults(before, next.tests)))
      await refreshEndpoints(queryClient, projectUuid)
    } catch (error) {
      toastFailed(t('endpointTests.runFailed'), error)
    } finally {
      setBusy(null)
    }
  }
  const save = async (tests: readonly EndpointTest[], revision: number): Promise<number> => {
    const next = await saveEndpointTests(projectUuid, endpoint.name, tests, revision)
    queryClient.setQueryData(endpointTestsQuery(projectUuid, endpoint.name).queryKey, next)
    await refreshEndpoints(queryClient, projectUuid)
    return next.revision
  }
  const write = async (test: EndpointTest): Promise<void> => {
    const isNew = editing === 'new' || editing === null
    try {
      await save(isNew ? [...found.tests, test] : found.tests.map((one) => (one.name === editing.name ? test : one)), found.revision)
    } catch (error) {
      // Somebody may have changed the endpoint since: the next attempt is of what there is then.
      await refreshEndpoints(queryClient, projectUuid)
      throw error
    }
    forget(isNew ? test.name : editing.name)
    setEditing(null)
  }
  const remove = async (name: string): Promise<void> => {
    try {
      const after = await save(
        found.tests.filter((test) => test.name !== name),
        found.revision,
      )
      forget(name)
      toastUndo({ message: t('endpointTests.removed', { name }), failed: t('endpointTests.undoFailed'), onUndo: () => save(found.tests, after) })
    } catch (error) {
      toastFailed(t('endpointTests.removeFailed'), error)
    }
  }
  const forget = (name: string): void => setRan((before) => (before === null ? null : { ...before, tests: before.tests.filter((test) => test.name !== name) }))
  const newTest = mayChange && (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t('endpointTests.new')}
    </Button>
  )
  return (
    <Stack gap="md" maw={900}>
      {found.tests.length === 0 ? (
        <EmptyState icon={IconTestPipe} text={t('endpointTests.empty')} action={newTest} />
      ) : (
        <>
          <Group gap="sm">
            <Button leftSection={<IconPlayerPlay size={16} />} loading={busy === ''} disabled={busy !== null} onClick={() => void run(null)}>
              {t('endpointTests.runAll')}
            </Button>
            {newTest}
            {hasDraft && <Switch label={t('endpointTests.ofDraft')} checked={isDraft} onChange={(event) => setIsDraft(event.currentTarget.checked)} />}
            <Text size="sm" role="status" className="numbers">
              {ran !== null && t('endpointTests.summary', tallyOf(ran.tests))}
              {ran !== null && ran.version === null && ` (${t('endpointTests.ofDraft')})`}
            </Text>
          </Group>
          <Text size="xs" c="dimmed">
            {t('endpointTests.note')}
          </Text>
          {found.tests.map((test) => (
            <TestCard
              key={test.name}
              test={test}
              last={found.results.find(({ name }) => name === test.name) ?? null}
              result={ran?.tests.find(({ name }) => name === test.name) ?? null}
              isOfDraft={ran?.version === null}
              isRunning={busy === test.name || busy === ''}
              isBusy={busy !== null}
              onRun={() => void run(test.name)}
              {...(mayChange ? { onEdit: () => setEditing(test), onRemove: () => void remove(test.name) } : {})}
            />
          ))}
        </>
      )}
      {editing !== null && (
        <TestDialog
          {...{ projectUuid, endpoint }}
          test={editing === 'new' ? null : editing}
          taken={found.tests.flatMap(({ name }) => (editing !== 'new' && name === editing.name ? [] : [name]))}
          onSave={write}
          onClose={() => setEditing(null)}
        />
      )}
    </Stack>
  )
}

const withResults = (before: TestedEndpoint, next: readonly TestResult[]): TestedEndpoint => ({
  ...before,
  tests: [...before.tests.filter((test) => !next.some(({ name }) => name === test.name)), ...next],
})

function tallyOf(tests: readonly TestResult[]): { passed: number; failed: number; notRun: number } {
  const of = (outcome: TestResult['outcome']): number => tests.filter((test) => test.outcome === outcome).length
  return { passed: of('passed'), failed: of('failed'), notRun: of('not_run') }
}
