import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDotsVertical } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GridProps } from './grid-types.ts'
import classes from './results-grid.module.css'

type Props = Pick<GridProps, 'columns'> & {
  widths: readonly number[]
  lefts: readonly (number | undefined)[]
  numberWidth: number
  onSort: GridProps['onSort']
  renderColumnMenu: GridProps['renderColumnMenu']
}

/** The header: click sorts, Shift adds, ⋮ opens the column's menu. */
export function GridHeader({ columns, widths, lefts, numberWidth, onSort, renderColumnMenu }: Props) {
  const { t } = useTranslation()
  return (
    <div role="row" className={classes['header']} aria-rowindex={1}>
      {numberWidth > 0 && (
        <div role="columnheader" className={classes['number']} style={{ width: numberWidth }} aria-label={t('grid.row')}>
          #
        </div>
      )}
      {columns.map((column, index) => {
        const { id, label, hint, numeric, color, sort, frozen } = column
        const Arrow = sort?.descending === true ? IconArrowDown : IconArrowUp
        return (
          <div
            key={id}
            role="columnheader"
            className={classes['head']}
            aria-sort={sort === undefined ? 'none' : sort.descending ? 'descending' : 'ascending'}
            style={{ width: widths[index], insetInlineStart: lefts[index], borderBlockStartColor: color ?? 'transparent' }}
            data-frozen={frozen === true || undefined}
            data-numeric={numeric || undefined}
          >
            <button
              type="button"
              className={classes['sort']}
              title={hint === undefined ? label : `${hint} · ${label}`}
              disabled={onSort === undefined}
              onClick={(event) => onSort?.(id, event.shiftKey)}
            >
              <span className={classes['name']}>{label}</span>
              {sort !== undefined && (
                <>
                  <Arrow size={14} aria-hidden style={{ flex: 'none' }} />
                  {sort.several && <sub>{sort.order}</sub>}
                </>
              )}
            </button>
            {renderColumnMenu !== undefined && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size={24} className={classes['more'] ?? ''} aria-label={t('grid.columnMenu', { column: label })}>
                    <IconDotsVertical size={14} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>{renderColumnMenu(column)}</Menu.Dropdown>
              </Menu>
            )}
          </div>
        )
      })}
    </div>
  )
}
