import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginGoogleLinking, googleAccountQuery, type Sheet } from '../api/integrations.ts'
import { DialogForm } from '../components/dialog-form.tsx'

type Props = { /** Sends it; aborting the signal gives up waiting. */ onSend: (signal: AbortSignal) => Promise<Sheet>; onClose: () => void }

/** Sends a result to a new Google sheet of the reader, who links an account first. */
export function SheetDialog({ onSend, onClose }: Props) {
  const { t } = useTranslation()
  const account = useQuery(googleAccountQuery)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])
  const email = account.data?.email ?? null
  const link = async (): Promise<void> => {
    const { url } = await beginGoogleLinking(window.location.pathname + window.location.search)
    window.location.assign(url)
  }
  const send = async (): Promise<void> => {
    const controller = new AbortController()
    work.current = controller
    setSheet(await onSend(controller.signal))
  }
  return (
    <Modal opened onClose={onClose} title={t('sheets.title')}>
      {sheet === null ? (
        <DialogForm
          submit={t(email === null ? 'sheets.link' : 'sheets.send')}
          disabled={account.isPending}
          onSubmit={email === null ? link : send}
          onClose={onClose}
        >
          <Text size="sm">{email === null ? t('sheets.linkText') : t('sheets.text', { email })}</Text>
        </DialogForm>
      ) : (
        <Stack gap="sm">
          <Text size="sm" role="status">
            {t(sheet.truncated ? 'sheets.doneTruncated' : 'sheets.done', { count: sheet.rowCount })}
            {sheet.cellsCut > 0 && ` ${t('sheets.cellsCut', { count: sheet.cellsCut })}`}
          </Text>
          <Anchor href={sheet.fileUrl} target="_blank" rel="noreferrer" size="sm">
            {t('sheets.open')}
          </Anchor>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('writeBack.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
