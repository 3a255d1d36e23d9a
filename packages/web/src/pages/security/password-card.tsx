import { Button, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ownSecurityQuery } from '../../api/security.ts'
import { changePassword, hasPasswordQuery } from '../../api/tokens.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** Changes the password; the first one of somebody who has none takes no old one. */
export function PasswordCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const hasPassword = useQuery(hasPasswordQuery)
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const change = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    try {
      await changePassword({ ...(hasPassword.data === true ? { password } : {}), newPassword })
      setPassword('')
      setNewPassword('')
      await queryClient.invalidateQueries({ queryKey: hasPasswordQuery.queryKey })
      await queryClient.invalidateQueries({ queryKey: ownSecurityQuery.queryKey })
      toastDone(t('profile.passwordChanged'))
    } catch (error) {
      toastFailed(t('profile.passwordFailed'), error)
    }
  }
  return (
    <Paper withBorder radius="md" p="md">
      <Title order={2} size="h5" mb="sm">
        {t('profile.password')}
      </Title>
      <form onSubmit={(event) => void change(event)}>
        <Stack gap="sm">
          {hasPassword.data === false ? (
            <Text size="sm" c="dimmed">
              {t('profile.noPassword')}
            </Text>
          ) : (
            <PasswordInput
              label={t('profile.currentPassword')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              required
            />
          )}
          <PasswordInput
            label={t('profile.newPassword')}
            description={t('profile.passwordHint')}
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
            autoComplete="new-password"
            required
          />
          <Group justify="flex-end">
            <Button type="submit" size="xs" disabled={newPassword.length < 8}>
              {t('profile.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
