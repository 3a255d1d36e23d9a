import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { askForPasswordReset } from '../../api/accounts.ts'
import { healthQuery } from '../../api/session.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { paths } from '../../shell/paths.ts'

/** Asks for a link to a new password. What is said is the same for every address. */
export function ForgotPasswordPage() {
  const { t } = useTranslation()
  const sendsMail = useQuery(healthQuery).data?.hasEmailClient
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const ask = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await askForPasswordReset(email.trim())
      setSentTo(email.trim())
    } catch (error) {
      setFailure(messageOf(error))
    }
    setBusy(false)
  }
  const signIn = (
    <Button variant="default" component={LinkTo} href={paths.login()}>
      {t('login.signIn')}
    </Button>
  )
  if (sendsMail === false || sentTo !== null) {
    return (
      <PlainPage title={t('reset.title')}>
        <Stack>
          <Text role="status">{sentTo === null ? t('reset.noMail') : t('reset.sent', { email: sentTo })}</Text>
          {signIn}
        </Stack>
      </PlainPage>
    )
  }
  return (
    <PlainPage title={t('reset.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t('reset.text')}
          </Text>
          {failure !== null && (
            <Alert color="red" variant="light" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput
            label={t('login.email')}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" loading={isBusy} disabled={!email.includes('@')}>
            {t('reset.send')}
          </Button>
          {signIn}
        </Stack>
      </form>
    </PlainPage>
  )
}
