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
  const pdf = useDownload(t('apps.takeFailed'))
  const picture = useDownload(t('apps.takeFailed'))
  return (
    <>
      <Menu.Item
        leftSection={<IconFileTypePdf size={15} />}
        disabled={pdf.isLoading}
        closeMenuOnClick={false}
        onClick={() => pdf.download(appDocument(sessionUuid, locale), `${title}.pdf`)}
      >
        <span role="status">{t(pdf.isLoading ? 'apps.drawing' : 'apps.takePdf')}</span>
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPhotoDown size={15} />}
        disabled={picture.isLoading}
        closeMenuOnClick={false}
        onClick={() => picture.download(appPicture(sessionUuid, locale), `${title}.png`)}
      >
        <span role="status">{t(picture.isLoading ? 'apps.drawing' : 'apps.takePicture')}</span>
      </Menu.Item>
    </>
  )
}
