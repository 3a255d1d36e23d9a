import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewToken } from '../../api/tokens.ts'
import { copyText } from '../copy-text.ts'
import { toastDone } from '../toast.ts'

type Props = { token: Pick<NewToken, 'description' | 'token'>; /** Other wrappings of it. */ children?: ReactNode; onClose: () => void }

/** The secret of a token, this once. */
export function ShownOnceDialog({ token, children, onClose }: Props) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (await copyText(token.token)) toastDone(t('profile.copied'))
  }
  return (
    <Modal opened onClose={onClose} title={token.description} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">{t('profile.shownOnce')}</Text>
        <Code block>{token.token}</Code>
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
            {t('profile.copy')}
          </Button>
          <Button onClick={onClose}>{t('profile.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
