import { Code, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const example = `models:
  - name: orders            # a table of your database
    columns:
      - name: ordered_at
        meta: { dimension: { type: date } }
      - name: amount
        meta:
          dimension: { type: number }
          metrics:
            revenue: { type: sum }
`

/** What to do in a project without models: the smallest one that can be asked something. */
export function FirstModel() {
  const { t } = useTranslation()
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('firstModel.title')}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t('firstModel.title')}
        </Title>
        <Text size="sm">{t('firstModel.text')}</Text>
        <Code block>{example}</Code>
        <Text size="sm" c="dimmed">
          {t('firstModel.after')}
        </Text>
      </Stack>
    </Paper>
  )
}
