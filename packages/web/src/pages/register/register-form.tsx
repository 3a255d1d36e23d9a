import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { registerUser } from '../../api/accounts.ts'
import { userQuery } from '../../api/session.ts'
import { isGoodPassword } from '../../components/good-password.ts'
import { useLanguage } from '../../i18n/language.ts'

const empty = { firstName: '', lastName: '', email: '', password: '' }

type Props = { /** Absent: the person names their own address. */ inviteCode?: string; /** Called with the session in place. */ onRegistered: () => void }

/** Name and password of a new account. */
export function RegisterForm({ inviteCode, onRegistered }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const queryClient = useQueryClient()
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: empty,
    validate: {
      firstName: (value) => (value.trim() === '' ? t('register.required') : null),
      email: (value) => (inviteCode !== undefined || value.includes('@') ? null : t('login.emailMissing')),
      password: (value) => (isGoodPassword(value) ? null : t('register.passwordRule')),
    },
  })
  const submit = async ({ firstName, lastName, email, password }: typeof empty): Promise<void> => {
    setFailure(null)
    const person = { firstName: firstName.trim(), lastName: lastName.trim(), password }
    try {
      await registerUser(inviteCode === undefined ? { ...person, email: email.trim(), language } : { ...person, inviteCode })
      // Whoever was signed in before in this browser left things in memory.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation' })
      await queryClient.fetchQuery({ ...userQuery, staleTime: 0 })
      onRegistered()
    } catch (error) {
      setFailure(messageOf(error))
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
        <Group grow align="flex-start">
          <TextInput label={t('register.firstName')} autoComplete="given-name" required {...form.getInputProps('firstName')} key={form.key('firstName')} />
          <TextInput label={t('register.lastName')} autoComplete="family-name" {...form.getInputProps('lastName')} key={form.key('lastName')} />
        </Group>
        {inviteCode === undefined && (
          <TextInput label={t('login.email')} type="email" autoComplete="username" required {...form.getInputProps('email')} key={form.key('email')} />
        )}
        <PasswordInput
          label={t('login.password')}
          description={t('register.passwordRule')}
          autoComplete="new-password"
          required
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        <Button type="submit" loading={form.submitting}>
          {t('register.submit')}
        </Button>
      </Stack>
    </form>
  )
}
