import { Alert, Anchor, Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createToken, tokenRulesQuery, type TokenRules } from '../../api/tokens.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { LifetimeSelect } from '../../components/tokens/lifetime-select.tsx'
import { endAfter, preferredLifetime } from '../../components/tokens/lifetimes.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { answerAddress, canSeal, codeOf, readLoginRequest, sealed, type LoginRequest } from './login-request.ts'

/** Where `atrium login` sends people: a token for the command line, if they say yes. */
export function CliLoginPage() {
  const { t } = useTranslation()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  useCrumbs([{ label: t('cliLogin.title') }])
  return (
    <Page title={t('cliLogin.title')}>
      <Answer search={search} />
    </Page>
  )
}

function Answer({ search }: { search: string }) {
  const { t } = useTranslation()
  const rules = useQuery(tokenRulesQuery)
  const query = new URLSearchParams(search)
  if (query.has('done')) return <EmptyState icon={IconCircleCheck} text={t('cliLogin.done')} />
  if (query.has('denied')) return <EmptyState icon={IconCircleX} text={t('cliLogin.denied')} />
  const request = readLoginRequest(search)
  if (request === null) return <EmptyState icon={IconCircleX} text={t('cliLogin.wrong')} />
  if (!canSeal()) {
    return (
      <Alert color="orange" variant="light">
        {t('cliLogin.insecure')}{' '}
        <Anchor component={LinkTo} href={paths.tokens()}>
          {t('profile.tokens')}
        </Anchor>
      </Alert>
    )
  }
  return (
    <QueryBoundary query={rules} failed={t('tokens.rulesFailed')} skeleton={<Skeleton height={180} />}>
      {(known) => <Question request={request} rules={known} />}
    </QueryBoundary>
  )
}

function Question({ request, rules }: { request: LoginRequest; rules: TokenRules }) {
  const { key, host } = request
  const { t } = useTranslation()
  const code = useQuery({ queryKey: ['cli-login-code', key], queryFn: () => codeOf(key), staleTime: Infinity })
  const [days, setDays] = useState<number | null>(preferredLifetime(rules.person))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const allow = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const { token } = await createToken({ description: t('cliLogin.tokenName', { host }).slice(0, 200), expiresAt: endAfter(days), scopes: null })
      window.location.replace(answerAddress(request, { token: await sealed(token, key) }))
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Stack gap="md" maw={520}>
      <Text>{t('cliLogin.asks', { host })}</Text>
      <Text>
        {t('cliLogin.compare')} <Code fz="md">{code.data ?? '…'}</Code>
      </Text>
      <LifetimeSelect rule={rules.person} value={days} onChange={setDays} />
      {failure !== null && <ErrorPanel title={t('profile.createFailed')} error={failure} />}
      <Group gap="xs">
        <Button loading={busy} onClick={() => void allow()}>
          {t('cliLogin.allow')}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => window.location.replace(answerAddress(request, { denied: '1' }))}>
          {t('cliLogin.deny')}
        </Button>
      </Group>
    </Stack>
  )
}
