import { Button, Checkbox, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled, IconCheck, IconDeviceFloppy, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputValues } from '../../api/app-sessions.ts'
import { appViewsQuery, createAppView, deleteAppView, updateAppView, type AppView } from '../../api/app-views.ts'
import type { App } from '../../api/apps.ts'
import { userQuery } from '../../api/session.ts'
import { HeldInputs } from '../../app-session/held-inputs.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { ViewDialog } from './view-dialog.tsx'

type Props = {
  app: App
  /** Values as they are now, by name. */
  inputs: InputValues
  /** The view that the address names. */
  shown: string | null
  /** Whether the inputs have other values than that view. */
  isChanged: boolean
  /** Null: none. */
  onShow: (view: AppView | null) => void
}

/** Saved values of inputs: taken, saved under a name, changed and taken away. */
export function ViewsMenu({ app, inputs, shown, isChanged, onShow }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const isHeld = useContext(HeldInputs)
  const views = useQuery(appViewsQuery(app.uuid)).data ?? []
  const userUuid = useQuery(userQuery).data?.userUuid
  const [dialog, setDialog] = useState<'save' | 'change' | 'delete' | null>(null)
  const [isShared, setIsShared] = useState(false)
  const mayShare = app.abilities.includes('app.update')
  const current = views.find(({ uuid }) => uuid === shown)
  // One's own, or one for all where one may change the app.
  const mayChange = current !== undefined && (current.isShared ? mayShare : current.by?.userUuid === userUuid)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: appViewsQuery(app.uuid).queryKey })
  const create = async ({ name }: { name: string }): Promise<void> => {
    const made = await createAppView(app.uuid, { name, inputs, isShared: mayShare && isShared })
    await refresh()
    setDialog(null)
    onShow(made)
  }
  const update = async (view: AppView): Promise<void> => {
    try {
      await updateAppView(app.uuid, view.uuid, { inputs })
      toastDone(t('apps.viewSaved', { name: view.name }))
      await refresh()
    } catch (error) {
      toastFailed(t('apps.viewFailed'), error)
    }
  }
  const changed = async (view: AppView): Promise<void> => {
    await refresh()
    // That of somebody else is theirs alone now.
    if (!view.isShared && view.by?.userUuid !== userUuid) onShow(null)
  }
  const remove = async (view: AppView): Promise<void> => {
    await deleteAppView(app.uuid, view.uuid)
    setDialog(null)
    onShow(null)
    await refresh()
  }
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={current === undefined ? <IconBookmark size={14} /> : <IconBookmarkFilled size={14} />} maw={220}>
            {current === undefined ? t('apps.savedViews') : isChanged ? t('apps.viewChanged', { name: current.name }) : current.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          {views.length === 0 && <Menu.Label>{t('apps.noViews')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.uuid}
              aria-current={view.uuid === shown}
              disabled={isHeld}
              leftSection={<IconCheck size={15} style={{ visibility: view.uuid === shown ? 'visible' : 'hidden' }} />}
              rightSection={view.isShared ? null : <small>{t('apps.onlyYou')}</small>}
              onClick={() => onShow(view)}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => setDialog('save')}>
            {t('apps.saveView')}
          </Menu.Item>
          {mayChange && isChanged && (
            <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => void update(current)}>
              {t('apps.updateView', { name: current.name })}
            </Menu.Item>
          )}
          {mayChange && (
            <>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDialog('change')}>
                {t('apps.changeView', { name: current.name })}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
                {t('apps.deleteView', { name: current.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' && (
        <NameDialog title={t('apps.saveView')} submit={t('dialog.save')} failed={t('apps.viewFailed')} onSubmit={create} onClose={() => setDialog(null)}>
          {mayShare && <Checkbox label={t('apps.viewForAll')} checked={isShared} onChange={(event) => setIsShared(event.currentTarget.checked)} />}
        </NameDialog>
      )}
      {dialog === 'change' && current !== undefined && (
        <ViewDialog app={app} view={current} isOwn={current.by?.userUuid === userUuid} onChanged={changed} onClose={() => setDialog(null)} />
      )}
      {dialog === 'delete' && current !== undefined && (
        <ConfirmDialog
          title={t('apps.deleteView', { name: current.name })}
          text={t(current.isShared ? 'apps.deleteViewOfAll' : 'apps.deleteViewText')}
          confirm={t('apps.deleteViewConfirm')}
          failed={t('apps.viewFailed')}
          onConfirm={() => remove(current)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
