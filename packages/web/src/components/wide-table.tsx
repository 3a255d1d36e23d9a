import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './wide-table.module.css'

type Props = {
  /** The width in pixels below which it scrolls. */
  minWidth: number
  /** Whether the last column is what can be done with a row. */
  hasActions?: boolean
  /** Names it for those who scroll by keyboard; for a table in which nothing takes the focus. */
  label?: string
  /** A `Table`. */
  children: ReactNode
}

/** A table that is wider than a phone: it scrolls within the page, and what can be done with a row stays in sight. */
export function WideTable({ minWidth, hasActions = false, label, children }: Props) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      {...(hasActions ? { className: classes['actions'] ?? '' } : {})}
      {...(label === undefined ? {} : { scrollAreaProps: { viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } } })}
    >
      {children}
    </Table.ScrollContainer>
  )
}
