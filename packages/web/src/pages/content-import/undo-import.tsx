import { Alert, Button, List, Stack } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { earlierImportsQuery, undoContentImport, type KeptThing } from '../../api/content-import.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { refreshModels } from '../../api/develop.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { toastDone } from '../../components/toast.ts'

type Props = {
  projectUuid: string
  importUuid: string
  /** Names the import where there are several. */
  label?: string
  /** All of it is taken back. */
  onUndone?: () => void
}

/** Takes an import back, and tells what stays because it was changed or is used since. */
export function UndoImport({ projectUuid, importUuid, label, onUndone }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [state, setState] = useState<{ isBusy: boolean; error: unknown; kept: readonly KeptThing[] }>({ isBusy: false, error: null, kept: [] })
  const undo = async (): Promise<void> => {
    setState({ isBusy: true, error: null, kept: [] })
    try {
      const { trashed, restored, kept } = await undoContentImport(projectUuid, importUuid)
      if (trashed + restored > 0) toastDone(t('contentImport.undone', { trashed, restored }))
      setState({ isBusy: false, error: null, kept })
      await refreshContentLists(queryClient, projectUuid)
      await refreshModels(queryClient, projectUuid)
      await queryClient.invalidateQueries({ queryKey: earlierImportsQuery(projectUuid).queryKey })
      if (kept.length === 0) onUndone?.()
    } catch (error) {
      setState({ isBusy: false, error, kept: [] })
    }
  }
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" color="red" onClick={() => void undo()} loading={state.isBusy} {...(label === undefined ? {} : { 'aria-label': label })}>
        {t('contentImport.undo')}
      </Button>
      {state.error !== null && <ErrorPanel title={t('contentImport.undoFailed')} error={state.error} />}
      {state.kept.length > 0 && (
        <Alert color="orange" variant="light" role="status" icon={<IconInfoCircle size={20} />} title={t('contentImport.kept', { count: state.kept.length })}>
          <List size="sm">
            {state.kept.map(({ kind, name, reason }, index) => (
              <List.Item key={index}>
                {name ?? t('contentImport.keptHidden', { kind: t(`contentImport.kinds.${kind}`) })}: {t(`contentImport.keptBecause.${reason}`)}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  )
}
