import { Alert, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../api/members.ts'
import { userQuery, type User } from '../api/session.ts'
import { Page } from '../components/page.tsx'
import { QueryBoundary } from '../components/query-boundary.tsx'
import { useCrumbs } from '../shell/crumbs.ts'
import { isViewedAs } from '../shell/view-as-banner.tsx'

/** Pages of one's own account. Whoever views as somebody is told that theirs is private, before anything of it is asked for. */
export function OwnAccount() {
  const { t } = useTranslation()
  const user = useQuery(userQuery)
  return (
    <QueryBoundary query={user} failed={t('profile.failed')} skeleton={<Skeleton height={320} m="lg" />}>
      {(person) => (isViewedAs(person) ? <PrivateAccount user={person} /> : <Outlet />)}
    </QueryBoundary>
  )
}

function PrivateAccount({ user }: { user: User }) {
  const { t } = useTranslation()
  const name = nameOf({ ...user, email: user.email ?? '' })
  const title = t('shell.account', { name })
  useCrumbs([{ label: title }])
  return (
    <Page title={title}>
      <Alert variant="light" color="orange" styles={{ message: { color: 'var(--mantine-color-text)' } }}>
        {t('viewAs.private', { name })}
      </Alert>
    </Page>
  )
}
