import { Button, Checkbox, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled, IconCheck, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputValues } from '../../api/app-sessions.ts'
import { appViewsQuery, createAppView, deleteAppView, updateAppView, type AppView } from '../../api/app-views.ts'
import type { App } from '../../api/apps.ts'
import { userQuery } from '../../api/session.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

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
  const views = useQuery(appViewsQuery(app.uuid)).data ?? []
  const userUuid = useQuery(userQuery).data?.userUuid
  const [isSaving, setIsSaving] = useState(false)
  const [isShared, setIsShared] = useState(false)
  const mayShare = app.abilities.includes('app.update')
  const current = views.find(({ uuid }) => uuid === shown)
  // One's own, or one for all where one may change the app.
  const mayChange = current !== undefined && (current.isShared ? mayShare : current.by?.userUuid === userUuid)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: appViewsQuery(app.uuid).queryKey })
  const create = async ({ name }: { name: string }): Promise<void> => {
    const made = await createAppView(app.uuid, { name, inputs, isShared: mayShare && isShared })
    await refresh()
    setIsSaving(false)
    onShow(made)
  }
  const attempt = (action: () => Promise<unknown>, failed: string): void =>
    void action()
      .then(refresh)
      .catch((error: unknown) => toastFailed(failed, error))
  const update = async (view: AppView): Promise<void> => {
    await updateAppView(app.uuid, view.uuid, { inputs })
    toastDone(t('apps.viewSaved', { name: view.name }))
  }
  const remove = async (view: AppView): Promise<void> => {
    await deleteAppView(app.uuid, view.uuid)
    onShow(null)
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
              leftSection={<IconCheck size={15} style={{ visibility: view.uuid === shown ? 'visible' : 'hidden' }} />}
              rightSection={view.isShared ? null : <small>{t('apps.onlyYou')}</small>}
              onClick={() => onShow(view)}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => setIsSaving(true)}>
            {t('apps.saveView')}
          </Menu.Item>
          {mayChange && isChanged && (
            <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => attempt(() => update(current), t('apps.viewFailed'))}>
              {t('apps.updateView', { name: current.name })}
            </Menu.Item>
          )}
          {mayChange && (
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => attempt(() => remove(current), t('apps.viewFailed'))}>
              {t('apps.deleteView', { name: current.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSaving && (
        <NameDialog title={t('apps.saveView')} submit={t('dialog.save')} failed={t('apps.viewFailed')} onSubmit={create} onClose={() => setIsSaving(false)}>
          {mayShare && <Checkbox label={t('apps.viewForAll')} checked={isShared} onChange={(event) => setIsShared(event.currentTarget.checked)} />}
        </NameDialog>
      )}
    </>
  )
}
