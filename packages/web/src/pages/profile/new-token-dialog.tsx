import { Button, Code, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createToken, type NewToken } from '../../api/tokens.ts'
import { copyText } from '../../components/copy-text.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'

const dayMs = 86_400_000
const lifetimes = ['7', '30', '90', '365', 'never'] as const

/** Asks what a token is for and how long it lives. */
export function NewTokenDialog({ onMade, onClose }: { onMade: (token: NewToken) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation()
  const [description, setDescription] = useState('')
  const [days, setDays] = useState<(typeof lifetimes)[number]>('90')
  const [busy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    setBusy(true)
    try {
      await onMade(
        await createToken({ description: description.trim(), expiresAt: days === 'never' ? null : new Date(Date.now() + Number(days) * dayMs).toISOString() }),
      )
    } catch (error) {
      toastFailed(t('profile.createFailed'), error)
      setBusy(false)
    }
  }
  const labelOf = (value: (typeof lifetimes)[number]): string =>
    value === 'never' ? t('profile.never') : value === '365' ? t('profile.year') : t('profile.days', { count: Number(value) })
  return (
    <Modal opened onClose={onClose} title={t('profile.newToken')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('profile.description')}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            maxLength={200}
            required
            data-autofocus
          />
          <NativeSelect
            label={t('profile.expires')}
            value={days}
            onChange={(event) => setDays(lifetimes.find((each) => each === event.currentTarget.value) ?? '90')}
            data={lifetimes.map((value) => ({ value, label: labelOf(value) }))}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={busy} disabled={description.trim() === ''}>
              {t('profile.newToken')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The secret of a token, this once. */
export function ShownOnceDialog({ token, onClose }: { token: NewToken; onClose: () => void }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (await copyText(token.token)) toastDone(t('profile.copied'))
  }
  return (
    <Modal opened onClose={onClose} title={token.description} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">{t('profile.shownOnce')}</Text>
        <Code block>{token.token}</Code>
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
