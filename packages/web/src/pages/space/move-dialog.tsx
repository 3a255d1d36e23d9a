import { Modal, NativeSelect, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accessPreviewQuery, spacesQuery, updateSpace, type Space } from '../../api/spaces.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { spaceTree, withinSpace } from '../../space/space-tree.ts'
import { AccessChanges } from './access-changes.tsx'

type Props = { projectUuid: string; space: Space; onChanged: () => Promise<void>; onClose: () => void }

/** Value of the choice of no space. */
const top = 'top'

/** Moves a space into another one or to the top; who gains or loses access is said before. */
export function MoveDialog({ projectUuid, space, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const spaces = useQuery(spacesQuery(projectUuid)).data ?? []
  const here = space.parentSpaceUuid ?? top
  const [place, setPlace] = useState(here)
  const isMoved = place !== here
  const parentSpaceUuid = place === top ? null : place
  const preview = useQuery({ ...accessPreviewQuery(space.uuid, { parentSpaceUuid }), enabled: isMoved })
  const own = new Set(withinSpace(spaces, space.uuid).map(({ uuid }) => uuid))
  const choices = spaceTree(spaces).filter((placed) => !own.has(placed.space.uuid))
  const move = async (): Promise<void> => {
    await updateSpace(projectUuid, space.uuid, { parentSpaceUuid })
    await onChanged()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('space.moveTitle', { name: space.name })}>
      <DialogForm submit={t('space.moveHere')} disabled={!isMoved || !preview.isSuccess} onSubmit={move} failed={t('space.moveFailed')} onClose={onClose}>
        <NativeSelect
          label={t('space.moveTo')}
          value={place}
          data={[{ value: top, label: t('space.top') }, ...choices.map(({ space: { uuid }, path }) => ({ value: uuid, label: path }))]}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {t(space.inheritsFromParent ? 'space.moveInherits' : 'space.moveOwn')}
        </Text>
        {isMoved && preview.isPending && <Skeleton height={60} aria-busy />}
        {isMoved && <AccessChanges preview={preview} />}
      </DialogForm>
    </Modal>
  )
}
