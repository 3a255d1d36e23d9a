import { Badge, Button, Group, Paper, Skeleton, Table, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endOtherSessions, endSession, sessionsQuery } from '../../api/accounts.ts'
import { Ago } from '../../components/ago.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { browserName } from './browser-name.ts'
import { WideTable } from '../../components/wide-table.tsx'

/** Where the reader is signed in; each place can be signed out. */
export function SessionsCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const end = async (ending: () => Promise<unknown>): Promise<void> => {
    try {
      await ending()
      toastDone(t('sessions.ended'))
    } catch (error) {
      toastFailed(t('sessions.endFailed'), error)
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  }
  return (
    <Paper withBorder radius="md" p="md">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h5">
            {t('sessions.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('sessions.text')}
          </Text>
        </div>
        {(sessions.data?.length ?? 0) > 1 && (
          <Button size="xs" variant="default" onClick={() => void end(endOtherSessions)}>
            {t('sessions.endOthers')}
          </Button>
        )}
      </Group>
      <QueryBoundary query={sessions} failed={t('sessions.failed')} skeleton={<Skeleton height={80} />}>
        {(all) => (
          <WideTable minWidth={420} hasActions label={t('sessions.title')}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('sessions.browser')}</Table.Th>
                  <Table.Th>{t('sessions.started')}</Table.Th>
                  <Table.Th>{t('sessions.lastSeen')}</Table.Th>
                  <Table.Th aria-label={t('sessions.end')} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((session) => {
                  const name = browserName(session.userAgent) ?? t('sessions.unknown')
                  return (
                    <Table.Tr key={session.uuid}>
                      <Table.Td>
                        {name}{' '}
                        {session.isCurrent && (
                          <Badge size="sm" variant="light">
                            {t('sessions.current')}
                          </Badge>
                        )}
                      </Table.Td>
                      <Table.Td>
                        <Ago at={session.createdAt} />
                      </Table.Td>
                      <Table.Td>
                        <Ago at={session.lastSeenAt} />
                      </Table.Td>
                      <Table.Td ta="right">
                        {!session.isCurrent && (
                          <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t('sessions.endNamed', { name })}
                            onClick={() => void end(() => endSession(session.uuid))}
                          >
                            {t('sessions.end')}
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  )
                })}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </QueryBoundary>
    </Paper>
  )
}
