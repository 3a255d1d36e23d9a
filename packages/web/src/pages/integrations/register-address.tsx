import { Button, Group, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../components/copy-text.ts'
import { toastDone } from '../../components/toast.ts'

/** An address that has to be entered at the service, to copy. */
export function RegisterAddress({ label, address }: { label: string; address: string }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (await copyText(address)) toastDone(t('integrations.copied'))
  }
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput label={label} value={address} readOnly onFocus={(event) => event.currentTarget.select()} style={{ flex: 1 }} />
      <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
        {t('integrations.copy')}
      </Button>
    </Group>
  )
}
