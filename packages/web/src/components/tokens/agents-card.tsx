import { Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../card.tsx'
import { Snippet } from '../snippet.tsx'

/** What a token needs for all tools that only read. */
const readingScopes = 'user:read, project:read, model:read, query:read, chart:read, dashboard:read, space:read, endpoint:read'

/** How agents are connected: the address, and settings to paste. A token stands where it says so. */
export function AgentsCard() {
  const { t } = useTranslation()
  const { origin } = window.location
  const url = `${origin}/api/mcp`
  const settings = (server: object): string => JSON.stringify({ mcpServers: { atrium: server } }, null, 2)
  return (
    <Card title={t('agents.title')} text={t('agents.text')}>
      <Stack gap="md">
        <Snippet order={3} title={t('agents.address')} text={url} />
        <Snippet order={3} title={t('agents.http')} text={settings({ type: 'http', url, headers: { Authorization: `Bearer ${t('agents.token')}` } })} />
        <Snippet
          order={3}
          title={t('agents.stdio')}
          text={settings({ command: 'atrium', args: ['mcp'], env: { ATRIUM_URL: origin, ATRIUM_TOKEN: t('agents.token') } })}
        />
        <Text size="sm">
          {t('agents.scopes')} <Code style={{ whiteSpace: 'normal' }}>{readingScopes}</Code>
        </Text>
      </Stack>
    </Card>
  )
}
