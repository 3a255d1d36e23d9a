import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { userQuery, type User } from '../../api/session.ts'
import { updateProfile } from '../../api/tokens.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { FailedSignIn } from '../login/failed-sign-in.tsx'
import { CredentialsCard } from './credentials-card.tsx'
import { GoogleAccountCard } from './google-account-card.tsx'
import { ImpersonationsCard } from './impersonations-card.tsx'
import { LinkedAccountsCard } from './linked-accounts-card.tsx'
import { LanguageCard } from './language-card.tsx'
import { NotificationsCard } from './notifications-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** The reader's own account: name, e-mail, sessions, credentials for warehouses. What guards it is on a page of its own. */
export function ProfilePage() {
  const { t } = useTranslation()
  const user = useQuery(userQuery)
  useCrumbs([{ label: t('profile.title') }])
  return (
    <Page title={t('profile.title')}>
      <QueryBoundary query={user} failed={t('profile.failed')} skeleton={<Skeleton height={320} />}>
        {(person) => (
          <Stack>
            <FailedSignIn isLinking />
            <NameCard user={person} />
            <LinkedAccountsCard />
            <GoogleAccountCard />
            <LanguageCard />
            <NotificationsCard />
            <SessionsCard />
            <CredentialsCard />
            <ImpersonationsCard />
          </Stack>
        )}
      </QueryBoundary>
    </Page>
  )
}

function NameCard({ user }: { user: User }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [firstName, setFirstName] = useState(user.firstName)
  const [lastName, setLastName] = useState(user.lastName)
  const [email, setEmail] = useState(user.email ?? '')
  const isNewEmail = email.trim() !== user.email
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    try {
      queryClient.setQueryData(userQuery.queryKey, await updateProfile({ firstName, lastName, ...(isNewEmail ? { email: email.trim() } : {}) }))
      toastDone(t('profile.saved'))
    } catch (error) {
      toastFailed(t('profile.saveFailed'), error)
    }
  }
  return (
    <Paper withBorder radius="md" p="md">
      <Title order={2} size="h5" mb="sm">
        {t('profile.name')}
      </Title>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="sm">
          <Group grow>
            <TextInput label={t('profile.firstName')} value={firstName} onChange={(event) => setFirstName(event.currentTarget.value)} required />
            <TextInput label={t('profile.lastName')} value={lastName} onChange={(event) => setLastName(event.currentTarget.value)} />
          </Group>
          <TextInput
            label={t('profile.email')}
            description={isNewEmail ? t('profile.newEmailHint') : undefined}
            type="email"
            value={email}
            autoComplete="email"
            maxLength={254}
            required
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          {user.isEmailVerified === false && (
            <Text size="sm">
              {t('verify.unverified')}{' '}
              <Anchor component={LinkTo} href={paths.verifyEmail()} size="sm">
                {t('verify.verify')}
              </Anchor>
            </Text>
          )}
          <Text size="sm">
            {t('profile.organization')}: {user.organizationName}
            {user.role !== undefined && ` · ${t('profile.role')}: ${t(`roles.${user.role}`)}`}
          </Text>
          <Group justify="flex-end">
            <Button
              type="submit"
              size="xs"
              disabled={firstName.trim() === '' || !email.includes('@') || (firstName === user.firstName && lastName === user.lastName && !isNewEmail)}
            >
              {t('profile.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
