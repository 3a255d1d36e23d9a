import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../components/copy-text.ts'
import { toastDone } from '../../components/toast.ts'

/** A link that is shown this once, to be passed on. */
export function LinkDialog({ title, text, link, onClose }: { title: string; text: string; link: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (link !== null && (await copyText(link))) toastDone(t('members.copied'))
  }
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">{text}</Text>
        {link !== null && <TextInput label={t('members.link')} value={link} readOnly onFocus={(event) => event.currentTarget.select()} />}
        <Group justify="flex-end" gap="xs">
          {link !== null && (
            <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
              {t('members.copy')}
            </Button>
          )}
          <Button onClick={onClose} data-autofocus>
            {t('members.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
