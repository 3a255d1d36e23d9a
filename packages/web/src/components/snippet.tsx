import { Button, Code, CopyButton, Group, Title } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** A piece of text to be copied elsewhere, under a heading. */
export function Snippet({ title, text, order = 2 }: { title: string; text: string; order?: 2 | 3 }) {
  const { t } = useTranslation()
  return (
    <section>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Title order={order} size="h5">
          {title}
        </Title>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" leftSection={<IconCopy size={13} />} onClick={copy} style={{ flex: 'none' }}>
              {t(copied ? 'endpoints.copied' : 'endpoints.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block tabIndex={0}>
        {text}
      </Code>
    </section>
  )
}
