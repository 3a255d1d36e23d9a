import { Alert, Anchor, Button, Group, Paper, PasswordInput, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../api/members.ts'
import { userQuery, type User } from '../../api/session.ts'
import { changePassword, hasPasswordQuery, updateProfile } from '../../api/tokens.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { isViewedAs } from '../../shell/view-as-banner.tsx'
import { FailedSignIn } from '../login/failed-sign-in.tsx'
import { CredentialsCard } from './credentials-card.tsx'
import { ImpersonationsCard } from './impersonations-card.tsx'
import { LinkedAccountsCard } from './linked-accounts-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** The reader's own account: name, password, sessions, credentials for warehouses. */
export function ProfilePage() {
  const { t } = useTranslation()
  const user = useQuery(userQuery)
  useCrumbs([{ label: t('profile.title') }])
  return (
    <Page title={t('profile.title')}>
      <QueryBoundary query={user} failed={t('profile.failed')} skeleton={<Skeleton height={320} />}>
        {(person) =>
          isViewedAs(person) ? (
            <Alert variant="light" color="orange" styles={{ message: { color: 'var(--mantine-color-text)' } }}>
              {t('viewAs.private', { name: nameOf({ ...person, email: person.email ?? '' }) })}
            </Alert>
          ) : (
            <Stack>
              <FailedSignIn isLinking />
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <NameCard user={person} />
                <PasswordCard />
              </SimpleGrid>
              <LinkedAccountsCard />
              <SessionsCard />
              <CredentialsCard />
              <ImpersonationsCard />
            </Stack>
          )
        }
      </QueryBoundary>
    </Page>
  )
}

function NameCard({ user }: { user: User }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [firstName, setFirstName] = useState(user.firstName)
  const [lastName, setLastName] = useState(user.lastName)
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    try {
      queryClient.setQueryData(userQuery.queryKey, await updateProfile({ firstName, lastName }))
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
          <Text size="sm">
            {t('profile.email')}: {user.email}
            {user.isEmailVerified === false && (
              <>
                {' '}
                ({t('verify.unverified')}){' '}
                <Anchor component={LinkTo} href={paths.verifyEmail()} size="sm">
                  {t('verify.verify')}
                </Anchor>
              </>
            )}
          </Text>
          <Text size="sm">
            {t('profile.organization')}: {user.organizationName} · {t('profile.role')}: {user.role}
          </Text>
          <Group justify="flex-end">
            <Button type="submit" size="xs" disabled={firstName.trim() === '' || (firstName === user.firstName && lastName === user.lastName)}>
              {t('profile.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}

function PasswordCard() {
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
