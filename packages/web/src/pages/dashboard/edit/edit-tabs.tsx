import type { DashboardDocument, DashboardEdit, DashboardTab } from '@atrium/documents'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { EditTabBar } from '../../../components/grid/edit-tab-bar.tsx'
import { orderedTabs, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'

type Props = {
  document: DashboardDocument
  shown: string | null
  onShow: (tabUuid: string) => void
  onEdit: (edit: DashboardEdit) => void
  /** What is on the shown one. */
  children: ReactNode
}

/** The tabs of a dashboard while editing: added, renamed, moved, removed with what is on them. */
export function EditTabs({ document, shown, onShow, onEdit, children }: Props) {
  const { t } = useTranslation()
  const tabs = orderedTabs(document)
  const add = (name: string): void => {
    const tab: DashboardTab = { uuid: newUuid(), name, order: tabs.length }
    // Tiles of a dashboard without tabs belong to its first one from now on.
    const moved = tabs.length > 0 ? [] : document.tiles.map(({ uuid }): DashboardEdit => ({ type: 'move-to-tab', uuid, tabUuid: tab.uuid }))
    onEdit({ type: 'all', edits: [{ type: 'add-tab', tab }, ...moved] })
    onShow(tab.uuid)
  }
  const remove = (tabUuid: string): void =>
    onEdit({
      type: 'all',
      // Without any tab left, tiles are on no tab; otherwise they go with theirs.
      edits: [
        ...tilesOfTab(document, tabUuid).map(({ uuid }): DashboardEdit =>
          tabs.length === 1 ? { type: 'move-to-tab', uuid, tabUuid: null } : { type: 'remove-tile', uuid },
        ),
        { type: 'remove-tab', uuid: tabUuid },
      ],
    })
  return (
    <EditTabBar
      tabs={tabs}
      label={t('dashboard.tabs')}
      shown={shown}
      removeText={t('dashboard.editing.removeTab')}
      onShow={onShow}
      onAdd={add}
      onRename={(uuid, name) => onEdit({ type: 'rename-tab', uuid, name })}
      onOrder={(uuids) => onEdit({ type: 'order-tabs', uuids })}
      onRemove={remove}
    >
      {children}
    </EditTabBar>
  )
}
