import { Button, FileButton, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileDrop } from '../../components/use-file-drop.ts'
import classes from '../upload/upload.module.css'

const UploadDialog = lazy(() => import('../upload/upload-dialog.tsx').then((module) => ({ default: module.UploadDialog })))
const accepted = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.xlsx'

/** A button for a data file, and the whole page as the place to drop one. */
export function DropFile({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const isOver = useFileDrop(useCallback(([first]: File[]) => setFile(first ?? null), []))
  return (
    <>
      <FileButton onChange={setFile} accept={accepted}>
        {(button) => (
          <Button {...button} variant="default" leftSection={<IconFileUpload size={16} aria-hidden />}>
            {t('upload.choose')}
          </Button>
        )}
      </FileButton>
      {isOver && (
        <div className={classes['drop']}>
          <Text fw={600}>{t('upload.drop')}</Text>
        </div>
      )}
      {file !== null && (
        <Suspense fallback={null}>
          <UploadDialog key={`${file.name}:${file.size}:${file.lastModified}`} projectUuid={projectUuid} file={file} onClose={() => setFile(null)} />
        </Suspense>
      )}
    </>
  )
}
