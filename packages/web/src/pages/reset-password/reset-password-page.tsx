import { Alert, Button, Group, Loader, PasswordInput, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { passwordResetQuery, setNewPassword } from '../../api/accounts.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { isGoodPassword } from '../../components/good-password.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { useRouteParam } from '../../components/use-route-param.ts'
import { paths } from '../../shell/paths.ts'

/** Behind a mailed link: sets a new password. */
export function ResetPasswordPage() {
  const { t } = useTranslation()
  const code = useRouteParam('code')
  const [isDone, setDone] = useState(false)
  const link = useQuery({ ...passwordResetQuery(code), enabled: !isDone })
  return (
    <PlainPage title={t('reset.title')}>
      {isDone ? (
        <Stack>
          <Text role="status">{t('reset.done')}</Text>
          <Button component={LinkTo} href={paths.login()}>
            {t('login.signIn')}
          </Button>
        </Stack>
      ) : link.isError ? (
        <ErrorPanel
          title={t('reset.failed')}
          error={link.error}
          actions={
            <Button size="xs" component={LinkTo} href={paths.forgotPassword()}>
              {t('reset.again')}
            </Button>
          }
        />
      ) : link.isPending ? (
        <Group role="status">
          <Loader size="sm" />
          <Text>{t('reset.loading')}</Text>
        </Group>
      ) : (
        <NewPasswordForm code={code} onDone={() => setDone(true)} />
      )}
    </PlainPage>
  )
}

function NewPasswordForm({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await setNewPassword(code, password)
      onDone()
      // All sessions have ended, the one of this browser too.
      queryClient.clear()
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        {failure !== null && (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        )}
        <PasswordInput
          label={t('profile.newPassword')}
          description={t('register.passwordRule')}
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={isBusy} disabled={!isGoodPassword(password)}>
          {t('reset.set')}
        </Button>
      </Stack>
    </form>
  )
}
