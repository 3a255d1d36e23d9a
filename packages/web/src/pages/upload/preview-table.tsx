import { Checkbox, NativeSelect, ScrollArea, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { columnTypes, type ColumnType, type UploadPreview } from '../../api/uploads.ts'
import classes from './upload.module.css'

type Props = {
  preview: UploadPreview
  isDimmed: boolean
  leftOut: ReadonlySet<number>
  onType: (index: number, type: ColumnType) => void
  onKeep: (index: number, keep: boolean) => void
}

/** Columns that are drawn: a page of a thousand would not move. The others are kept all the same. */
const shownColumns = 60

/** The first rows under their columns, each with its type and whether it is kept. */
export function PreviewTable({ preview: { columns, rows }, isDimmed, leftOut, onType, onKeep }: Props) {
  const { t } = useTranslation()
  const shown = columns.slice(0, shownColumns)
  return (
    <>
      <ScrollArea.Autosize mah={380} type="auto" className={classes['box']} {...(isDimmed ? { 'data-dimmed': true } : {})}>
        <Table stickyHeader verticalSpacing={4} fz="xs" aria-label={t('upload.rows')}>
          <Table.Thead>
            <Table.Tr>
              {shown.map((column, index) => (
                <Table.Th key={column.name} className={classes['head']}>
                  <Checkbox size="xs" label={column.label} checked={!leftOut.has(index)} onChange={(event) => onKeep(index, event.currentTarget.checked)} />
                  <NativeSelect
                    size="xs"
                    mt={4}
                    aria-label={t('upload.typeOf', { name: column.label })}
                    data={columnTypes.map((type) => ({ value: type, label: t(`upload.types.${type}`) }))}
                    value={column.type}
                    onChange={(event) => onType(index, event.currentTarget.value as ColumnType)}
                  />
                  <Text size="xs" c="dimmed" h={18}>
                    {column.misfits > 0
                      ? t('upload.misfitsOf', { count: column.misfits })
                      : (column.format ?? '').startsWith('%')
                        ? shapeOf(column.format ?? '')
                        : ''}
                  </Text>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={index}>
                {shown.map((column, place) => (
                  <Table.Td key={column.name} className={classes['cell']} data-numeric={column.type === 'number'} data-left-out={leftOut.has(place)}>
                    {row[place] ?? <span title={t('upload.noValue')}>∅</span>}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {columns.length > shownColumns && (
        <Text size="xs" c="dimmed">
          {t('upload.moreColumns', { count: columns.length - shownColumns })}
        </Text>
      )}
    </>
  )
}

/** `%d.%m.%Y` as people write it. */
const shapeOf = (format: string): string =>
  format.replaceAll('%d', 'DD').replaceAll('%m', 'MM').replaceAll('%Y', 'YYYY').replaceAll('%y', 'YY').replaceAll('%H', 'hh').replaceAll('%M', 'mm')
