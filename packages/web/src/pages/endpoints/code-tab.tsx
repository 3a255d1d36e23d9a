import { Anchor, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Endpoint } from '../../api/endpoints.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Snippet } from '../../components/snippet.tsx'
import { paths } from '../../shell/paths.ts'
import { snippetsOf } from './snippets.ts'

/** How programs call it. */
export function CodeTab({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg" maw={900}>
      <Text size="sm">
        {t('endpoints.codeText')}{' '}
        <Anchor component={LinkTo} href={paths.tokens()} size="sm">
          {t('endpoints.tokens')}
        </Anchor>
      </Text>
      {snippetsOf(endpoint).map(({ language, text }) => (
        <Snippet key={language} title={t(`endpoints.languages.${language}`)} text={text} />
      ))}
      <Anchor href={endpoint.openApiUrl} size="sm">
        {t('endpoints.openApi')}
      </Anchor>
    </Stack>
  )
}
