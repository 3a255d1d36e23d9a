import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { undoContentImport, type ImportedContent } from '../../api/content-import.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { toastDone } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'
import { ReportTable } from './report-table.tsx'

type Props = { projectUuid: string; imported: ImportedContent & { spaceUuid: string }; onAnother: () => void }

/** What was brought in, with the ways on: to the space, to another import, and back. */
export function ImportDone({ projectUuid, imported, onAnother }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null })
  const undo = async (): Promise<void> => {
    setState({ isBusy: true, error: null })
    try {
      const { trashed } = await undoContentImport(projectUuid, imported.importUuid)
      toastDone(t('contentImport.undone', { count: trashed }))
      onAnother()
      await refreshContentLists(queryClient, projectUuid)
    } catch (error) {
      setState({ isBusy: false, error })
    }
  }
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
        {imported.created > 0 && (
          <Button variant="default" color="red" onClick={() => void undo()} loading={state.isBusy}>
            {t('contentImport.undo')}
          </Button>
        )}
      </Group>
      {state.error !== null && <ErrorPanel title={t('contentImport.undoFailed')} error={state.error} />}
      <ReportTable report={imported.report} />
    </Stack>
  )
}
