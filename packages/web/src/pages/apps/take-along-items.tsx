import { Menu } from '@mantine/core'
import { IconFileTypePdf, IconPhotoDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { appDocument, appPicture } from '../../api/app-sessions.ts'
import { useDownload } from '../../components/use-download.ts'
import { useLanguage } from '../../i18n/language.ts'

/** The app as it stands, to take along as a document or a picture: items of a menu. */
export function TakeAlongItems({ sessionUuid, title }: { sessionUuid: string; title: string }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { isLoading, download } = useDownload(t('apps.takeFailed'))
  return (
    <>
      <Menu.Item
        leftSection={<IconFileTypePdf size={15} />}
        disabled={isLoading}
        closeMenuOnClick={false}
        onClick={() => download(appDocument(sessionUuid, locale), `${title}.pdf`)}
      >
        {t(isLoading ? 'apps.drawing' : 'apps.takePdf')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPhotoDown size={15} />}
        disabled={isLoading}
        closeMenuOnClick={false}
        onClick={() => download(appPicture(sessionUuid, locale), `${title}.png`)}
      >
        {t('apps.takePicture')}
      </Menu.Item>
    </>
  )
}
