import type { NotebookDocument, NotebookEdit, NotebookSettings } from '@atrium/documents'
import { Modal, NumberInput, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../components/dialog-form.tsx'

type Props = { document: NotebookDocument; onEdit: (edit: NotebookEdit) => void; onClose: () => void }

const minute = 60
const longestMinutes = 525_600

/** How the app looks as a whole, and when it computes what. */
export function AppSettingsDialog({ document, onEdit, onClose }: Props) {
  const { t } = useTranslation()
  const [settings, setSettings] = useState<NotebookSettings>(document.settings)
  const [isFullWidth, setIsFullWidth] = useState(document.app.isFullWidth === true)
  const set = (change: Partial<NotebookSettings>): void => setSettings((now) => ({ ...now, ...change }))
  const zone = settings.timezone ?? ''
  const isZone = zone.trim() === '' || isTimezone(zone.trim())
  const save = (): void => {
    const { timezone: _, ...rest } = settings
    onEdit({
      type: 'all',
      edits: [
        { type: 'set-settings', settings: zone.trim() === '' ? rest : { ...rest, timezone: zone.trim() } },
        { type: 'set-full-width', isFullWidth },
      ],
    })
    onClose()
  }
  const refresh = settings.refreshAfterSeconds ?? null
  return (
    <Modal opened onClose={onClose} title={t('apps.settings')}>
      <DialogForm submit={t('dialog.save')} disabled={!isZone} onSubmit={save} gap="md" onClose={onClose}>
        <Switch label={t('apps.fullWidth')} checked={isFullWidth} onChange={(event) => setIsFullWidth(event.currentTarget.checked)} />
        <Switch
          label={t('apps.rerunsOnInput')}
          description={t('apps.rerunsOnInputHint')}
          checked={settings.rerunsOnInput !== false}
          onChange={(event) => set({ rerunsOnInput: event.currentTarget.checked })}
        />
        <Switch
          label={t('apps.runsOnOpen')}
          description={t('apps.runsOnOpenHint')}
          checked={settings.runsOnOpen === true}
          onChange={(event) => set({ runsOnOpen: event.currentTarget.checked })}
        />
        <Switch
          label={t('apps.usesCachedSql')}
          checked={settings.usesCachedSql !== false}
          onChange={(event) => set({ usesCachedSql: event.currentTarget.checked })}
        />
        <NumberInput
          label={t('apps.refreshAfter')}
          description={t('apps.refreshAfterHint')}
          value={refresh === null ? '' : Math.round(refresh / minute)}
          onChange={(minutes) => set({ refreshAfterSeconds: typeof minutes === 'number' ? minutes * minute : null })}
          min={1}
          max={longestMinutes}
          clampBehavior="strict"
          allowDecimal={false}
          suffix={t('apps.minutes')}
        />
        <TextInput
          label={t('apps.timezone')}
          description={t('apps.timezoneHint')}
          placeholder="Europe/Berlin"
          value={zone}
          onChange={(event) => set({ timezone: event.currentTarget.value })}
          maxLength={100}
          error={isZone ? null : t('apps.noTimezone')}
        />
      </DialogForm>
    </Modal>
  )
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
