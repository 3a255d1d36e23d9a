import { MultiSelect, Select } from '@mantine/core'
import { getItemLabel } from '@atrium/semantic'
import { useExplore } from '../explore-context.ts'

type Shared = { label: string; fields: readonly string[]; placeholder?: string }

function useOptions(fields: readonly string[]): { value: string; label: string }[] {
  const { items } = useExplore()
  return fields.map((fieldId) => {
    const item = items[fieldId]
    return { value: fieldId, label: item === undefined ? fieldId : getItemLabel(item, { withTable: true }) }
  })
}

/** One of the query's columns. */
export function FieldSelect({
  label,
  fields,
  placeholder,
  value,
  onChange,
  clearable = false,
}: Shared & { value: string | null; onChange: (fieldId: string | null) => void; clearable?: boolean }) {
  const data = useOptions(fields)
  return (
    <Select
      size="xs"
      label={label}
      data={data}
      value={value}
      onChange={onChange}
      clearable={clearable}
      searchable={fields.length > 8}
      allowDeselect={false}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  )
}

/** Several of the query's columns, in the order they were chosen. */
export function FieldsSelect({ label, fields, placeholder, values, onChange }: Shared & { values: readonly string[]; onChange: (fieldIds: string[]) => void }) {
  const data = useOptions(fields)
  return (
    <MultiSelect
      size="xs"
      label={label}
      data={data}
      value={[...values]}
      onChange={onChange}
      searchable
      {...(placeholder === undefined || values.length > 0 ? {} : { placeholder })}
    />
  )
}
