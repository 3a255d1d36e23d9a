import { Alert, Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAborted } from '../api/api-error.ts'
import { beginGoogleLinking, googleAccountQuery, type Sheet } from '../api/integrations.ts'
import { messageOf } from '../api/message-of.ts'

type Props = { /** Sends it; aborting the signal gives up waiting. */ onSend: (signal: AbortSignal) => Promise<Sheet>; onClose: () => void }

/** Sends a result to a new Google sheet of the reader, who links an account first. */
export function SheetDialog({ onSend, onClose }: Props) {
  const { t } = useTranslation()
  const account = useQuery(googleAccountQuery)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])
  const email = account.data?.email ?? null
  const attempt = async (action: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const controller = new AbortController()
    work.current = controller
    setBusy(true)
    setFailure(null)
    try {
      await action(controller.signal)
    } catch (error) {
      if (!isAborted(error)) setFailure(messageOf(error))
    }
    setBusy(false)
  }
  const link = (): Promise<void> =>
    attempt(async () => window.location.assign((await beginGoogleLinking(window.location.pathname + window.location.search)).url))
  const send = (): Promise<void> => attempt(async (signal) => setSheet(await onSend(signal)))
  return (
    <Modal opened onClose={onClose} title={t('sheets.title')}>
      <Stack gap="sm">
        {sheet === null ? (
          <Text size="sm">{email === null ? t('sheets.linkText') : t('sheets.text', { email })}</Text>
        ) : (
          <Text size="sm" role="status">
            {t(sheet.truncated ? 'sheets.doneTruncated' : 'sheets.done', { count: sheet.rowCount })}
            {sheet.cellsCut > 0 && ` ${t('sheets.cellsCut', { count: sheet.cellsCut })}`}
          </Text>
        )}
        {failure !== null && (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        )}
        {sheet !== null && (
          <Anchor href={sheet.fileUrl} target="_blank" rel="noreferrer" size="sm">
            {t('sheets.open')}
          </Anchor>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(sheet === null ? 'dialog.cancel' : 'writeBack.close')}
          </Button>
          {sheet === null && (
            <Button loading={busy || account.isPending} onClick={() => void (email === null ? link() : send())}>
              {t(email === null ? 'sheets.link' : 'sheets.send')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
