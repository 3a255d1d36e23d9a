import { Alert, Button, Center, Code, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { confirmApp, offerApp, type AddedFactor } from '../../api/security.ts'
import { copyText } from '../../components/copy-text.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone } from '../../components/toast.ts'
import { QrCode } from './qr-code.tsx'

/** Asked once a dialog: another question is another key. */
const offerQuery = { queryKey: ['offered-app'], queryFn: offerApp, retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } as const

/** A key for an authenticator app, as a picture and as text, and the field for its first code. */
export function AppSetup({ onAdded }: { onAdded: (added: AddedFactor) => Promise<void> }) {
  const { t } = useTranslation()
  const offered = useQuery(offerQuery)
  return (
    <QueryBoundary query={offered} failed={t('secondFactor.offerFailed')} skeleton={<Loader />}>
      {({ key, uri }) => (
        <Stack gap="sm">
          <Text size="sm">{t('secondFactor.scan')}</Text>
          <Center>
            <QrCode text={uri} label={t('secondFactor.qrCode')} />
          </Center>
          <Text size="sm">{t('secondFactor.type')}</Text>
          <KeyText value={key} />
          <CodeForm onAdded={onAdded} />
        </Stack>
      )}
    </QueryBoundary>
  )
}

/** In groups of four, as people read it; copied in one piece. */
function KeyText({ value }: { value: string }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (await copyText(value)) toastDone(t('secondFactor.keyCopied'))
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {value.match(/.{1,4}/g)?.join(' ')}
      </Code>
      <Button variant="default" size="xs" leftSection={<IconCopy size={15} aria-hidden />} onClick={() => void copy()}>
        {t('secondFactor.copyKey')}
      </Button>
    </Group>
  )
}

function CodeForm({ onAdded }: { onAdded: (added: AddedFactor) => Promise<void> }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await onAdded(await confirmApp(code))
    } catch (error) {
      setFailure(messageOf(error))
    }
    setCode('')
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <Stack gap="sm">
        {failure !== null && (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        )}
        <TextInput
          label={t('secondFactor.typeCode')}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          required
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={code.trim() === ''}>
            {t('secondFactor.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
