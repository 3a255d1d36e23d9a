import { List, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordSignInQuery, providersQuery, setPasswordSignIn, type PasswordSignIn } from '../../api/sign-in-methods.ts'
import { Card } from '../../components/card.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** Whether members have passwords, and who keeps one in any case. */
export function PasswordCard() {
  const { t } = useTranslation()
  const passwords = useQuery(passwordSignInQuery)
  return (
    <Card title={t('signInMethods.passwords')}>
      <QueryBoundary query={passwords} failed={t('signInMethods.passwordsFailed')} skeleton={<Skeleton height={100} />}>
        {(known) => <PasswordSwitch known={known} />}
      </QueryBoundary>
    </Card>
  )
}

function PasswordSwitch({ known: { isOn, keepers } }: { known: PasswordSignIn }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const hasProvider = useQuery(providersQuery).data?.some(({ isEnabled }) => isEnabled) === true
  const change = async (wanted: boolean): Promise<void> => {
    setBusy(true)
    try {
      queryClient.setQueryData(passwordSignInQuery.queryKey, await setPasswordSignIn(wanted))
      await queryClient.invalidateQueries({ queryKey: ['sign-in-options'] })
      toastDone(t('signInMethods.passwordsSaved'))
    } catch (error) {
      toastFailed(t('signInMethods.passwordsSaveFailed'), error)
    }
    setBusy(false)
  }
  return (
    <Stack gap="sm">
      <Switch
        label={t('signInMethods.passwordsOn')}
        description={t('signInMethods.passwordsOnText')}
        checked={isOn}
        disabled={busy || (isOn && (!hasProvider || keepers.length === 0))}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      {isOn && !hasProvider && <Text size="sm">{t('signInMethods.noProvider')}</Text>}
      {keepers.length === 0 ? (
        <Text size="sm">{t('signInMethods.noKeeper')}</Text>
      ) : (
        <div>
          <Text size="sm">{t('signInMethods.keepers', { count: keepers.length })}</Text>
          <List size="sm" mt={4}>
            {keepers.map(({ userUuid, name, email }) => (
              <List.Item key={userUuid}>{name === '' ? email : `${name} (${email})`}</List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  )
}
