import { Button, Group, Skeleton, Stack } from '@mantine/core'
import { IconLogin2, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteProvider, providersQuery, testProvider, type IdentityProvider, type TestedProvider } from '../../api/sign-in-methods.ts'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PasswordCard } from './password-card.tsx'
import { ProviderDialog } from './provider-dialog.tsx'
import { ProviderRow } from './provider-row.tsx'

type Open = { dialog: 'edit'; provider: IdentityProvider | null } | { dialog: 'delete'; provider: IdentityProvider }

/** How people of the organization sign in: identity providers and passwords. */
export function SignInMethodsPage() {
  const { t } = useTranslation()
  useCrumbs([{ label: t('signInMethods.title') }])
  return (
    <Page title={t('signInMethods.title')} description={t('signInMethods.description')}>
      <Stack maw={760}>
        <ProvidersCard />
        <PasswordCard />
      </Stack>
    </Page>
  )
}

function ProvidersCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const providers = useQuery(providersQuery)
  const [open, setOpen] = useState<Open | null>(null)
  /** Tests by provider; null while one is made. */
  const [tests, setTests] = useState<Readonly<Record<string, TestedProvider | null>>>({})
  const close = (): void => setOpen(null)
  const refresh = async (): Promise<void> => {
    await Promise.all(['identity-providers', 'sign-in-options'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
  }
  const test = async (uuid: string): Promise<void> => {
    setTests((before) => ({ ...before, [uuid]: null }))
    try {
      const tested = await testProvider(uuid)
      setTests((before) => ({ ...before, [uuid]: tested }))
    } catch (error) {
      setTests(({ [uuid]: _, ...others }) => others)
      toastFailed(t('signInMethods.testFailed'), error)
    }
  }
  const onSaved = async ({ uuid }: IdentityProvider): Promise<void> => {
    close()
    toastDone(t('signInMethods.saved'))
    await refresh()
    // What does not work is said; it is saved all the same.
    await test(uuid)
  }
  const remove = async ({ uuid }: IdentityProvider): Promise<void> => {
    await deleteProvider(uuid)
    close()
    await refresh()
  }
  return (
    <Card title={t('signInMethods.providers')} text={t('signInMethods.providersText')}>
      <QueryBoundary query={providers} failed={t('signInMethods.failed')} skeleton={<Skeleton height={120} />}>
        {(all) => (
          <Stack gap="md">
            {all.length === 0 && <EmptyState icon={IconLogin2} text={t('signInMethods.empty')} compact />}
            {all.map((provider) => (
              <ProviderRow
                key={provider.uuid}
                provider={provider}
                tested={tests[provider.uuid]}
                onTest={() => test(provider.uuid)}
                onChange={() => setOpen({ dialog: 'edit', provider })}
                onDelete={() => setOpen({ dialog: 'delete', provider })}
              />
            ))}
            <Group justify="flex-end">
              <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen({ dialog: 'edit', provider: null })}>
                {t('signInMethods.add')}
              </Button>
            </Group>
          </Stack>
        )}
      </QueryBoundary>
      {open?.dialog === 'edit' && <ProviderDialog known={open.provider} onSaved={onSaved} onClose={close} />}
      {open?.dialog === 'delete' && (
        <ConfirmDialog
          title={t('signInMethods.deleteTitle', { name: open.provider.name })}
          text={t('signInMethods.deleteText')}
          confirm={t('signInMethods.delete')}
          failed={t('signInMethods.deleteFailed')}
          onConfirm={() => remove(open.provider)}
          onClose={close}
        />
      )}
    </Card>
  )
}
