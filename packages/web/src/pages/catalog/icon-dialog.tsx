import { ActionIcon, Button, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshCatalog, setIcon, type CatalogIcon } from '../../api/catalog.ts'
import { toastFailed } from '../../components/toast.ts'

type Props = { projectUuid: string; item: { catalogSearchUuid: string; label: string; icon: CatalogIcon }; onClose: () => void }

const offered = ['💰', '🛒', '📦', '👥', '🧾', '📈', '📉', '🎯', '⏱️', '✈️', '🌍', '⭐', '⚠️', '✅', '🔁', '💳']

/** Chooses the emoji that stands beside an item. */
export function IconDialog({ projectUuid, item, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(item.icon !== null && 'unicode' in item.icon ? item.icon.unicode : '')
  const [busy, setBusy] = useState(false)
  const choose = async (icon: CatalogIcon): Promise<void> => {
    setBusy(true)
    try {
      await setIcon(projectUuid, item.catalogSearchUuid, icon)
      await refreshCatalog(queryClient, projectUuid)
      onClose()
    } catch (error) {
      toastFailed(t('catalog.saveFailed'), error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('iconDialog.title', { name: item.label })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void choose(typed.trim() === '' ? null : { unicode: typed.trim() })
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={8} spacing={4}>
            {offered.map((emoji) => (
              <ActionIcon
                key={emoji}
                variant="default"
                size={36}
                aria-label={t('iconDialog.choose', { emoji })}
                onClick={() => void choose({ unicode: emoji })}
              >
                {emoji}
              </ActionIcon>
            ))}
          </SimpleGrid>
          <TextInput label={t('iconDialog.emoji')} value={typed} maxLength={50} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
          <Group justify="space-between">
            <Button variant="default" disabled={item.icon === null} onClick={() => void choose(null)}>
              {t('iconDialog.none')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('dialog.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
