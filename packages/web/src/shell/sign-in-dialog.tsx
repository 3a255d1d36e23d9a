import { Modal, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { userQuery } from '../api/session.ts'
import { openGate } from '../api/sign-in-gate.ts'
import { SignInForm } from '../pages/login/sign-in-form.tsx'

/** Shown over the page when the session ended: signing in goes on where one was, nothing is lost. */
export function SignInDialog() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const user = useQuery({ ...userQuery, enabled: false }).data
  const done = async (): Promise<void> => {
    await queryClient.fetchQuery({ ...userQuery, staleTime: 0 })
    openGate(true)
  }
  return (
    <Modal opened onClose={() => openGate(false)} title={t('login.again')} closeOnClickOutside={false}>
      <Text size="sm" c="dimmed" mb="md">
        {t('login.againWhy')}
      </Text>
      <SignInForm initialEmail={user?.email ?? ''} onSignedIn={done} />
    </Modal>
  )
}
