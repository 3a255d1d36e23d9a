import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { invitationQuery } from '../../api/accounts.ts'
import { signInOptionsQuery } from '../../api/sign-in-methods.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { useGo } from '../../components/use-go.ts'
import { useRouteParam } from '../../components/use-route-param.ts'
import { paths } from '../../shell/paths.ts'
import { SignInWays } from '../login/sign-in-ways.tsx'
import { RegisterForm } from './register-form.tsx'

/** Behind the link of an invitation: makes the account of the person it is for. */
export function InvitationPage() {
  const { t } = useTranslation()
  const code = useRouteParam('code')
  const go = useGo()
  const invitation = useQuery(invitationQuery(code))
  const options = useQuery(signInOptionsQuery(invitation.data?.email.split('@').at(-1)))
  const { password, providers } = options.data ?? { password: true, providers: [] }
  if (invitation.isError) {
    return (
      <PlainPage title={t('register.open')} width={480}>
        <ErrorPanel title={t('register.failed')} error={invitation.error} actions={<SignInButton />} />
      </PlainPage>
    )
  }
  if (invitation.data === undefined) {
    return (
      <PlainPage title={t('register.open')} width={480}>
        <Group role="status">
          <Loader size="sm" />
          <Text>{t('register.loading')}</Text>
        </Group>
      </PlainPage>
    )
  }
  const { email, organizationName } = invitation.data
  return (
    <PlainPage title={t('register.title', { organization: organizationName })} width={480}>
      <Text size="sm" c="dimmed" mb="md">
        {t('register.for', { email })}
      </Text>
      {password && <RegisterForm inviteCode={code} onRegistered={() => go('/', { replace: true })} />}
      {providers.length > 0 && (
        <Stack mt={password ? 'md' : 0} gap="sm">
          <Text size="sm">{t(password ? 'signInWays.invited' : 'signInWays.invitedOnly')}</Text>
          <SignInWays providers={providers} returnPath="/" isMain={!password} />
        </Stack>
      )}
    </PlainPage>
  )
}

/** For people of allowed e-mail domains: makes an account, which is verified next. */
export function RegisterPage() {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <PlainPage title={t('register.open')} width={480}>
      <Text size="sm" c="dimmed" mb="md">
        {t('register.openText')}
      </Text>
      <RegisterForm onRegistered={() => go(paths.verifyEmail(), { replace: true })} />
    </PlainPage>
  )
}

function SignInButton() {
  const { t } = useTranslation()
  return (
    <Button size="xs" component={LinkTo} href={paths.login()}>
      {t('register.haveOne')}
    </Button>
  )
}
