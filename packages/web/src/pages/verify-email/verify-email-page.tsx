import { Alert, Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  availableOrganizationsQuery,
  emailStatusQuery,
  joinOrganization,
  sendEmailCode,
  tryEmailCode,
  type AvailableOrganization,
  type EmailStatus,
} from '../../api/accounts.ts'
import { messageOf } from '../../api/message-of.ts'
import { userQuery } from '../../api/session.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { SignInGate } from '../../shell/sign-in-gate.tsx'

const mostAttempts = 5

/** Proves the own address by a mailed code; whoever is in no organization then chooses one. */
export function VerifyEmailPage() {
  const { t } = useTranslation()
  const status = useQuery(emailStatusQuery)
  return (
    <PlainPage title={t('verify.title')}>
      <QueryBoundary query={status} failed={t('verify.failed')} skeleton={<Skeleton height={160} />}>
        {(known) => (known.isVerified ? <Verified email={known.email} /> : <CodeForm status={known} />)}
      </QueryBoundary>
      <SignInGate />
    </PlainPage>
  )
}

function CodeForm({ status }: { status: EmailStatus }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { email, otp } = status
  const isAlive = otp !== undefined && !otp.isExpired && !otp.isMaxAttempts
  const ask = async (work: () => Promise<EmailStatus>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const after = await work()
      queryClient.setQueryData(emailStatusQuery.queryKey, after)
      if (after.isVerified) await queryClient.invalidateQueries({ queryKey: userQuery.queryKey })
    } catch (error) {
      setFailure(messageOf(error))
    }
    setCode('')
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void ask(() => tryEmailCode(code.trim()))
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed" role="status">
          {otp === undefined ? t('verify.text', { email }) : isAlive ? t('verify.sent', { email }) : t('verify.over')}
        </Text>
        {failure !== null && (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        )}
        {isAlive && (
          <TextInput
            label={t('verify.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={otp.numberOfAttempts > 0 && code === '' ? t('verify.wrong', { left: mostAttempts - otp.numberOfAttempts }) : undefined}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant={isAlive ? 'default' : 'filled'} disabled={isBusy} onClick={() => void ask(sendEmailCode)}>
            {otp === undefined ? t('verify.send') : t('verify.sendAgain')}
          </Button>
          {isAlive && (
            <Button type="submit" loading={isBusy} disabled={!/^\s*\d{6}\s*$/.test(code)}>
              {t('verify.check')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

function Verified({ email }: { email: string }) {
  const { t } = useTranslation()
  const user = useQuery(userQuery)
  return (
    <Stack>
      <Text role="status">{t('verify.done', { email })}</Text>
      {user.data !== undefined &&
        (user.data.organizationUuid === undefined ? (
          <Organizations />
        ) : (
          <Button component={LinkTo} href="/">
            {t('verify.goOn')}
          </Button>
        ))}
    </Stack>
  )
}

function Organizations() {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const organizations = useQuery(availableOrganizationsQuery)
  const join = async ({ organizationUuid, name }: AvailableOrganization): Promise<void> => {
    try {
      await joinOrganization(organizationUuid)
      queryClient.clear()
      go('/', { replace: true })
    } catch (error) {
      toastFailed(t('verify.join', { name }), error)
    }
  }
  return (
    <QueryBoundary query={organizations} failed={t('verify.failed')} skeleton={<Skeleton height={60} />}>
      {(all) =>
        all.length === 0 ? (
          <Text size="sm">{t('verify.none')}</Text>
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t('verify.joinText')}
            </Text>
            {all.map((organization) => (
              <Group key={organization.organizationUuid} justify="space-between">
                <Text size="sm">{t('verify.people', { count: organization.membersCount })}</Text>
                <Button onClick={() => void join(organization)}>{t('verify.join', { name: organization.name })}</Button>
              </Group>
            ))}
          </Stack>
        )
      }
    </QueryBoundary>
  )
}
