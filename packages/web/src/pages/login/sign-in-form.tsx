import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '../../api/session.ts'

type Props = {
  initialEmail?: string
  /** Called with the session in place; the button stays busy until it settles. */ onSignedIn: () => Promise<void>
  /** Told the address once it is typed. */ onEmail?: (email: string) => void
}

/** E-mail and password. */
export function SignInForm({ initialEmail = '', onSignedIn, onEmail }: Props) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: initialEmail, password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('login.emailMissing')),
      password: (value) => (value === '' ? t('login.passwordMissing') : null),
    },
  })
  const submit = async (values: { email: string; password: string }): Promise<void> => {
    setFailure(null)
    try {
      await signIn({ ...values, email: values.email.trim() })
      await onSignedIn()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <form onSubmit={form.onSubmit((values) => submit(values))} noValidate>
      <Stack>
        {failure !== null && (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        )}
        <TextInput
          label={t('login.email')}
          type="email"
          autoComplete="username"
          data-autofocus={initialEmail === '' || undefined}
          required
          {...form.getInputProps('email')}
          onBlur={(event) => onEmail?.(event.currentTarget.value)}
          key={form.key('email')}
        />
        <PasswordInput
          label={t('login.password')}
          autoComplete="current-password"
          data-autofocus={initialEmail !== '' || undefined}
          required
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        <Button type="submit" loading={form.submitting} fullWidth>
          {t('login.signIn')}
        </Button>
      </Stack>
    </form>
  )
}
