import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { getItemLabel, type CustomFormat, type TableCalculation } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Code } from '../../../components/code.tsx'
import { columnsOf } from '../../../explore/explore-state.ts'
import { fieldNameOf } from '../../../explore/field-name.ts'
import { useExplore } from '../explore-context.ts'
import { FormatFields } from './format-fields.tsx'
import { quickCalculations, type QuickCalculation } from '../../../explore/quick-calculations.ts'

const types = ['number', 'string', 'date', 'timestamp', 'boolean'] as const

/** A calculation over the rows of the result, in SQL with `${field}` references. */
export function CalculationDialog({ name, onClose }: { name: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit } = useExplore()
  const existing = state.metricQuery.tableCalculations.find((calculation) => calculation.name === name)
  const [label, setLabel] = useState(existing?.displayName ?? '')
  const [sql, setSql] = useState(existing?.sql ?? '')
  const [type, setType] = useState<(typeof types)[number]>(existing?.type ?? 'number')
  const [format, setFormat] = useState<CustomFormat | undefined>(existing?.format)
  const fields = columnsOf(state).filter((fieldId) => fieldId !== name)
  const completions = fields.flatMap((fieldId) => {
    const item = items[fieldId]
    if (item === undefined) return []
    const reference = 'table' in item && 'fieldType' in item ? `\${${item.table}.${item.name}}` : `\${${fieldId}}`
    return [{ label: getItemLabel(item, { withTable: true }), detail: fieldId, text: reference }]
  })
  const isReady = label.trim() !== '' && sql.trim() !== ''
  const save = (): void => {
    const taken = Object.keys(items).filter((id) => id !== name)
    const keeps = existing !== undefined && existing.displayName === label.trim()
    const calculation: TableCalculation = {
      name: keeps ? existing.name : fieldNameOf(label, taken),
      displayName: label.trim(),
      sql: sql.trim(),
      type,
      ...(format === undefined ? {} : { format }),
    }
    edit({ type: 'save-calculation', calculation, previousName: name })
    onClose()
  }
  const quick = (kind: QuickCalculation): void => {
    const metric = completions.find(({ detail }) => state.metricQuery.metrics.includes(detail))
    if (metric === undefined) return
    // Previous and running need an order of rows: that of the first dimension, oldest or first of the alphabet on top.
    const first = completions.find(({ detail }) => state.metricQuery.dimensions.includes(detail))
    const made = quickCalculations[kind]({ reference: metric.text, order: first?.text ?? null })
    setSql(made.sql)
    setFormat(made.format)
    if (label === '') setLabel(`${t(`calculation.quick.${kind}`)}: ${metric.label}`)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t(existing === undefined ? 'calculation.new' : 'calculation.edit')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) save()
        }}
      >
        <Stack gap="sm">
          <TextInput label={t('calculation.name')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} required data-autofocus />
          {state.metricQuery.metrics.length > 0 && (
            <Group gap={4}>
              {(Object.keys(quickCalculations) as QuickCalculation[]).map((kind) => (
                <Button key={kind} size="compact-xs" variant="default" onClick={() => quick(kind)}>
                  {t(`calculation.quick.${kind}`)}
                </Button>
              ))}
            </Group>
          )}
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('calculation.sql')}
            </Text>
            <Code
              label={t('calculation.sql')}
              value={sql}
              onChange={setSql}
              completions={completions}
              minHeight={110}
              placeholder={t('calculation.placeholder')}
            />
            <Text size="xs" c="dimmed" mt={4}>
              {fields.length === 0 ? t('calculation.noFields') : t('calculation.hint')}
            </Text>
          </div>
          <NativeSelect
            size="xs"
            label={t('calculation.type')}
            value={type}
            onChange={(event) => setType(event.currentTarget.value as (typeof types)[number])}
            data={types.map((value) => ({ value, label: t(`types.${value}`) }))}
          />
          {type === 'number' && <FormatFields format={format} onChange={setFormat} />}
          <Group justify="space-between">
            {existing === undefined ? (
              <span />
            ) : (
              <Button
                color="red"
                variant="subtle"
                onClick={() => {
                  edit({ type: 'remove-field', fieldId: existing.name })
                  onClose()
                }}
              >
                {t('calculation.delete')}
              </Button>
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('dialog.cancel')}
              </Button>
              <Button type="submit" disabled={!isReady}>
                {t(existing === undefined ? 'calculation.add' : 'dialog.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
