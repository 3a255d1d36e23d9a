import { List, Menu, Skeleton, Text } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import type { ExploreSummary } from '../../api/explores.ts'
import { deleteVirtualView, virtualViewQuery, type VirtualView } from '../../api/virtual-views.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { toastDone } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string; explore: ExploreSummary }

/** What those who make virtual views can do with one. */
export function VirtualViewMenu({ projectUuid, explore }: Props) {
  const { t } = useTranslation()
  const [isDeleting, setIsDeleting] = useState(false)
  return (
    <>
      <RowMenu label={t('virtualView.more', { name: explore.label })}>
        <Menu.Item leftSection={<IconPencil size={15} />} component={LinkTo} href={paths.sqlEdit(projectUuid, { view: explore.name })}>
          {t('virtualView.edit')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setIsDeleting(true)}>
          {t('virtualView.delete')}
        </Menu.Item>
      </RowMenu>
      {isDeleting && <DeleteDialog projectUuid={projectUuid} explore={explore} onClose={() => setIsDeleting(false)} />}
    </>
  )
}

/** Asks before it goes, and says what would stop working. */
function DeleteDialog({ projectUuid, explore, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const view = useQuery({ ...virtualViewQuery(projectUuid, explore.name), staleTime: 0 })
  const remove = async (): Promise<void> => {
    await deleteVirtualView(projectUuid, explore.name)
    toastDone(t('trash.moved', { name: explore.label }))
    onClose()
    await refreshContentLists(queryClient, projectUuid)
    queryClient.removeQueries({ queryKey: ['explore', projectUuid, explore.name] })
  }
  return (
    <ConfirmDialog
      title={t('virtualView.deleteTitle')}
      text={t('virtualView.deleteText', { name: explore.label })}
      confirm={t('virtualView.delete')}
      failed={t('virtualView.deleteFailed')}
      onConfirm={remove}
      onClose={onClose}
      isWaiting={view.isPending}
    >
      {view.isPending && <Skeleton height={24} aria-busy />}
      {view.isError && (
        <Text size="sm" c="red">
          {t('virtualView.usesFailed')}
        </Text>
      )}
      {view.data !== undefined && <Uses usedBy={view.data.usedBy} />}
    </ConfirmDialog>
  )
}

function Uses({ usedBy: { charts, dashboards, hidden } }: Pick<VirtualView, 'usedBy'>) {
  const { t } = useTranslation()
  if (charts.length + dashboards.length + hidden === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('virtualView.unused')}
      </Text>
    )
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('virtualView.usedBy')}
      </Text>
      <List size="sm">
        {[...charts, ...dashboards].map(({ id, name }) => (
          <List.Item key={id}>{name}</List.Item>
        ))}
        {hidden > 0 && <List.Item>{t('virtualView.hidden', { count: hidden })}</List.Item>}
      </List>
    </div>
  )
}
