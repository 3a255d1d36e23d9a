import { Anchor } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { resultCsv } from '../../../api/app-sessions.ts'
import { canSignIn } from '../../../api/sent-as.ts'
import { useDownload } from '../../../components/use-download.ts'
import { useExports } from './exports-given.ts'

type Props = {
  sessionUuid: string
  cellId: string
  /** Of the result; absent: the rows that the cell shows. */
  name?: string
  /** What the file is called, where that is not the name. */
  fileName?: string
}

/** All rows of a result to take along, for whoever may. */
export function CsvLink({ sessionUuid, cellId, name, fileName = name ?? cellId }: Props) {
  const { t } = useTranslation()
  const { csv } = useExports()
  const { download } = useDownload(t('appSession.csv'))
  if (!csv) return null
  const address = resultCsv(sessionUuid, cellId, name)
  // A link would be sent without what this page is known by.
  const fetched = (event: MouseEvent): void => {
    event.preventDefault()
    download(address, `${fileName}.csv`)
  }
  return (
    <Anchor href={address} download={`${fileName}.csv`} size="xs" {...(canSignIn() ? {} : { onClick: fetched })}>
      <IconDownload size={12} aria-hidden /> {t('appSession.csv')}
    </Anchor>
  )
}
