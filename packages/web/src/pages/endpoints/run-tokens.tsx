import { Badge, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endpoint } from '../../api/endpoints.ts'
import { revokeRunToken, runTokensQuery, type RunToken } from '../../api/run-tokens.ts'
import { Ago } from '../../components/ago.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone } from '../../components/toast.ts'
import { ShownOnceDialog } from '../../components/tokens/shown-once-dialog.tsx'
import { RunTokenDialog } from './run-token-dialog.tsx'
import { valueText } from './variable-wishes.ts'

type Props = { projectUuid: string; endpoint: Endpoint }

/** Tokens that pages of elsewhere call this endpoint with: those that are good, a new one, and their end. */
export function RunTokens({ projectUuid, endpoint }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const query = runTokensQuery(projectUuid, endpoint.name)
  const tokens = useQuery(query)
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<{ name: string; token: string } | null>(null)
  const [ending, setEnding] = useState<RunToken | null>(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: query.queryKey })
  const revoke = async ({ id }: RunToken): Promise<void> => {
    await revokeRunToken(projectUuid, endpoint.name, id)
    setEnding(null)
    toastDone(t('runTokens.revoked'))
    await refresh()
  }
  return (
    <section aria-labelledby="run-tokens">
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h5" id="run-tokens">
          {t('runTokens.title')}
        </Title>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setMaking(true)}>
          {t('runTokens.new')}
        </Button>
      </Group>
      <Text size="sm" mb="sm">
        {t('runTokens.text')}
      </Text>
      <QueryBoundary query={tokens} failed={t('runTokens.listFailed')} skeleton={<Skeleton height={60} />}>
        {(known) => (
          <Stack gap="xs">
            {known.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('runTokens.none')}
              </Text>
            )}
            {known.map((token) => (
              <OneToken key={token.id} token={token} onEnd={() => setEnding(token)} />
            ))}
          </Stack>
        )}
      </QueryBoundary>
      {isMaking && (
        <RunTokenDialog
          {...{ projectUuid, endpoint }}
          onMade={(token) => {
            setMaking(false)
            setMade(token)
            void refresh()
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {made !== null && <ShownOnceDialog token={{ description: made.name, token: made.token }} onClose={() => setMade(null)} />}
      {ending !== null && (
        <ConfirmDialog
          title={t('runTokens.revokeTitle', { name: ending.name })}
          text={t('runTokens.revokeText', { count: ending.endpointUuids.length })}
          confirm={t('runTokens.revoke')}
          failed={t('runTokens.revokeFailed')}
          onConfirm={() => revoke(ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  )
}

function OneToken({ token, onEnd }: { token: RunToken; onEnd: () => void }) {
  const { t } = useTranslation()
  return (
    <Paper withBorder radius="md" p="sm">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Stack gap={4} miw={0}>
          <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {token.name}
          </Text>
          <Group gap={6}>
            {token.origins.map((origin) => (
              <Badge key={origin} variant="light" tt="none" maw="100%">
                {origin}
              </Badge>
            ))}
            {token.origins.length === 0 && <Badge variant="outline">{t('runTokens.programs')}</Badge>}
            {Object.entries(token.variables).map(([name, value]) => (
              <Badge key={name} variant="outline" tt="none" maw="100%">
                {name} = {valueText(value)}
              </Badge>
            ))}
          </Group>
          <Text size="xs" c="dimmed">
            {t('runTokens.ends')} <Ago at={token.expiresAt} />
          </Text>
        </Stack>
        <Button size="compact-xs" variant="default" flex="none" onClick={onEnd} aria-label={t('runTokens.revokeNamed', { name: token.name })}>
          {t('runTokens.revoke')}
        </Button>
      </Group>
    </Paper>
  )
}
