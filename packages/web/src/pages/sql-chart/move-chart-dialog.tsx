import { Modal, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spacesQuery } from '../../api/spaces.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { spaceTree } from '../../space/space-tree.ts'

type Props = { projectUuid: string; spaceUuid: string; onMove: (space: { uuid: string; name: string }) => Promise<void>; onClose: () => void }

/** Asks for another space. Stays open until it worked. */
export function MoveChartDialog({ projectUuid, spaceUuid, onMove, onClose }: Props) {
  const { t } = useTranslation()
  const spaces = useQuery(spacesQuery(projectUuid)).data ?? []
  const [chosen, setChosen] = useState(spaceUuid)
  const space = spaces.find(({ uuid }) => uuid === chosen)
  const move = async (): Promise<void> => {
    if (space !== undefined) await onMove(space)
  }
  return (
    <Modal opened onClose={onClose} title={t('sqlChart.move')}>
      <DialogForm
        submit={t('dialog.save')}
        disabled={space === undefined || chosen === spaceUuid}
        onSubmit={move}
        failed={t('sqlChart.moveFailed')}
        onClose={onClose}
      >
        <NativeSelect
          label={t('sqlSave.space')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={spaceTree(spaces).map(({ space: { uuid, isPrivate }, path }) => ({ value: uuid, label: isPrivate ? t('save.private', { name: path }) : path }))}
          data-autofocus
        />
      </DialogForm>
    </Modal>
  )
}
