import { Button, Group, List, Loader, Text, Title } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endpointTestsQuery, runEndpointTests, type TestedEndpoint } from '../../../api/endpoint-tests.ts'
import type { Endpoint } from '../../../api/endpoints.ts'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { FindingsView } from './findings-view.tsx'

/** How the tests of an endpoint go on its draft; nothing is asked where there are none. */
export const useDraftTests = (projectUuid: string, endpoint: Endpoint, draftVersion: string): UseQueryResult<TestedEndpoint> =>
  useQuery({
    // Not among those of endpoints: publishing would run them once more, on a draft that is gone.
    queryKey: ['endpoint-draft-tests', projectUuid, endpoint.name, draftVersion],
    queryFn: ({ signal }) => runEndpointTests(projectUuid, endpoint.name, { draft: true }, signal),
    enabled: endpoint.tests.count > 0,
    gcTime: 0,
    // Each time they ask the warehouse anew.
    staleTime: Infinity,
    retry: false,
  })

type Props = { projectUuid: string; endpoint: Endpoint; tested: UseQueryResult<TestedEndpoint> }

/** The same for people: which tests do not pass, and why. */
export function DraftTests({ projectUuid, endpoint, tested }: Props) {
  const { t } = useTranslation()
  const tests = useQuery({ ...endpointTestsQuery(projectUuid, endpoint.name), enabled: endpoint.tests.count > 0 }).data?.tests ?? []
  if (endpoint.tests.count === 0) return null
  const failing = tested.data?.tests.filter(({ outcome }) => outcome !== 'passed') ?? []
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h5">
          {t('endpointTests.publishTests')}
        </Title>
        {tested.data !== undefined && (
          <Button size="compact-xs" variant="default" loading={tested.isFetching} onClick={() => void tested.refetch()}>
            {t('endpointTests.run')}
          </Button>
        )}
      </Group>
      {tested.isError && <ErrorPanel title={t('endpointTests.runFailed')} error={tested.error} onRetry={() => void tested.refetch()} />}
      {tested.isPending && !tested.isError && (
        <Group gap="xs" role="status">
          <Loader size="xs" />
          <Text size="sm">{t('endpointTests.publishRunning')}</Text>
        </Group>
      )}
      {tested.data !== undefined && failing.length === 0 && (
        <Text size="sm" role="status">
          {t('endpointTests.publishPassed', { count: tested.data.passed })}
        </Text>
      )}
      {failing.length > 0 && (
        <List size="sm" spacing="xs">
          {failing.map(({ name, outcome, findings }) => {
            const test = tests.find((one) => one.name === name)
            return (
              <List.Item key={name}>
                <Text span size="sm" fw={600}>
                  {name}
                </Text>{' '}
                – {t(`endpointTests.outcomes.${outcome}`)}
                {test !== undefined && <FindingsView test={test} findings={findings} />}
              </List.Item>
            )
          })}
        </List>
      )}
    </section>
  )
}
