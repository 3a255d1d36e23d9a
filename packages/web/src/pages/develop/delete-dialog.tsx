import { Loader, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshModels, saveModelFile } from '../../api/develop.ts'
import { deleteModels, deletionQuery, type Deletable } from '../../api/model-files.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { toastUndo } from '../../components/toast-undo.ts'
import { toastDone } from '../../components/toast.ts'
import { ImpactList } from './impact-list.tsx'

type Props = { projectUuid: string; what: Deletable; onDeleted?: () => void; onClose: () => void }

/** Asks before model files or an uploaded table are deleted, naming what needs them. A file can be brought back. */
export function DeleteDialog({ projectUuid, what, onDeleted, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const plan = useQuery(deletionQuery(projectUuid, what))
  const { kind, name } = what
  const confirm = async (): Promise<void> => {
    const text = await deleteModels(projectUuid, what)
    onClose()
    onDeleted?.()
    const message = t(`deletion.done.${kind}`, { name })
    if (text === null) toastDone(message)
    else {
      toastUndo({
        message,
        failed: t('deletion.undoFailed'),
        onUndo: async () => {
          await saveModelFile(projectUuid, { path: name, text, version: null })
          await refreshModels(queryClient, projectUuid)
        },
      })
    }
    await refreshModels(queryClient, projectUuid)
  }
  return (
    <ConfirmDialog
      title={t(`deletion.title.${kind}`, { name })}
      text={t(`deletion.text.${kind}`, { name })}
      confirm={t(`deletion.confirm.${kind}`)}
      failed={t('deletion.failed', { name })}
      isWaiting={plan.data === undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      {plan.isPending && <Loader size="sm" aria-label={t('deletion.looking')} />}
      {plan.isError && <ErrorPanel title={t('deletion.planFailed')} error={plan.error} />}
      {plan.data !== undefined && (
        <>
          {kind !== 'file' && plan.data.files.length > 0 && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('deletion.files', { count: plan.data.files.length })} <b>{plan.data.files.slice(0, 8).join(', ')}</b>
              {plan.data.files.length > 8 && ' …'}
            </Text>
          )}
          {(plan.data.stranded ?? []).length > 0 && <Text size="sm">{t('deletion.stranded', { names: plan.data.stranded?.join(', ') })}</Text>}
          <ImpactList projectUuid={projectUuid} impact={plan.data} />
        </>
      )}
    </ConfirmDialog>
  )
}
