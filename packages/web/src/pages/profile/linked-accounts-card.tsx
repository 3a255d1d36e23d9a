import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginLinking, linkedAccountsQuery, signInOptionsQuery, unlinkAccount, type LinkedAccount, type ProviderChoice } from '../../api/sign-in-methods.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** The reader's accounts at identity providers: linked and unlinked here. Nothing where there is neither account nor provider. */
export function LinkedAccountsCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const accounts = useQuery(linkedAccountsQuery)
  const providers = useQuery(signInOptionsQuery()).data?.providers ?? []
  const [leaving, setLeaving] = useState<LinkedAccount | null>(null)
  if (providers.length === 0 && accounts.data?.length === 0) return null
  const unlink = async (account: LinkedAccount): Promise<void> => {
    await unlinkAccount(account)
    toastDone(t('linkedAccounts.unlinked'))
    setLeaving(null)
    await queryClient.invalidateQueries({ queryKey: linkedAccountsQuery.queryKey })
  }
  return (
    <Card title={t('linkedAccounts.title')} text={t('linkedAccounts.text')}>
      <QueryBoundary query={accounts} failed={t('linkedAccounts.failed')} skeleton={<Skeleton height={60} />}>
        {(linked) => (
          <Stack gap="sm">
            {linked.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('linkedAccounts.none')}
              </Text>
            )}
            {linked.map((account) => (
              <Linked key={`${account.issuer} ${account.email}`} account={account} onUnlink={() => setLeaving(account)} />
            ))}
            <Group gap="xs">
              {providers.map((provider) => (
                <LinkButton key={provider.slug} provider={provider} />
              ))}
            </Group>
          </Stack>
        )}
      </QueryBoundary>
      {leaving !== null && (
        <ConfirmDialog
          title={t('linkedAccounts.unlinkTitle', { email: leaving.email })}
          text={t('linkedAccounts.unlinkText', { issuer: leaving.issuer })}
          confirm={t('linkedAccounts.unlink')}
          failed={t('linkedAccounts.unlinkFailed')}
          onConfirm={() => unlink(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Card>
  )
}

function Linked({ account: { email, issuer, createdAt }, onUnlink }: { account: LinkedAccount; onUnlink: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" truncate>
          {email}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {issuer} · {t('linkedAccounts.since')} <Ago at={createdAt} />
        </Text>
      </div>
      <Button size="compact-xs" variant="default" aria-label={t('linkedAccounts.unlinkNamed', { email })} onClick={onUnlink}>
        {t('linkedAccounts.unlink')}
      </Button>
    </Group>
  )
}

function LinkButton({ provider: { slug, name } }: { provider: ProviderChoice }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const link = async (): Promise<void> => {
    setBusy(true)
    try {
      window.location.assign((await beginLinking(slug)).url)
    } catch (error) {
      toastFailed(t('linkedAccounts.linkFailed'), error)
      setBusy(false)
    }
  }
  return (
    <Button size="xs" variant="default" loading={busy} onClick={() => void link()}>
      {t('linkedAccounts.link', { name })}
    </Button>
  )
}
