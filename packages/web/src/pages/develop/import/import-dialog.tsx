import { Button, Checkbox, Group, Modal, Progress, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshModels } from '../../../api/develop.ts'
import { deleteModels, importModels, importPlanQuery, type ImportReport } from '../../../api/model-files.ts'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { toastUndo } from '../../../components/toast-undo.ts'
import { toastDone } from '../../../components/toast.ts'
import { folderNameFor, isFolderName } from './folder-name.ts'
import classes from './import.module.css'
import { ImportReportView } from './import-report-view.tsx'
import { useSentFiles } from '../../../components/use-sent-files.ts'

type Props = { projectUuid: string; files: readonly File[]; onClose: () => void }

const patienceMs = 400

/** From files to models: they are sent, a report says what would become of them, and only then they are brought in. */
export function ImportDialog({ projectUuid, files, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [folder, setFolder] = useState(() => folderNameFor(files.map(({ name }) => name)))
  const [askedFolder] = useDebouncedValue(folder.trim(), patienceMs)
  const [agreed, setAgreed] = useState(false)
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const { share, uploadUuid, error: sendError, keep } = useSentFiles(projectUuid, files)
  const plan = useQuery({
    ...importPlanQuery(projectUuid, uploadUuid, isFolderName(askedFolder) ? askedFolder : ''),
    placeholderData: keepPreviousData,
  })
  const isCurrent = plan.data !== undefined && !plan.isPlaceholderData && !plan.isError && askedFolder === folder.trim()
  const replaces = plan.data !== undefined && plan.data.files.overwritten.length + plan.data.files.removed.length > 0
  const isReady = isCurrent && plan.data.obstacles.length === 0 && (!replaces || agreed)
  const done = async (report: ImportReport): Promise<void> => {
    const message = t('import.done', { folder: report.folder, count: report.explores.filter(({ error }) => error === null).length })
    if (replaces) toastDone(message)
    else {
      toastUndo({
        message,
        failed: t('deletion.undoFailed'),
        onUndo: async () => {
          await deleteModels(projectUuid, { kind: 'folder', name: report.folder })
          await refreshModels(queryClient, projectUuid)
        },
      })
    }
    await refreshModels(queryClient, projectUuid)
  }
  const bringIn = async (): Promise<void> => {
    if (uploadUuid === null) return
    setState({ busy: true, error: null })
    try {
      const report = await importModels(projectUuid, uploadUuid, { folder: folder.trim(), replace: agreed })
      keep()
      onClose()
      await done(report)
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  const failure = sendError ?? (plan.isError ? plan.error : null)
  const title = files.length === 1 ? (files[0]?.name ?? '') : t('import.files', { count: files.length })
  return (
    <Modal opened onClose={onClose} title={t('import.title', { name: title })} size="min(900px, 94vw)" closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void bringIn()
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('import.folder')}
            description={t('import.folderHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={folder}
            onChange={(event) => {
              setFolder(event.currentTarget.value)
              setAgreed(false)
            }}
            error={isFolderName(folder.trim()) ? null : t('import.folderWrong')}
            maxLength={80}
            required
            data-autofocus
          />
          {failure !== null && <ErrorPanel title={t('import.refused')} error={failure} />}
          {failure === null && plan.data === undefined && (
            <>
              <Text size="sm" role="status">
                {uploadUuid === null ? t('import.sending', { percent: Math.round(share * 100) }) : t('import.reading')}
              </Text>
              <Progress value={share * 100} animated={uploadUuid !== null} aria-label={t('upload.progress')} />
            </>
          )}
          {failure === null && plan.data !== undefined && <ImportReportView projectUuid={projectUuid} report={plan.data} isDimmed={!isCurrent} />}
          {replaces && isCurrent && plan.data.obstacles.length === 0 && (
            <Checkbox
              label={t('import.replace', { folder: plan.data.folder, count: plan.data.files.overwritten.length + plan.data.files.removed.length })}
              checked={agreed}
              onChange={(event) => setAgreed(event.currentTarget.checked)}
            />
          )}
          {state.error !== null && <ErrorPanel title={t('import.failed')} error={state.error} />}
          <Group justify="flex-end" gap="xs" className={classes['actions']}>
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={state.busy} disabled={!isReady}>
              {t('import.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
