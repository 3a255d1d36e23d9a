import { Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreeRow } from '../../../explore/flatten-field-tree.ts'
import { kindColors } from '../../../explore/type-signs.ts'
import classes from './fields.module.css'

type Props = { row: Exclude<TreeRow, { row: 'field' }>; id: string; style: CSSProperties; active: boolean; onPick: () => void }

/** A table, a group, or the heading of dimensions, metrics or calculations. */
export function HeadRow({ row, id, style, active, onPick }: Props) {
  const { t } = useTranslation()
  if (row.row === 'section') {
    return (
      <div role="none" style={{ ...style, color: kindColors[row.kind] }} className={classes['section']}>
        {t(`fields.section.${row.kind}`)}
      </div>
    )
  }
  const Chevron = row.open ? IconChevronDown : IconChevronRight
  return (
    <Tooltip label={row.description} disabled={row.description === undefined} position="right">
      <div
        id={id}
        role="treeitem"
        tabIndex={-1}
        aria-level={row.depth + 1}
        aria-expanded={row.open}
        aria-selected={false}
        className={row.row === 'table' ? classes['table'] : classes['row']}
        data-active={active || undefined}
        style={{ ...style, paddingInlineStart: 6 + row.depth * 14 }}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPick}
      >
        <Chevron size={14} aria-hidden />
        <span className={classes['label']}>{row.label}</span>
      </div>
    </Tooltip>
  )
}
