import { Paper, Skeleton, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ownImpersonationsQuery, type PastImpersonation } from '../../api/impersonation.ts'
import { nameOf } from '../../api/members.ts'
import { Ago } from '../../components/ago.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { WideTable } from '../../components/wide-table.tsx'

/** When administrators looked at the product as the reader, and why. */
export function ImpersonationsCard() {
  const { t } = useTranslation()
  const impersonations = useQuery(ownImpersonationsQuery)
  return (
    <Paper withBorder radius="md" p="md">
      <Title order={2} size="h5">
        {t('viewAs.history')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('viewAs.historyText')}
      </Text>
      <QueryBoundary query={impersonations} failed={t('viewAs.historyFailed')} skeleton={<Skeleton height={60} />}>
        {(all) => (all.length === 0 ? <Text size="sm">{t('viewAs.never')}</Text> : <History impersonations={all} />)}
      </QueryBoundary>
    </Paper>
  )
}

function History({ impersonations }: { impersonations: readonly PastImpersonation[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={420} label={t('viewAs.history')}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('viewAs.who')}</Table.Th>
            <Table.Th>{t('viewAs.reason')}</Table.Th>
            <Table.Th>{t('viewAs.started')}</Table.Th>
            <Table.Th>{t('viewAs.minutes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {impersonations.map(({ uuid, by, reason, startedAt, endedAt }) => (
            <Table.Tr key={uuid}>
              <Table.Td>
                {by === null ? t('viewAs.gone') : nameOf(by)}
                {by !== null && (
                  <Text size="xs" c="dimmed">
                    {by.email}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{reason}</Table.Td>
              <Table.Td>
                <Ago at={startedAt} />
              </Table.Td>
              <Table.Td>{Math.max(1, Math.round((new Date(endedAt).getTime() - new Date(startedAt).getTime()) / 60_000))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
