import { Anchor, Group, Stack, Tabs, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mayWithEndpoint, type Endpoint } from '../../api/endpoints.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Snippet } from '../../components/snippet.tsx'
import { paths } from '../../shell/paths.ts'
import { RunTokens } from './run-tokens.tsx'
import { clientUrlOf, snippetsOf } from './snippets.ts'

/** How programs call it. */
export function CodeTab({ projectUuid, endpoint }: { projectUuid: string; endpoint: Endpoint }) {
  const { t } = useTranslation()
  const snippets = snippetsOf(endpoint)
  return (
    <Stack gap="lg" maw={900}>
      <Text size="sm">
        {t('endpoints.codeText')}{' '}
        <Anchor component={LinkTo} href={paths.tokens()} size="sm">
          {t('endpoints.tokens')}
        </Anchor>
      </Text>
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List mb="sm" aria-label={t('endpointLife.useAs')}>
          {snippets.map(({ language }) => (
            <Tabs.Tab key={language} value={language}>
              {t(`endpointLife.languages.${language}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map(({ language, text }) => (
          <Tabs.Panel key={language} value={language}>
            <Snippet title={t(`endpointLife.languageNotes.${language}`)} text={text} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <Group gap="md">
        <Anchor href={`${endpoint.openApiUrl}?openapi=3.1`} size="sm">
          {t('endpoints.openApi')}
        </Anchor>
        <Anchor href={endpoint.openApiUrl.replace(`/${endpoint.name}/`, '/')} size="sm">
          {t('endpointLife.projectOpenApi')}
        </Anchor>
        <Anchor href={clientUrlOf(endpoint)} size="sm">
          {t('endpointLife.client')}
        </Anchor>
        <Anchor component={LinkTo} href={paths.apiDocs()} size="sm">
          {t('apiDocs.title')}
        </Anchor>
      </Group>
      {mayWithEndpoint(endpoint, 'endpoint.update') && <RunTokens projectUuid={projectUuid} endpoint={endpoint} />}
    </Stack>
  )
}
