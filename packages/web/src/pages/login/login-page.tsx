import { Anchor } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { userQuery } from '../../api/session.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { safeReturnPath } from '../../shell/safe-return-path.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Signs in and returns to where one was. */
export function LoginPage() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const done = async (): Promise<void> => {
    await queryClient.fetchQuery({ ...userQuery, staleTime: 0 })
    go(safeReturnPath(new URLSearchParams(search).get('redirect')), { replace: true })
  }
  return (
    <PlainPage title={t('login.title')}>
      <SignInForm onSignedIn={done} />
      <Anchor component={LinkTo} href={paths.forgotPassword()} size="sm" mt="md" display="inline-block">
        {t('reset.forgot')}
      </Anchor>
    </PlainPage>
  )
}
