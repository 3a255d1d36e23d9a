import { Anchor, Badge, Button, Skeleton, Table, Text } from '@mantine/core'
import { IconPlus, IconRobot } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serviceAccountsQuery, type ServiceAccount } from '../../api/service-accounts.ts'
import { Ago } from '../../components/ago.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { AgentsCard } from '../../components/tokens/agents-card.tsx'
import { NewAccountDialog } from './new-account-dialog.tsx'
import { WideTable } from '../../components/wide-table.tsx'

/** Accounts of programs in the organization. */
export function ServiceAccountsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const accounts = useQuery(serviceAccountsQuery)
  const [isNew, setNew] = useState(false)
  useCrumbs([{ label: t('serviceAccounts.title') }])
  const onMade = async ({ uuid }: ServiceAccount): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: serviceAccountsQuery.queryKey })
    go(paths.serviceAccount(uuid))
  }
  const begin = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('serviceAccounts.new')}
    </Button>
  )
  return (
    <Page title={t('serviceAccounts.title')} description={t('serviceAccounts.description')} actions={begin}>
      <QueryBoundary query={accounts} failed={t('serviceAccounts.failed')} skeleton={<Skeleton height={200} />}>
        {(all) => (all.length === 0 ? <EmptyState icon={IconRobot} text={t('serviceAccounts.empty')} action={begin} /> : <AccountTable accounts={all} />)}
      </QueryBoundary>
      <AgentsCard />
      {isNew && <NewAccountDialog onMade={onMade} onClose={() => setNew(false)} />}
    </Page>
  )
}

function AccountTable({ accounts }: { accounts: readonly ServiceAccount[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={480}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('serviceAccounts.name')}</Table.Th>
            <Table.Th>{t('serviceAccounts.role')}</Table.Th>
            <Table.Th>{t('serviceAccounts.tokensTitle')}</Table.Th>
            <Table.Th>{t('serviceAccounts.lastUsed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map(({ uuid, name, description, role, isActive, tokens, lastUsedAt }) => (
            <Table.Tr key={uuid}>
              <Table.Td maw={360}>
                <Anchor component={LinkTo} href={paths.serviceAccount(uuid)} fw={550} size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </Anchor>{' '}
                {!isActive && <Badge color="gray">{t('serviceAccounts.off')}</Badge>}
                {description !== null && (
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{t(`roles.${role}`)}</Table.Td>
              <Table.Td className="numbers">{t('serviceAccounts.tokens', { count: tokens })}</Table.Td>
              <Table.Td>{lastUsedAt === null ? t('serviceAccounts.notUsed') : <Ago at={lastUsedAt} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
