import { Divider, Modal, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { signInGate } from '../api/gate.ts'
import { userQuery } from '../api/session.ts'
import { signInOptionsQuery } from '../api/sign-in-methods.ts'
import { SignInForm } from '../pages/login/sign-in-form.tsx'
import { SignInWays } from '../pages/login/sign-in-ways.tsx'

/** Shown over the page when the session ended: signing in goes on where one was, nothing is lost. */
export function SignInDialog() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const user = useQuery({ ...userQuery, enabled: false }).data
  const done = async (): Promise<void> => {
    await queryClient.fetchQuery({ ...userQuery, staleTime: 0 })
    signInGate.open(true)
  }
  const providers = useQuery(signInOptionsQuery()).data?.providers ?? []
  useEffect(() => {
    // Whoever comes back from signing in in another tab is signed in here too; nobody else notices that it was asked.
    const lookAgain = (): void => {
      queryClient.fetchQuery({ ...userQuery, staleTime: 0, retry: false }).then(
        () => signInGate.open(true),
        () => undefined,
      )
    }
    window.addEventListener('focus', lookAgain)
    return () => window.removeEventListener('focus', lookAgain)
  }, [queryClient])
  return (
    <Modal opened onClose={() => signInGate.open(false)} title={t('login.again')} closeOnClickOutside={false}>
      <Text size="sm" c="dimmed" mb="md">
        {t('login.againWhy')}
      </Text>
      <SignInForm initialEmail={user?.email ?? ''} onSignedIn={done} />
      {providers.length > 0 && (
        <Stack mt="md" gap="sm">
          <Divider label={t('signInWays.or')} />
          <SignInWays providers={providers} returnPath="/" isMain={false} opensTab />
          <Text size="xs" c="dimmed">
            {t('signInWays.elsewhere')}
          </Text>
        </Stack>
      )}
    </Modal>
  )
}
