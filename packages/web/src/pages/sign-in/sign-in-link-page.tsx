import { Button, Group, Loader, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signInByLink, userQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { useGo } from '../../components/use-go.ts'
import { useRouteParam } from '../../components/use-route-param.ts'
import { paths } from '../../shell/paths.ts'

/** Redeems a printed sign-in link. The token is posted, so that it stays out of logs and of the page that follows. */
export function SignInLinkPage() {
  const { t } = useTranslation()
  const token = useRouteParam('token')
  const go = useGo()
  const queryClient = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)
  const redeemed = useRef('')
  useEffect(() => {
    // A link works once: the second call of a remounted effect must not use it up.
    if (redeemed.current === token) return
    redeemed.current = token
    signInByLink(token)
      .then(() => queryClient.fetchQuery({ ...userQuery, staleTime: 0 }))
      .then(() => go('/', { replace: true }), setFailure)
  }, [token, go, queryClient])
  return (
    <PlainPage title={t('signInLink.title')}>
      {failure === null ? (
        <Group role="status">
          <Loader size="sm" />
          <Text>{t('signInLink.working')}</Text>
        </Group>
      ) : (
        <ErrorPanel
          title={t('signInLink.failed')}
          error={failure}
          actions={
            <Button size="xs" component={LinkTo} href={paths.login()}>
              {t('login.signIn')}
            </Button>
          }
        />
      )}
    </PlainPage>
  )
}
