import { ActionIcon, CloseButton, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SqlTabs } from '../../sql/sql-tabs.ts'
import classes from './sql.module.css'

type Props = { state: SqlTabs; onShow: (id: string) => void; onClose: (id: string) => void; onOpen: () => void; onRename: (id: string) => void }

/** The open queries. A double click (or F2) renames one. */
export function SqlTabBar({ state, onShow, onClose, onOpen, onRename }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes['tabs']} role="group" aria-label={t('sqlRunner.tabs')}>
      {state.tabs.map(({ id, name }, index) => {
        const label = name === '' ? t('sqlRunner.query', { number: index + 1 }) : name
        return (
          <div key={id} className={classes['tab']} data-active={id === state.active || undefined}>
            <UnstyledButton
              aria-pressed={id === state.active}
              title={t('sqlRunner.renameHint')}
              onClick={() => onShow(id)}
              onDoubleClick={() => onRename(id)}
              onKeyDown={(event) => {
                if (event.key === 'F2') onRename(id)
              }}
            >
              {label}
            </UnstyledButton>
            <CloseButton size={24} aria-label={t('sqlRunner.closeTab', { name: label })} onClick={() => onClose(id)} />
          </div>
        )
      })}
      <ActionIcon size={26} aria-label={t('sqlRunner.newTab')} onClick={onOpen}>
        <IconPlus size={16} />
      </ActionIcon>
    </div>
  )
}
