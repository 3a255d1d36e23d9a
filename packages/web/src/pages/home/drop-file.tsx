import { Button, FileButton, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../upload/upload.module.css'

const UploadDialog = lazy(() => import('../upload/upload-dialog.tsx').then((module) => ({ default: module.UploadDialog })))
const accepted = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.xlsx'

/** A button for a data file, and the whole page as the place to drop one. */
export function DropFile({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const isOver = useFileDrop(setFile)
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

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

/** Takes files that are dropped anywhere on the page; true while one is held over it. */
function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      // Without this the browser would open the file in place of the page.
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) onFile(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onFile])
  return isOver
}
