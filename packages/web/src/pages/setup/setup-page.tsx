import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { completeSetup, setupQuery, userQuery } from '../../api/session.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'

const empty = { token: '', organizationName: '', firstName: '', lastName: '', email: '', password: '' }

/** The first run: makes the organization and its administrator. */
export function SetupPage() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const setup = useQuery(setupQuery)
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const [failure, setFailure] = useState<string | null>(null)
  const required = (value: string): string | null => (value.trim() === '' ? t('setup.required') : null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { ...empty, token: new URLSearchParams(search).get('token') ?? '' },
    validate: {
      token: required,
      organizationName: required,
      firstName: required,
      lastName: required,
      email: (value) => (value.includes('@') ? null : t('login.emailMissing')),
      password: (value) => (value.length >= 8 && /[a-z]/i.test(value) && /[^a-z]/i.test(value) ? null : t('setup.passwordRule')),
    },
  })
  const submit = async (values: typeof empty): Promise<void> => {
    setFailure(null)
    try {
      await completeSetup(values)
      await queryClient.fetchQuery({ ...userQuery, staleTime: 0 })
      go('/', { replace: true })
    } catch (error) {
      setFailure(messageOf(error))
    }
  }
  if (setup.data?.open === false) {
    return (
      <PlainPage title={t('setup.title')}>
        <Text mb="md">{t('setup.closed')}</Text>
        <Button component={LinkTo} href={paths.login()}>
          {t('login.signIn')}
        </Button>
      </PlainPage>
    )
  }
  const field = (name: keyof typeof empty) => ({ ...form.getInputProps(name), key: form.key(name), required: true })
  return (
    <PlainPage title={t('setup.title')} width={480}>
      <form onSubmit={form.onSubmit((values) => submit(values))} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('setup.intro')}
          </Text>
          {failure !== null && (
            <Alert color="red" variant="light" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput label={t('setup.token')} description={t('setup.tokenHint')} autoComplete="off" {...field('token')} />
          <TextInput label={t('setup.organization')} autoComplete="organization" {...field('organizationName')} />
          <Group grow align="flex-start">
            <TextInput label={t('setup.firstName')} autoComplete="given-name" {...field('firstName')} />
            <TextInput label={t('setup.lastName')} autoComplete="family-name" {...field('lastName')} />
          </Group>
          <TextInput label={t('login.email')} type="email" autoComplete="username" {...field('email')} />
          <PasswordInput label={t('login.password')} description={t('setup.passwordRule')} autoComplete="new-password" {...field('password')} />
          <Button type="submit" loading={form.submitting}>
            {t('setup.create')}
          </Button>
        </Stack>
      </form>
    </PlainPage>
  )
}
