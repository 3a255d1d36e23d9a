import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cellViewQuery, type RowsAsked } from '../../../api/cell-views.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { OutputBoundary } from './output-boundary.tsx'
import { ColumnProfile } from './column-profile.tsx'
import { RowsGrid } from './rows-grid.tsx'

type Props = {
  label: string
  sessionUuid: string
  cellId: string
  answer: string
  /** Of which of several results; absent: what the cell shows. */
  name?: string
  height?: number | string
  /** Rows of one page. */
  pageSize?: number
}

const rowsOfPage = 500

/** Rows of a result, page by page. */
export function TableOutput({ label, sessionUuid, cellId, answer, name, height, pageSize = rowsOfPage }: Props) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<{ answer: string; offset: number; sort?: RowsAsked['sort'] }>({ answer, offset: 0 })
  // Another answer begins with its first page, in the order that was chosen.
  const { offset, sort } = place.answer === answer ? place : { offset: 0, sort: place.sort }
  const asked = { offset, limit: pageSize, ...(name === undefined ? {} : { name }), ...(sort === undefined ? {} : { sort }) }
  const { locale } = useLanguage()
  const view = useQuery(cellViewQuery({ sessionUuid, cellId, answer, locale, rows: asked }))
  const go = (to: number): void => setPlace({ answer, offset: to, sort })
  return (
    <OutputBoundary query={view} failed={t('appSession.rowsFailed')} height={160}>
      {(shown) =>
        shown.kind !== 'table' ? null : (
          <>
            <RowsGrid
              label={label}
              columns={shown.columns}
              rows={shown.rows}
              offset={shown.offset}
              dimmed={view.isPlaceholderData}
              {...(height === undefined ? {} : { height })}
              sort={sort}
              onSort={(next) => setPlace({ answer, offset: 0, sort: next })}
              renderProfile={(column, close) => (
                <ColumnProfile {...{ sessionUuid, cellId, answer, column }} {...(name === undefined ? {} : { name })} onClose={close} />
              )}
            />
            {shown.totalRows > pageSize && (
              <Group gap="xs" mt={4}>
                <ActionIcon size="sm" aria-label={t('appSession.pageBefore')} disabled={offset === 0} onClick={() => go(Math.max(0, offset - pageSize))}>
                  <IconChevronLeft size={16} />
                </ActionIcon>
                <Text size="xs" className="numbers" role="status">
                  {t('appSession.rowsFromTo', { from: shown.offset + 1, to: shown.offset + shown.rows.length, count: shown.totalRows })}
                </Text>
                <ActionIcon
                  size="sm"
                  aria-label={t('appSession.pageAfter')}
                  disabled={offset + pageSize >= shown.totalRows}
                  onClick={() => go(offset + pageSize)}
                >
                  <IconChevronRight size={16} />
                </ActionIcon>
              </Group>
            )}
          </>
        )
      }
    </OutputBoundary>
  )
}
