import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CreatedModel } from '../../api/uploads.ts'
import { useGo } from '../../components/use-go.ts'
import { firstChartUrl } from './first-chart-url.ts'
import { UploadForm } from './upload-form.tsx'
import { UploadProgress } from './upload-progress.tsx'
import { useUpload, type UploadChoices } from './use-upload.ts'

type Props = { projectUuid: string; file: File; onClose: () => void }
const nothingChosen: UploadChoices = { options: {}, types: {} }

/** From a file to a model: it is sent, shown with the types that were found, and becomes an explore. */
export function UploadDialog({ projectUuid, file, onClose }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [choices, setChoices] = useState(nothingChosen)
  const { state, keep } = useUpload(projectUuid, file, choices)
  const open = async (model: CreatedModel): Promise<void> => {
    keep()
    await queryClient.invalidateQueries({ queryKey: ['explores', projectUuid] })
    onClose()
    go(firstChartUrl(projectUuid, model))
  }
  const preview = state.step === 'sending' ? null : state.preview
  const uploadUuid = state.step === 'sending' ? null : state.uploadUuid
  return (
    <Modal opened onClose={onClose} title={t('upload.title', { name: file.name })} size="min(1100px, 94vw)" closeOnClickOutside={false}>
      {state.step !== 'ready' && <UploadProgress state={state} size={file.size} onCancel={onClose} />}
      {preview !== null && uploadUuid !== null && (
        <UploadForm
          projectUuid={projectUuid}
          uploadUuid={uploadUuid}
          preview={preview}
          fileName={file.name}
          isReady={state.step === 'ready'}
          choices={choices}
          onChoose={setChoices}
          onCreated={(model) => void open(model)}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}
