import { Checkbox, Group, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { delimiters, type ReadOptions, type UploadPreview } from '../../api/uploads.ts'

type Props = { preview: UploadPreview; onChange: (options: ReadOptions) => void }

/** How the file is read: found out, and changeable where there is a choice. */
export function ReadSettings({ preview: { options, sheets }, onChange }: Props) {
  const { t } = useTranslation()
  const names: Record<string, string> = { ',': t('upload.comma'), ';': t('upload.semicolon'), '\t': t('upload.tab'), '|': t('upload.bar') }
  if (options.header === null) return null
  return (
    <Group gap="md" align="flex-end">
      {sheets.length > 1 && (
        <NativeSelect
          label={t('upload.sheet')}
          size="xs"
          data={sheets}
          value={options.sheet ?? ''}
          onChange={(event) => onChange({ sheet: event.currentTarget.value })}
        />
      )}
      {options.delimiter !== null && (
        <NativeSelect
          label={t('upload.delimiter')}
          size="xs"
          data={delimiters.map((value) => ({ value, label: names[value] ?? value }))}
          value={options.delimiter}
          onChange={(event) => onChange({ delimiter: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t('upload.decimal')}
        size="xs"
        data={[
          { value: '.', label: t('upload.point') },
          { value: ',', label: t('upload.comma') },
        ]}
        value={options.decimal ?? '.'}
        onChange={(event) => onChange({ decimal: event.currentTarget.value })}
      />
      <Checkbox label={t('upload.header')} size="sm" mb={6} checked={options.header} onChange={(event) => onChange({ header: event.currentTarget.checked })} />
    </Group>
  )
}
