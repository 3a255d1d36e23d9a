import { Code, List, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const database = '<data>/warehouses/main.duckdb'
const withModels = 'ATRIUM_DEMO=false ATRIUM_MODELS_DIR=/path/to/models npm start'
const withDemo = 'ATRIUM_DEMO=true npm start'

/** What an administrator does next when there is no project yet. */
export function ConnectData() {
  const { t } = useTranslation()
  return (
    <Paper withBorder radius="md" p={{ base: 'md', sm: 'xl' }} maw={720} mx="auto" my={{ base: 'md', sm: 48 }}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {t('home.connect.title')}
        </Title>
        <Text>{t('home.connect.intro')}</Text>
        <List type="ordered" spacing="sm" styles={{ itemWrapper: { display: 'inline' } }}>
          <List.Item>{t('home.connect.stop')}</List.Item>
          <List.Item>
            {t('home.connect.database')}
            <Code block>{database}</Code>
          </List.Item>
          <List.Item>
            {t('home.connect.start')}
            <Code block>{withModels}</Code>
          </List.Item>
        </List>
        <Text>{t('home.connect.after')}</Text>
        <Text size="sm" c="dimmed">
          {t('home.connect.demo')}
        </Text>
        <Code block>{withDemo}</Code>
      </Stack>
    </Paper>
  )
}
