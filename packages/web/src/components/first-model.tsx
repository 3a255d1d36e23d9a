import { Button, Code, Group, List, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { projectQuery, signsInto } from '../api/projects.ts'
import { paths } from '../shell/paths.ts'
import { LinkTo } from './link-to.tsx'
import { TablesToModel } from './tables-to-model.tsx'
import { useMay } from './use-may.ts'

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

/** What to do in a project without models. */
export function FirstModel({ projectUuid }: { projectUuid: string }) {
  const project = useQuery(projectQuery(projectUuid)).data
  if (project === undefined) return <Skeleton height={240} aria-busy />
  return signsInto(project) === null ? <DescribeTable projectUuid={projectUuid} /> : <ConnectedTables projectUuid={projectUuid} />
}

/** Drop a file, or describe a table: the smallest model that can be asked something. */
function DescribeTable({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const mayUpload = useMay(projectUuid, 'data.upload')
  const mayDevelop = useMay(projectUuid, 'model.update')
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('firstModel.title')}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t('firstModel.title')}
        </Title>
        <Text size="sm">{t('firstModel.text')}</Text>
        <List size="sm" spacing="xs" styles={{ itemWrapper: { display: 'inline' } }}>
          {mayUpload && <List.Item>{t('firstModel.drop')}</List.Item>}
          <List.Item>{t('firstModel.folder', { folder: `models/${projectUuid}` })}</List.Item>
        </List>
        <Code block>{example}</Code>
        <Text size="sm" c="dimmed">
          {t('firstModel.after')}
        </Text>
        {mayDevelop && (
          <Group>
            <Button variant="light" size="xs" component={LinkTo} href={paths.develop(projectUuid)}>
              {t('firstModel.develop')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

/** The tables of the connection, of which models are made; those who may not make any are told who may. */
function ConnectedTables({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const mayDevelop = useMay(projectUuid, 'model.update')
  const mayChange = useMay(projectUuid, 'project.update')
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('firstModel.connectedTitle')}>
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h5">
          {t('firstModel.connectedTitle')}
        </Title>
        {mayDevelop ? <TablesToModel projectUuid={projectUuid} /> : <Text size="sm">{t('firstModel.askDeveloper')}</Text>}
        {mayChange && (
          <Button variant="default" size="xs" component={LinkTo} href={paths.settings(projectUuid)}>
            {t('shell.settings')}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
