import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ColumnField } from './column-field.tsx'
import { RowList } from './row-list.tsx'

type Sort = { column: string; descending?: boolean | undefined }
type Props = { of: string; sorts: readonly Sort[]; onChange: (sorts: Sort[]) => void; first: string | undefined }

/** The order of rows. */
export function SortsField({ of, sorts, onChange, first }: Props) {
  const { t } = useTranslation()
  return (
    <RowList
      label={t('notebookEditor.sorts')}
      items={sorts}
      onChange={onChange}
      added={sorts.length >= 20 || first === undefined ? null : { column: first }}
      addText={t('notebookEditor.addSort')}
      removeText={({ column }) => t('notebookEditor.removeSort', { column })}
      render={(sort, change) => (
        <>
          <ColumnField
            showLabel={false}
            label={t('notebooks.column')}
            of={of}
            value={sort.column}
            onChange={(column) => column !== '' && change({ ...sort, column })}
          />
          <Checkbox
            size="xs"
            label={t('notebookEditor.descending')}
            checked={sort.descending === true}
            onChange={(event) => change({ column: sort.column, ...(event.currentTarget.checked ? { descending: true } : {}) })}
          />
        </>
      )}
    />
  )
}
