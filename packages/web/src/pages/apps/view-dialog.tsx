import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appSchedulesQuery } from '../../api/app-schedules.ts'
import { updateAppView, type AppView } from '../../api/app-views.ts'
import type { App } from '../../api/apps.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { ownerText } from './runs/run-texts.ts'

type Props = { app: App; view: AppView; isOwn: boolean; onChanged: (view: AppView) => Promise<unknown>; onClose: () => void }

/** The name of a saved view, and whether it is for all who have the app. */
export function ViewDialog({ app, view, isOwn, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const mayShare = app.abilities.includes('app.update')
  const [isShared, setIsShared] = useState(view.isShared)
  const schedules = useQuery({ ...appSchedulesQuery(app.uuid), enabled: view.isShared && app.abilities.includes('app.schedule') }).data ?? []
  const isScheduled = schedules.some(({ viewUuid }) => viewUuid === view.uuid)
  const hint = isScheduled
    ? t('apps.viewScheduled')
    : view.isShared && !isShared
      ? isOwn
        ? t('apps.viewBecomesYours')
        : t('apps.viewBecomesTheirs', { name: ownerText(t, view) })
      : null
  const save = async ({ name }: { name: string }): Promise<void> => {
    await onChanged(await updateAppView(app.uuid, view.uuid, { name, ...(isShared === view.isShared ? {} : { isShared }) }))
    onClose()
  }
  return (
    <NameDialog
      title={t('apps.changeView', { name: view.name })}
      submit={t('dialog.save')}
      failed={t('apps.viewFailed')}
      name={view.name}
      onSubmit={save}
      onClose={onClose}
    >
      {mayShare && (
        <Checkbox
          label={t('apps.viewForAll')}
          {...(hint === null ? {} : { description: hint })}
          disabled={isScheduled}
          checked={isShared}
          onChange={(event) => setIsShared(event.currentTarget.checked)}
        />
      )}
    </NameDialog>
  )
}
