import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteSpace, spacesQuery, type Space } from '../../api/spaces.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ImpactNote } from '../../components/content-care/impact-note.tsx'
import { withinSpace } from '../../space/space-tree.ts'

type Props = { projectUuid: string; space: Space; onDeleted: () => Promise<void>; onClose: () => void }

/** Asks before a space goes to the trash, with what goes along. */
export function DeleteSpaceDialog({ projectUuid, space, onDeleted, onClose }: Props) {
  const { t } = useTranslation()
  const spaces = useQuery(spacesQuery(projectUuid))
  const within = withinSpace(spaces.data ?? [], space.uuid)
  const sum = (count: 'chartCount' | 'dashboardCount'): number => within.reduce((total, one) => total + one[count], 0)
  const going = [
    t('spaces.charts', { count: sum('chartCount') }),
    t('spaces.dashboards', { count: sum('dashboardCount') }),
    ...(within.length > 1 ? [t('space.spacesInside', { count: within.length - 1 })] : []),
  ].join(', ')
  return (
    <ConfirmDialog
      title={t('space.delete')}
      text={t('space.deleteText', { going })}
      confirm={t('space.delete')}
      failed={t('space.deleteFailed')}
      isWaiting={spaces.isPending}
      onConfirm={async () => {
        await deleteSpace(projectUuid, space.uuid)
        await onDeleted()
      }}
      onClose={onClose}
    >
      <ImpactNote projectUuid={projectUuid} kind="spaces" uuid={space.uuid} />
    </ConfirmDialog>
  )
}
