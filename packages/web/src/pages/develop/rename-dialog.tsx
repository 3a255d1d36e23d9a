import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshModels } from '../../api/develop.ts'
import { renameModelFile, type ModelImpact } from '../../api/model-files.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { toastUndo } from '../../components/toast-undo.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { ImpactList } from './impact-list.tsx'

type Props = { projectUuid: string; path: string; onClose: () => void }

/** Moves a model file. When models would be lost by it, they are named and the answer is asked for once more. */
export function RenameDialog({ projectUuid, path, onClose }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [agreed, setAgreed] = useState<{ to: string; impact: ModelImpact } | null>(null)
  const open = async (file: string): Promise<void> => {
    await refreshModels(queryClient, projectUuid)
    go(paths.develop(projectUuid, { file }), { replace: true })
  }
  const rename = async (name: string): Promise<void> => {
    const to = /\.\w+$/.test(name) ? name : `${name}.yml`
    if (to === path) return onClose()
    if (agreed?.to !== to) {
      const impact = await renameModelFile(projectUuid, { path, to, dryRun: true })
      if (impact.lost.length > 0) return setAgreed({ to, impact })
    }
    await renameModelFile(projectUuid, { path, to, dryRun: false })
    onClose()
    toastUndo({
      message: t('renaming.done', { to }),
      failed: t('deletion.undoFailed'),
      onUndo: async () => {
        await renameModelFile(projectUuid, { path: to, to: path, dryRun: false })
        await open(path)
      },
    })
    await open(to)
  }
  return (
    <NameDialog
      title={t('renaming.title', { path })}
      submit={agreed === null ? t('renaming.submit') : t('renaming.anyway')}
      failed={t('renaming.failed')}
      name={path}
      onSubmit={({ name }) => rename(name)}
      onClose={onClose}
    >
      <Text size="xs" c="dimmed">
        {t('develop.newFileHint')}
      </Text>
      {agreed !== null && <ImpactList projectUuid={projectUuid} impact={agreed.impact} />}
    </NameDialog>
  )
}
