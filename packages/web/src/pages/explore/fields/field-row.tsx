import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconFilter, IconInfoCircle } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreeRow } from '../../../explore/flatten-field-tree.ts'
import { kindColors, typeSigns } from '../../../explore/type-signs.ts'
import { useExplore } from '../explore-context.ts'
import { FieldMenu } from './field-menu.tsx'
import classes from './fields.module.css'

type Props = {
  row: Extract<TreeRow, { row: 'field' }>
  id: string
  style: CSSProperties
  active: boolean
  selected: boolean
  menuOpen: boolean
  onPick: () => void
  onMenu: (open: boolean) => void
}

/** A field: click picks it; filter, information and more appear on hover. */
export function FieldRow({ row, id, style, active, selected, menuOpen, onPick, onMenu }: Props) {
  const { t } = useTranslation()
  const { addFilter } = useExplore()
  const { field } = row
  const Sign = typeSigns[field.type]
  const Chevron = row.open === true ? IconChevronDown : IconChevronRight
  const isHead = field.intervals.length > 0
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={selected}
      aria-expanded={isHead ? row.open : undefined}
      aria-label={field.label}
      className={classes['row']}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-menu={menuOpen || undefined}
      style={{ ...style, paddingInlineStart: 6 + row.depth * 14 }}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {isHead ? (
        <Chevron size={14} aria-hidden style={{ flex: 'none' }} />
      ) : (
        <Sign size={15} stroke={1.7} color={kindColors[field.kind]} aria-hidden style={{ flex: 'none' }} />
      )}
      <span className={classes['label']} style={{ color: kindColors[field.kind] }}>
        {field.label}
      </span>
      <span className={classes['actions']} role="none" onClick={(event) => event.stopPropagation()}>
        {!isHead && (
          <Tooltip label={t('fields.filter')}>
            <ActionIcon size={24} tabIndex={-1} onClick={() => addFilter(field.id)} aria-label={t('fields.filterBy', { field: field.label })}>
              <IconFilter size={14} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip
          position="right"
          label={
            <>
              {field.description ?? t('fields.noDescription')}
              <br />
              <code>{field.id}</code>
            </>
          }
        >
          <ActionIcon size={24} tabIndex={-1} component="span" aria-label={field.description ?? t('fields.noDescription')} role="img">
            <IconInfoCircle size={14} />
          </ActionIcon>
        </Tooltip>
        <FieldMenu field={field} opened={menuOpen} onChange={onMenu} onPick={onPick} />
      </span>
    </div>
  )
}
