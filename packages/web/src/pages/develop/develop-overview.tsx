import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconFileCode, IconLock, IconPackageExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelList } from '../../api/develop.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { TablesToModel } from '../../components/tables-to-model.tsx'
import { paths } from '../../shell/paths.ts'
import { DeletableList } from './deletable-list.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { ImportModels } from './import/import-models.tsx'
import { modelFolders } from './model-folders.ts'
import { ProblemList } from './problem-list.tsx'

type Props = { projectUuid: string; list: ModelList }

/** What is there, what is wrong, and which tables have no model yet. */
export function DevelopOverview({ projectUuid, list }: Props) {
  const { t } = useTranslation()
  const [exporting, setExporting] = useState(false)
  const mayWrite = list.readOnly === null
  const errors = list.problems.filter(({ severity }) => severity === 'error').length
  const warnings = list.problems.length - errors
  return (
    <Stack gap="lg" maw={900}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h2">
            {t('develop.title')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('develop.description')}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconFileCode size={16} aria-hidden />} component={LinkTo} href={paths.contentFiles(projectUuid)}>
            {t('contentFiles.open')}
          </Button>
          {mayWrite && <ImportModels projectUuid={projectUuid} />}
          <Button size="xs" variant="default" leftSection={<IconPackageExport size={16} aria-hidden />} onClick={() => setExporting(true)}>
            {t('export.open')}
          </Button>
        </Group>
      </Group>
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
          <Button size="xs" variant="default" component={LinkTo} href={paths.validation(projectUuid)}>
            {t('develop.validation')}
          </Button>
        </Group>
        <ProblemList projectUuid={projectUuid} problems={list.problems} most={8} />
      </Paper>
      <Paper withBorder radius="md" p="md">
        <Title order={2} size="h5" mb="xs">
          {t('tablesToModel.title')}
        </Title>
        <TablesToModel projectUuid={projectUuid} />
      </Paper>
      <DeletableList
        projectUuid={projectUuid}
        title={t('develop.folders')}
        text={t('develop.foldersText')}
        kind="folder"
        mayDelete
        rows={mayWrite ? modelFolders(list).map(({ name, ...counts }) => ({ name, about: t('develop.folderAbout', counts) })) : []}
      />
      <DeletableList
        projectUuid={projectUuid}
        title={t('develop.uploads')}
        text={t('develop.uploadsText')}
        kind="table"
        mayDelete={mayWrite}
        rows={list.uploadedTables.map(({ name, models }) => ({ name, about: models.length === 0 ? t('develop.noModel') : models.join(', ') }))}
      />
      {exporting && <ExportDialog projectUuid={projectUuid} onClose={() => setExporting(false)} />}
    </Stack>
  )
}
