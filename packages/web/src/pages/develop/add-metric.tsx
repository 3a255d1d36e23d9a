import { metricTypes } from '@atrium/semantic'
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { slugOf, type ModelEdit, type ModelForm } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A new metric on a column: a name, a column and how it is added up. */
export function AddMetric({ form, onEdit }: { form: ModelForm; onEdit: (edit: ModelEdit) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [column, setColumn] = useState(form.dimensions[0]?.name ?? '')
  const [type, setType] = useState<string>('sum')
  const wanted = slugOf(name).replaceAll('-', '_')
  const isTaken = [...form.metrics, ...form.dimensions].some((field) => field.name === wanted)
  if (form.dimensions.length === 0) return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === '' || isTaken) return
        onEdit({ kind: 'metric', name: wanted, column, key: 'type', value: type })
        setName('')
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput size="xs" label={t('develop.metricName')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect
          size="xs"
          label={t('develop.metricColumn')}
          data={form.dimensions.map((dimension) => dimension.name)}
          value={column}
          onChange={(event) => setColumn(event.currentTarget.value)}
        />
        <NativeSelect size="xs" label={t('develop.type')} data={[...metricTypes]} value={type} onChange={(event) => setType(event.currentTarget.value)} />
        <Button size="xs" variant="light" type="submit" disabled={name.trim() === '' || isTaken}>
          {t('develop.addMetric')}
        </Button>
      </Group>
    </form>
  )
}
