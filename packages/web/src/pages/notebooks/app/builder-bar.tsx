import { isShowable, type NotebookDocument, type NotebookEdit } from '@atrium/documents'
import { Button, Menu, SegmentedControl, Title } from '@mantine/core'
import { IconLayoutGrid, IconPlayerPlay, IconPlayerStop, IconPlus, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import type { NotebookRun } from '../run/use-notebook-run.ts'
import { AppSettingsDialog } from './app-settings-dialog.tsx'
import classes from './app.module.css'

export const previewWidths = ['phone', 'tablet', 'desktop'] as const
export type PreviewWidth = (typeof previewWidths)[number]

type Props = {
  name: string
  document: NotebookDocument
  /** What cells are called, by id. */
  labels: ReadonlyMap<string, string>
  width: PreviewWidth
  run: NotebookRun
  onWidth: (width: PreviewWidth) => void
  onShow: (cellIds: readonly string[]) => void
  onLayOut: () => void
  onEdit: (edit: NotebookEdit) => void
}

/** Over the app while it is built: what is shown, how it behaves, and how wide the window of a reader may be. */
export function BuilderBar({ name, document, labels, width, run, onWidth, onShow, onLayOut, onEdit }: Props) {
  const { t } = useTranslation()
  const [isSetting, setIsSetting] = useState(false)
  const isRunning = useSessionPart(run.store, ({ running }) => running.size > 0, false)
  const shown = new Set(document.app.elements.map(({ cellId }) => cellId))
  const hidden = document.cells.filter((cell) => isShowable(cell) && !shown.has(cell.id))
  return (
    <div className={classes['bar']}>
      <Title order={1} size="h3" style={{ overflowWrap: 'anywhere', flex: '1 1 160px' }}>
        {name}
      </Title>
      {isRunning ? (
        <Button size="xs" variant="default" leftSection={<IconPlayerStop size={14} />} onClick={run.interrupt}>
          {t('apps.stop')}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          disabled={run.store === null}
          title={t('apps.runHint')}
          onClick={() => run.run({ how: 'stale' })}
        >
          {t('apps.run')}
        </Button>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} disabled={hidden.length === 0}>
            {t('apps.addCell')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {hidden.length > 1 && (
            <>
              <Menu.Item onClick={() => onShow(hidden.map(({ id }) => id))}>{t('apps.addAll', { count: hidden.length })}</Menu.Item>
              <Menu.Divider />
            </>
          )}
          {hidden.map(({ id }) => (
            <Menu.Item key={id} onClick={() => onShow([id])}>
              {labels.get(id) ?? id}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {document.app.elements.length > 0 && (
        <Button size="xs" variant="default" leftSection={<IconLayoutGrid size={14} />} onClick={onLayOut} title={t('apps.layOutHint')}>
          {t('apps.layOutAnew')}
        </Button>
      )}
      <Button size="xs" variant="default" leftSection={<IconSettings size={14} />} onClick={() => setIsSetting(true)}>
        {t('apps.settings')}
      </Button>
      <SegmentedControl
        size="xs"
        aria-label={t('apps.previewWidth')}
        value={width}
        onChange={onWidth}
        data={previewWidths.map((value) => ({ value, label: t(`apps.widths.${value}`) }))}
      />
      {isSetting && <AppSettingsDialog document={document} onEdit={onEdit} onClose={() => setIsSetting(false)} />}
    </div>
  )
}
