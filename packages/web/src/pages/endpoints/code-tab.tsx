import { Anchor, Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Endpoint } from '../../api/endpoints.ts'
import { LinkTo } from '../../components/link-to.tsx'
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
        <section key={language}>
          <Group justify="space-between" mb={6}>
            <Title order={2} size="h5">
              {t(`endpoints.languages.${language}`)}
            </Title>
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" leftSection={<IconCopy size={13} />} onClick={copy}>
                  {t(copied ? 'endpoints.copied' : 'endpoints.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Code block tabIndex={0}>
            {text}
          </Code>
        </section>
      ))}
      <Anchor href={endpoint.openApiUrl} size="sm">
        {t('endpoints.openApi')}
      </Anchor>
    </Stack>
  )
}
