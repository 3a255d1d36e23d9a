import { Alert, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ModelList } from '../../api/develop.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'
import { ProblemList } from './problem-list.tsx'

type Props = { projectUuid: string; list: ModelList }

/** What is there, what is wrong, and which tables have no model yet. */
export function DevelopOverview({ projectUuid, list }: Props) {
  const { t } = useTranslation()
  const errors = list.problems.filter(({ severity }) => severity === 'error').length
  const warnings = list.problems.length - errors
  return (
    <Stack gap="lg" maw={900}>
      <div>
        <Title order={1} size="h2">
          {t('develop.title')}
        </Title>
        <Text c="dimmed" size="sm">
          {t('develop.description')}
        </Text>
      </div>
      {list.readOnly !== null && (
        <Alert color="gray" variant="light" icon={<IconLock size={18} />}>
          {t(`develop.readOnly.${list.readOnly}`)}
        </Alert>
      )}
      <Paper withBorder radius="md" p="md" component="section" aria-label={t('validation.title')}>
        <Group justify="space-between" mb="xs">
          <Text size="sm" className="numbers">
            {t('develop.counts', { models: list.models.length, files: list.files.length })} ·{' '}
            {list.problems.length === 0
              ? t('develop.noProblems')
              : [errors > 0 ? t('develop.errors', { count: errors }) : '', warnings > 0 ? t('develop.warnings', { count: warnings }) : '']
                  .filter(Boolean)
                  .join(', ')}
          </Text>
          {list.problems.length > 0 && (
            <Button size="xs" variant="default" component={LinkTo} href={paths.validation(projectUuid)}>
              {t('develop.validation')}
            </Button>
          )}
        </Group>
        <ProblemList projectUuid={projectUuid} problems={list.problems} most={8} />
      </Paper>
      <Paper withBorder radius="md" p="md" component="section" aria-label={t('develop.tables')}>
        <Title order={2} size="h5">
          {t('develop.tables')}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {list.tablesWithoutModel.length === 0 ? t('develop.allTables') : t('develop.tablesText')}
        </Text>
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {list.tablesWithoutModel.map((table) => (
              <Table.Tr key={table}>
                <Table.Td>{table}</Table.Td>
                <Table.Td ta="end">
                  {list.readOnly === null && (
                    <Button
                      size="compact-xs"
                      variant="light"
                      component={LinkTo}
                      href={paths.develop(projectUuid, { table })}
                      aria-label={t('develop.generateOf', { table })}
                    >
                      {t('develop.generate')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  )
}
