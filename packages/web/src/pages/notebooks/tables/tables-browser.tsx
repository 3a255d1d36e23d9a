import { Drawer } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { SchemaTree } from '../../sql/schema-tree.tsx'
import classes from './tables.module.css'

type Props = Pick<ComponentProps<typeof SchemaTree>, 'projectUuid' | 'onInsert'> & { isNarrow: boolean; onClose: () => void }

/** The tables of the warehouse beside the cells; where there is no room over them, until one is chosen. */
export function TablesBrowser({ projectUuid, isNarrow, onInsert, onClose }: Props) {
  const { t } = useTranslation()
  if (!isNarrow) {
    return (
      <aside className={classes['side']} aria-label={t('sqlRunner.tables')}>
        <SchemaTree projectUuid={projectUuid} onInsert={onInsert} />
      </aside>
    )
  }
  return (
    // The editor into which the name is written keeps the focus.
    <Drawer opened onClose={onClose} title={t('sqlRunner.tables')} returnFocus={false}>
      <SchemaTree
        projectUuid={projectUuid}
        onInsert={(...picked) => {
          onClose()
          onInsert(...picked)
        }}
      />
    </Drawer>
  )
}
