import { Anchor, Button, Divider, Skeleton, Stack } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { userQuery } from '../../api/session.ts'
import { signInOptionsQuery } from '../../api/sign-in-methods.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { safeReturnPath } from '../../shell/safe-return-path.ts'
import { FailedSignIn } from './failed-sign-in.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { SignInWays } from './sign-in-ways.tsx'

/** The domain of a whole address, by which an organization may prefer a provider. */
const domainOf = (email: string): string => /^[^@\s]+@([^@\s]+\.[^@\s]+)$/.exec(email.trim())?.[1] ?? ''

/** Signs in and returns to where one was. */
export function LoginPage() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const returnPath = safeReturnPath(new URLSearchParams(search).get('redirect'))
  const [domain, setDomain] = useState('')
  const [isAdministrator, setAdministrator] = useState(false)
  const options = useQuery({ ...signInOptionsQuery(domain), placeholderData: keepPreviousData })
  // When even this cannot be asked, the password form says why.
  const { password, providers } = options.data ?? { password: true, providers: [] }
  const done = async (): Promise<void> => {
    await queryClient.fetchQuery({ ...userQuery, staleTime: 0 })
    go(returnPath, { replace: true })
  }
  return (
    <PlainPage title={t('login.title')}>
      <FailedSignIn />
      {options.isPending ? (
        <Skeleton height={220} />
      ) : (
        <Stack>
          {!password && <SignInWays providers={providers} returnPath={returnPath} isMain />}
          {password || isAdministrator ? (
            <div>
              <SignInForm onSignedIn={done} onEmail={(email) => setDomain(domainOf(email))} />
              <Anchor component={LinkTo} href={paths.forgotPassword()} size="sm" mt="md" display="inline-block">
                {t('reset.forgot')}
              </Anchor>
            </div>
          ) : (
            <Button variant="subtle" color="gray" size="xs" onClick={() => setAdministrator(true)}>
              {t('signInWays.asAdministrator')}
            </Button>
          )}
          {password && providers.length > 0 && (
            <>
              <Divider label={t('signInWays.or')} />
              <SignInWays providers={providers} returnPath={returnPath} isMain={false} />
            </>
          )}
        </Stack>
      )}
    </PlainPage>
  )
}
