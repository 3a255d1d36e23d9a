import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spacesQuery } from '../../api/spaces.ts'
import { toastFailed } from '../../components/toast.ts'
import { spaceTree } from '../../space/space-tree.ts'

type Props = { projectUuid: string; spaceUuid: string; onMove: (space: { uuid: string; name: string }) => Promise<void>; onClose: () => void }

/** Asks for another space. Stays open until it worked. */
export function MoveChartDialog({ projectUuid, spaceUuid, onMove, onClose }: Props) {
  const { t } = useTranslation()
  const spaces = useQuery(spacesQuery(projectUuid)).data ?? []
  const [chosen, setChosen] = useState(spaceUuid)
  const [busy, setBusy] = useState(false)
  const space = spaces.find(({ uuid }) => uuid === chosen)
  const move = async (): Promise<void> => {
    if (space === undefined) return
    setBusy(true)
    try {
      await onMove(space)
    } catch (error) {
      toastFailed(t('sqlChart.moveFailed'), error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('sqlChart.move')}>
      <Stack gap="sm">
        <NativeSelect
          label={t('sqlSave.space')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={spaceTree(spaces).map(({ space: { uuid, isPrivate }, path }) => ({ value: uuid, label: isPrivate ? t('save.private', { name: path }) : path }))}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button loading={busy} disabled={space === undefined || chosen === spaceUuid} onClick={() => void move()}>
            {t('dialog.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
