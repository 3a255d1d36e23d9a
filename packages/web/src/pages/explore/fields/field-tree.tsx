import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldNode } from '../../../explore/field-tree.ts'
import type { TreeRow } from '../../../explore/flatten-field-tree.ts'
import { useExplore } from '../explore-context.ts'
import { FieldRow } from './field-row.tsx'
import { HeadRow } from './head-row.tsx'
import classes from './fields.module.css'

type Props = { rows: TreeRow[]; selected: ReadonlySet<string>; onToggle: (key: string) => void }

const rowHeight = 28
const rowId = (key: string): string => `field-${key.replaceAll(/[^\w-]/g, '-')}`

/** The lines of the field tree. Only those in sight exist; arrows move, ⏎ picks, → and ← open and close. */
export function FieldTree({ rows, selected, onToggle }: Props) {
  const { t } = useTranslation()
  const { edit } = useExplore()
  const box = useRef<HTMLDivElement>(null)
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const [menuKey, setMenuKey] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.key ?? index,
  })
  const activeIndex = rows.findIndex(({ key }) => key === activeKey)

  useEffect(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex, { align: 'auto' })
  }, [activeIndex, virtual])

  const pick = (field: FieldNode): void => {
    if (field.intervals.length > 0) onToggle(isOpenBySelection(field) ? `${field.id}:closed` : field.id)
    else if (field.kind === 'dimension') edit({ type: 'toggle-dimension', fieldId: field.id })
    else if (field.kind === 'metric') edit({ type: 'toggle-metric', fieldId: field.id })
  }
  const isOpenBySelection = (field: FieldNode): boolean => field.intervals.some(({ id }) => selected.has(id))
  const activate = (row: TreeRow): void => {
    if (row.row === 'field') pick(row.field)
    else if (row.row !== 'section') onToggle(row.key)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== box.current || event.metaKey || event.ctrlKey || event.altKey) return
    const row = rows[activeIndex]
    const isOpen = row !== undefined && 'open' in row ? row.open : undefined
    const move = (step: 1 | -1): void => {
      let next = activeIndex + step
      while (rows[next]?.row === 'section') next += step
      const target = rows[next]
      if (target !== undefined) setActiveKey(target.key)
    }
    switch (event.key) {
      case 'ArrowDown':
        move(1)
        break
      case 'ArrowUp':
        move(-1)
        break
      case 'ArrowRight':
        if (row !== undefined && isOpen === false) activate(row)
        else move(1)
        break
      case 'ArrowLeft':
        if (row !== undefined && isOpen === true) activate(row)
        else move(-1)
        break
      case 'Home':
        setActiveKey(rows[0]?.key ?? null)
        break
      case 'End':
        setActiveKey(rows.at(-1)?.key ?? null)
        break
      case 'Enter':
      case ' ':
        if (row !== undefined) activate(row)
        break
      case '.':
      case 'ContextMenu':
        setMenuKey(activeKey)
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      className={classes['tree']}
      role="tree"
      tabIndex={0}
      aria-label={t('fields.tree')}
      aria-multiselectable
      aria-activedescendant={activeKey === null ? undefined : rowId(activeKey)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === box.current && activeIndex === -1) setActiveKey(rows[0]?.key ?? null)
      }}
    >
      <div role="none" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          if (row === undefined) return null
          const place = { position: 'absolute', insetInline: 0, height: rowHeight, transform: `translateY(${start}px)` } as const
          const shared = { id: rowId(row.key), style: place, active: row.key === activeKey, onPick: () => (setActiveKey(row.key), activate(row)) }
          return row.row === 'field' ? (
            <FieldRow
              key={key}
              {...shared}
              row={row}
              selected={selected.has(row.field.id)}
              menuOpen={menuKey === row.key}
              onMenu={(open) => {
                setMenuKey(open ? row.key : null)
                if (!open) box.current?.focus({ preventScroll: true })
              }}
            />
          ) : (
            <HeadRow key={key} {...shared} row={row} />
          )
        })}
      </div>
    </div>
  )
}
