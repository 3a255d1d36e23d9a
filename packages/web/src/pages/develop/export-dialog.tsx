import { List, Modal, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { modelExportQuery, modelExportUrl } from '../../api/model-files.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { startDownload } from '../../components/start-download.ts'

type Props = { projectUuid: string; onClose: () => void }

/** The models as a file for other programs, and what these will not understand of it. */
export function ExportDialog({ projectUuid, onClose }: Props) {
  const { t } = useTranslation()
  const exported = useQuery(modelExportQuery(projectUuid))
  return (
    <Modal opened onClose={onClose} title={t('export.title')} size="lg">
      <Text size="sm" mb="sm">
        {t('export.text')}
      </Text>
      <QueryBoundary query={exported} failed={t('export.failed')} skeleton={<Skeleton height={80} />}>
        {({ notes, explores, fileName }) => (
          <DialogForm
            submit={t('export.download', { fileName })}
            onSubmit={() => {
              startDownload(modelExportUrl(projectUuid))
              onClose()
            }}
            onClose={onClose}
          >
            <Text size="sm" fw={600}>
              {notes.length === 0 ? t('export.whole', { count: explores }) : t('export.notes', { count: notes.length })}
            </Text>
            {notes.length > 0 && (
              <List size="sm" mt={4} mah={320} style={{ overflowY: 'auto' }} tabIndex={0} aria-label={t('export.notes', { count: notes.length })}>
                {notes.map((note) => (
                  <List.Item key={note}>{note}</List.Item>
                ))}
              </List>
            )}
          </DialogForm>
        )}
      </QueryBoundary>
    </Modal>
  )
}
