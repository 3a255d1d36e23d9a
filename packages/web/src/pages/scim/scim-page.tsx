import { Anchor, Button, Group, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scimQuery, type ScimStatus } from '../../api/scim.ts'
import { createServiceAccount, createServiceToken, serviceAccountsQuery } from '../../api/service-accounts.ts'
import type { NewToken, TokenWish } from '../../api/tokens.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { copyText } from '../../components/copy-text.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone } from '../../components/toast.ts'
import { NewTokenDialog } from '../../components/tokens/new-token-dialog.tsx'
import { ShownOnceDialog } from '../../components/tokens/shown-once-dialog.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'

/** How an identity provider is connected, what it did last, and who has the last word. */
export function ScimPage() {
  const { t } = useTranslation()
  const status = useQuery(scimQuery)
  useCrumbs([{ label: t('scim.title') }])
  return (
    <Page title={t('scim.title')} description={t('scim.description')}>
      <QueryBoundary query={status} failed={t('scim.failed')} skeleton={<Skeleton height={260} />}>
        {(known) => (
          <Stack>
            <Connect tokens={known.tokens} />
            <State status={known} />
            <Card title={t('scim.wins')}>
              <Stack gap="xs">
                <Text size="sm">{t('scim.winsText')}</Text>
                <Text size="sm">{t('scim.deleteText')}</Text>
                <Text size="sm">{t('scim.signInText')}</Text>
              </Stack>
            </Card>
          </Stack>
        )}
      </QueryBoundary>
    </Page>
  )
}

function Connect({ tokens }: { tokens: number }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isNew, setNew] = useState(false)
  const [shown, setShown] = useState<NewToken | null>(null)
  const address = `${window.location.origin}/scim/v2`
  const copy = async (): Promise<void> => {
    if (await copyText(address)) toastDone(t('scim.copied'))
  }
  const create = async (wish: TokenWish): Promise<NewToken> => {
    const name = t('scim.accountName')
    const accounts = await queryClient.fetchQuery({ ...serviceAccountsQuery, staleTime: 0 })
    const account = accounts.find((one) => one.name === name && one.role === 'admin') ?? (await createServiceAccount({ name, role: 'admin' }))
    return createServiceToken(account.uuid, wish)
  }
  const onMade = async (token: NewToken): Promise<void> => {
    setNew(false)
    setShown(token)
    await Promise.all([scimQuery, serviceAccountsQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })))
  }
  return (
    <Card title={t('scim.connect')} text={t('scim.connectText')}>
      <Stack gap="sm">
        <Group align="flex-end" gap="xs">
          <TextInput label={t('scim.url')} value={address} readOnly onFocus={(event) => event.currentTarget.select()} style={{ flex: '1 1 260px' }} maw={520} />
          <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
            {t('scim.copy')}
          </Button>
        </Group>
        <Group gap="sm">
          <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setNew(true)}>
            {t('scim.newToken')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('scim.tokens', { count: tokens })}{' '}
            <Anchor component={LinkTo} href={paths.serviceAccounts()} size="sm" underline="always">
              {t('scim.seeTokens')}
            </Anchor>
          </Text>
        </Group>
      </Stack>
      {isNew && (
        <NewTokenDialog owner="service" description={t('scim.tokenName')} scopes={['scim']} create={create} onMade={onMade} onClose={() => setNew(false)} />
      )}
      {shown !== null && <ShownOnceDialog token={shown} onClose={() => setShown(null)} />}
    </Card>
  )
}

function State({ status: { lastCallAt, lastChangeAt, users, groups } }: { status: ScimStatus }) {
  const { t } = useTranslation()
  const facts = [
    [t('scim.lastCall'), lastCallAt === null ? t('scim.never') : <Ago key="call" at={lastCallAt} />],
    [t('scim.lastChange'), lastChangeAt === null ? t('scim.never') : <Ago key="change" at={lastChangeAt} />],
    [t('scim.users'), users],
    [t('scim.groups'), groups],
  ] as const
  return (
    <Card title={t('scim.state')}>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text fw={550} className="numbers" component="div">
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  )
}
