import { columnWriter, type ViewColumn } from '@atrium/documents'
import { Menu, Text } from '@mantine/core'
import { IconChartHistogram, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowsAsked } from '../../../api/cell-views.ts'
import type { GridColumn } from '../../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../../components/results-grid/results-grid.tsx'
import { useNumberLocale } from '../../../i18n/number-locale.ts'

type Sort = NonNullable<RowsAsked['sort']>

type Props = {
  label: string
  columns: readonly ViewColumn[]
  rows: readonly (readonly unknown[])[]
  /** Rows before the first of these. */
  offset: number
  dimmed: boolean
  sort: Sort | undefined
  onSort: (sort: Sort | undefined) => void
  height?: number | string
  /** What is in a column. */
  renderProfile: (column: ViewColumn, close: () => void) => ReactNode
}

/** Rows of a result: sorted by a click on a column, with what is in a column in its menu. */
export function RowsGrid({ label, columns, rows, offset, dimmed, sort, onSort, height = 340, renderProfile }: Props) {
  const { t } = useTranslation()
  const locale = useNumberLocale()
  const [profiled, setProfiled] = useState<string | null>(null)
  const shown = useMemo(
    () =>
      columns.map(({ name, label: called, type }): GridColumn => ({
        id: name,
        label: called ?? name,
        numeric: type === 'number',
        ...(sort?.column === name ? { sort: { descending: sort.descending, order: 1, several: false } } : {}),
      })),
    [columns, sort],
  )
  const writers = useMemo(
    () =>
      columns.map((column, place) =>
        columnWriter(
          column,
          rows.map((row) => row[place]),
          locale,
        ),
      ),
    [columns, rows, locale],
  )
  const cellAt = useMemo(
    () => (row: number, column: number) => {
      const raw = rows[row]?.[column] ?? null
      return { text: writers[column]?.(raw) ?? '', isNull: raw === null }
    },
    [rows, writers],
  )
  // Up, down, and as the rows came.
  const turn = (column: string): void =>
    onSort(sort?.column !== column ? { column, descending: false } : sort.descending ? undefined : { column, descending: true })
  const column = columns.find(({ name }) => name === profiled)
  return (
    <>
      <ResultsGrid
        label={label}
        columns={shown}
        rowCount={rows.length}
        cellAt={cellAt}
        dimmed={dimmed}
        height={height}
        firstNumber={offset + 1}
        onSort={turn}
        renderColumnMenu={({ id }) => (
          <>
            <Menu.Item leftSection={<IconSortAscending size={16} />} onClick={() => onSort({ column: id, descending: false })}>
              {t('appSession.sortUp')}
            </Menu.Item>
            <Menu.Item leftSection={<IconSortDescending size={16} />} onClick={() => onSort({ column: id, descending: true })}>
              {t('appSession.sortDown')}
            </Menu.Item>
            <Menu.Item leftSection={<IconChartHistogram size={16} />} onClick={() => setProfiled(id)}>
              {t('appSession.profile')}
            </Menu.Item>
          </>
        )}
      />
      {rows.length === 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('appSession.noRows')}
        </Text>
      )}
      {column !== undefined && renderProfile(column, () => setProfiled(null))}
    </>
  )
}
