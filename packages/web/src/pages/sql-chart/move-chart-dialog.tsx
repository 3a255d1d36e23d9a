import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../components/dialog-form.tsx'
import { SpaceSelect, useSpaceChoice } from '../../space/space-select.tsx'

type Props = { projectUuid: string; spaceUuid: string; onMove: (space: { uuid: string; name: string }) => Promise<void>; onClose: () => void }

/** Asks for another space. Stays open until it worked. */
export function MoveChartDialog({ projectUuid, spaceUuid, onMove, onClose }: Props) {
  const { t } = useTranslation()
  const space = useSpaceChoice(projectUuid, spaceUuid)
  const chosen = space.spaces.find(({ uuid }) => uuid === space.value)
  const move = async (): Promise<void> => {
    if (chosen !== undefined) await onMove(chosen)
  }
  return (
    <Modal opened onClose={onClose} title={t('sqlChart.move')}>
      <DialogForm
        submit={t('dialog.save')}
        disabled={chosen === undefined || chosen.uuid === spaceUuid}
        onSubmit={move}
        failed={t('sqlChart.moveFailed')}
        onClose={onClose}
      >
        <SpaceSelect choice={space} />
      </DialogForm>
    </Modal>
  )
}
