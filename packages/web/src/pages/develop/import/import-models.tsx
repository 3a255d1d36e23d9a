import { Button, FileButton, Text } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileDrop } from '../../../components/use-file-drop.ts'
import classes from '../../upload/upload.module.css'

const ImportDialog = lazy(() => import('./import-dialog.tsx').then((module) => ({ default: module.ImportDialog })))
const accepted = '.zip,.yml,.yaml,.json,.lkml,.lookml'

/** A button for model files and archives of them, and the whole page as the place to drop them. */
export function ImportModels({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const [files, setFiles] = useState<File[]>([])
  const isOver = useFileDrop(setFiles)
  return (
    <>
      <FileButton onChange={setFiles} accept={accepted} multiple>
        {(button) => (
          <Button {...button} size="xs" variant="default" leftSection={<IconPackageImport size={16} aria-hidden />}>
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
      {isOver && (
        <div className={classes['drop']}>
          <Text fw={600}>{t('import.drop')}</Text>
        </div>
      )}
      {files.length > 0 && (
        <Suspense fallback={null}>
          <ImportDialog
            key={files.map(({ name, lastModified }) => `${name}:${lastModified}`).join()}
            projectUuid={projectUuid}
            files={files}
            onClose={() => setFiles([])}
          />
        </Suspense>
      )}
    </>
  )
}
