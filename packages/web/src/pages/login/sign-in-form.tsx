import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconFingerprint } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { ApiError } from '../../api/api-error.ts'
import { signInWithPasskey } from '../../api/security.ts'
import { signIn } from '../../api/session.ts'
import { hasPasskeys } from '../../components/has-passkeys.ts'
import { passkeyFailure } from '../../components/passkey-failure.ts'
import { SecondStepForm } from './second-step-form.tsx'

type Props = {
  initialEmail?: string
  /** Called with the session in place; the button stays busy until it settles. */ onSignedIn: () => Promise<void>
  /** Told the address once it is typed. */ onEmail?: (email: string) => void
}

/** E-mail and password, then the second step for those who have one; or a passkey instead of all of it. */
export function SignInForm(props: Props) {
  const [step, setStep] = useState<'password' | 'second'>('password')
  const [failure, setFailure] = useState<string | null>(null)
  if (step === 'password') return <PasswordForm {...props} failure={failure} onFailure={setFailure} onSecondStep={() => setStep('second')} />
  const startAgain = (why: string | null): void => {
    setFailure(why)
    setStep('password')
  }
  return <SecondStepForm onSignedIn={props.onSignedIn} onStartAgain={startAgain} />
}

type PasswordProps = Props & { failure: string | null; onFailure: (failure: string | null) => void; onSecondStep: () => void }

function PasswordForm({ initialEmail = '', onSignedIn, onEmail, failure, onFailure, onSecondStep }: PasswordProps) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: initialEmail, password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('login.emailMissing')),
      password: (value) => (value === '' ? t('login.passwordMissing') : null),
    },
  })
  const submit = async (values: { email: string; password: string }): Promise<void> => {
    onFailure(null)
    try {
      await signIn({ ...values, email: values.email.trim() })
      await onSignedIn()
    } catch (error) {
      if (error instanceof ApiError && error.name === 'SecondStepError') onSecondStep()
      else onFailure(messageOf(error))
    }
  }
  const enterWithPasskey = async (): Promise<void> => {
    setAsking(true)
    onFailure(null)
    try {
      await signInWithPasskey()
      await onSignedIn()
    } catch (error) {
      const told = passkeyFailure(error, t)
      onFailure(messageOf(told))
    }
    setAsking(false)
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
        {hasPasskeys() && (
          <Button
            variant="default"
            leftSection={<IconFingerprint size={16} aria-hidden />}
            loading={isAsking}
            fullWidth
            onClick={() => void enterWithPasskey()}
          >
            {t('passkeys.signIn')}
          </Button>
        )}
      </Stack>
    </form>
  )
}
