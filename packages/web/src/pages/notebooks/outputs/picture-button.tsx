import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPhotoDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { cellPicture } from '../../../api/app-sessions.ts'
import { useDownload } from '../../../components/use-download.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useExports } from './exports-given.ts'

/** What a cell draws, to take along as a picture, for whoever may. */
export function PictureButton({ sessionUuid, cellId, label }: { sessionUuid: string; cellId: string; label: string }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { pdf } = useExports()
  const { isLoading, download } = useDownload(t('appSession.pictureFailed'))
  if (!pdf) return null
  return (
    <Tooltip label={t('appSession.picture')}>
      <ActionIcon
        size="sm"
        aria-label={t('appSession.pictureOf', { name: label })}
        loading={isLoading}
        onClick={() => download(cellPicture(sessionUuid, cellId, locale), `${label}.png`)}
      >
        <IconPhotoDown size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
