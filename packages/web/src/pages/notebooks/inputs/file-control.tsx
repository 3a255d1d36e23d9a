import type { InputValue } from '@atrium/documents'
import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../../api/message-of.ts'

type Props = { label: string; hasFile: boolean; disabled: boolean; onFile: (file: File) => Promise<InputValue>; onRemove: () => void }

/** A table that somebody has in a file. */
export function FileControl({ label, hasFile, disabled, onFile, onRemove }: Props) {
  const { t } = useTranslation()
  const [isSending, setIsSending] = useState(false)
  const [name, setName] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const send = async (file: File | null): Promise<void> => {
    if (file === null) return
    setIsSending(true)
    setFailure(null)
    try {
      await onFile(file)
      setName(file.name)
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setIsSending(false)
    }
  }
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} aria-hidden>
        {label}
      </Text>
      <Group gap="xs">
        <FileButton onChange={(file) => void send(file)} accept=".csv,.tsv,.txt,.parquet,.json,.ndjson,.xlsx">
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={14} aria-hidden />} loading={isSending} disabled={disabled}>
              {t(hasFile ? 'appSession.input.otherFile' : 'appSession.input.file')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" role="status" style={{ overflowWrap: 'anywhere' }}>
          {hasFile ? (name ?? t('appSession.input.hasFile')) : t('appSession.input.noFile')}
        </Text>
        {hasFile && (
          <Button variant="subtle" size="compact-xs" disabled={disabled || isSending} onClick={onRemove}>
            {t('appSession.input.removeFile')}
          </Button>
        )}
      </Group>
      {failure !== null && (
        <Text size="xs" role="alert" c="var(--mantine-color-error)" style={{ overflowWrap: 'anywhere' }}>
          {failure}
        </Text>
      )}
    </Stack>
  )
}
