import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconPencil, IconPower, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  deleteServiceAccount,
  serviceAccountQuery,
  serviceAccountsQuery,
  updateServiceAccount,
  type AccountChange,
  type ServiceAccount,
} from '../../api/service-accounts.ts'
import type { Token } from '../../api/tokens.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { Page } from '../../components/page.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { AccountRights } from './account-rights.tsx'
import { AccountTokens } from './account-tokens.tsx'

/** One service account: what it may, and its tokens. */
export function ServiceAccountPage() {
  const { t } = useTranslation()
  const found = useQuery(serviceAccountQuery(useRouteParam('account')))
  const all = { label: t('serviceAccounts.title'), href: paths.serviceAccounts() }
  const title = found.data?.account.name ?? t('serviceAccounts.one')
  useCrumbs([all, { label: title }])
  return (
    <PageBoundary query={found} title={title} failed={t('serviceAccounts.oneFailed')} back={all}>
      {({ account, tokens }) => <AccountContent account={account} tokens={tokens} />}
    </PageBoundary>
  )
}

function AccountContent({ account, tokens }: { account: ServiceAccount; tokens: readonly Token[] }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const close = (): void => setDialog(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: serviceAccountsQuery.queryKey })
  const change = async (wish: AccountChange): Promise<void> => {
    try {
      await updateServiceAccount(account.uuid, wish)
    } catch (error) {
      toastFailed(t('serviceAccounts.changeFailed'), error)
    }
    await refresh()
  }
  const rename = async ({ name }: { name: string }): Promise<void> => {
    await updateServiceAccount(account.uuid, { name })
    await refresh()
    close()
  }
  const remove = async (): Promise<void> => {
    await deleteServiceAccount(account.uuid)
    go(paths.serviceAccounts())
    await queryClient.invalidateQueries({ queryKey: serviceAccountsQuery.queryKey, exact: true })
  }
  return (
    <Page
      title={account.name}
      description={account.createdBy === null ? t('serviceAccounts.one') : t('serviceAccounts.madeBy', { name: account.createdBy.name })}
      actions={
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} onClick={() => setDialog('rename')}>
            {t('serviceAccounts.rename')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconPower size={15} />} onClick={() => void change({ isActive: !account.isActive })}>
            {account.isActive ? t('serviceAccounts.switchOff') : t('serviceAccounts.switchOn')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
            {t('serviceAccounts.delete')}
          </Button>
        </Group>
      }
    >
      <Stack>
        {!account.isActive && <Alert color="gray">{t('serviceAccounts.switchedOff')}</Alert>}
        <AccountTokens accountUuid={account.uuid} tokens={tokens} refresh={refresh} />
        <AccountRights account={account} change={change} />
      </Stack>
      {dialog === 'rename' && (
        <NameDialog
          title={t('serviceAccounts.rename')}
          name={account.name}
          submit={t('serviceAccounts.rename')}
          failed={t('serviceAccounts.renameFailed')}
          onSubmit={rename}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('serviceAccounts.deleteTitle', { name: account.name })}
          text={t('serviceAccounts.deleteText')}
          confirm={t('serviceAccounts.delete')}
          failed={t('serviceAccounts.deleteFailed')}
          onConfirm={remove}
          onClose={close}
        />
      )}
    </Page>
  )
}
