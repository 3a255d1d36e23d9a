import { Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { IconApi } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endpointCallersQuery, type EndpointCallers } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { CallersTable } from './callers-table.tsx'

/** Who called it in the last 30 days, and the last calls with what came of them. */
export function CallersTab({ projectUuid, name }: { projectUuid: string; name: string }) {
  const { t } = useTranslation()
  const callers = useQuery(endpointCallersQuery(projectUuid, name))
  return (
    <QueryBoundary query={callers} failed={t('endpoints.callersFailed')} skeleton={<Skeleton height={120} />}>
      {(found) => (found.calls === 0 ? <EmptyState icon={IconApi} text={t('endpoints.noCalls')} /> : <Calls found={found} />)}
    </QueryBoundary>
  )
}

function Calls({ found }: { found: EndpointCallers }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      <Group gap="lg">
        <Text size="sm" className="numbers">
          {t('endpoints.callCount', { count: found.calls })}
        </Text>
        <Text size="sm" className="numbers">
          {t('endpoints.failureCount', { count: found.failures })}
        </Text>
        <Text size="sm" className="numbers">
          {t('endpoints.hitCount', { count: found.hits })}
        </Text>
        {found.p95Ms !== null && (
          <Text size="sm" className="numbers">
            {t('endpoints.p95')}: {t('endpoints.ms', { count: Math.round(found.p95Ms) })}
          </Text>
        )}
      </Group>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('endpoints.tabs.callers')}
        </Title>
        <CallersTable callers={found.callers} />
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('endpoints.lastCalls')}
        </Title>
        <WideTable minWidth={560}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('endpoints.at')}</Table.Th>
                <Table.Th>{t('endpoints.version')}</Table.Th>
                <Table.Th>{t('endpoints.outcome')}</Table.Th>
                <Table.Th ta="right">{t('endpoints.duration')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.runs.map(({ id, at, version, cache, error, rows, durationMs, times }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <Ago at={at} />
                    {times > 1 && ` × ${times}`}
                  </Table.Td>
                  <Table.Td className="numbers">{version ?? '–'}</Table.Td>
                  <Table.Td>
                    {error === null ? (
                      `${t('endpoints.rows', { count: rows ?? 0 })}${cache === 'hit' ? ` · ${t('results.cached')}` : ''}`
                    ) : (
                      <Text size="sm" c="red">
                        {error}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="right" className="numbers">
                    {t('endpoints.ms', { count: Math.round(durationMs) })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      </section>
    </Stack>
  )
}
