import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportedContent } from '../../api/content-import.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'
import { ModelsPart } from './models-part.tsx'
import { ReportTable } from './report-table.tsx'
import { UndoImport } from './undo-import.tsx'

type Props = { projectUuid: string; imported: ImportedContent & { spaceUuid: string }; onAnother: () => void }

/** What was brought in, with the ways on: to the space, to another import, and back. */
export function ImportDone({ projectUuid, imported, onAnother }: Props) {
  const { t } = useTranslation()
  return (
    <Stack gap="md">
      <Alert color="green" variant="light" role="status" icon={<IconCircleCheck size={20} />} title={t('contentImport.doneTitle')}>
        {t('contentImport.done', { created: imported.created, updated: imported.updated, skipped: imported.report.skipped.length })}
      </Alert>
      <Group>
        <Button component={LinkTo} href={paths.space(projectUuid, imported.spaceUuid)}>
          {t('contentImport.openSpace')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('contentImport.another')}
        </Button>
      </Group>
      <UndoImport projectUuid={projectUuid} importUuid={imported.importUuid} onUndone={onAnother} />
      <ModelsPart projectUuid={projectUuid} report={imported.report} isChosen />
      <ReportTable report={imported.report} />
    </Stack>
  )
}
