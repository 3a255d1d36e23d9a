import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../components/copy-text.ts'
import { toastDone } from '../../components/toast.ts'

/** Recovery codes, this once, with the ways to keep them. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation()
  const text = `${codes.join('\n')}\n`
  const copy = async (): Promise<void> => {
    if (await copyText(text)) toastDone(t('recoveryCodes.copied'))
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{t('recoveryCodes.keepText')}</Text>
      <Code block>{codes.join('\n')}</Code>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={() => void copy()}>
          {t('recoveryCodes.copy')}
        </Button>
        <Button
          variant="default"
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t('recoveryCodes.fileName')}
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {t('recoveryCodes.download')}
        </Button>
        <Button onClick={onKept}>{t('recoveryCodes.done')}</Button>
      </Group>
    </Stack>
  )
}
