import { Button, Group, Modal, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core'
import { checkFormula, formulaFunctions, formulaNameOf, isFormula, type CustomFormat, type TableCalculation } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Code } from '../../../components/code.tsx'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { columnsOf } from '../../../explore/explore-state.ts'
import { fieldNameOf } from '../../../explore/field-name.ts'
import { quickCalculations, type QuickCalculation } from '../../../explore/quick-calculations.ts'
import { resultFieldsOf } from '../../../explore/result-fields.ts'
import { useExplore } from '../explore-context.ts'
import { CalculationPreview } from './calculation-preview.tsx'
import { FormatFields } from './format-fields.tsx'
import { FormulaHelp } from './formula-help.tsx'

const types = ['number', 'string', 'date', 'timestamp', 'boolean'] as const

type Mode = 'formula' | 'sql'

/** A calculation over the rows of the result: a spreadsheet formula, or SQL with `${field}` references. */
export function CalculationDialog({ name, onClose }: { name: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit } = useExplore()
  const existing = state.metricQuery.tableCalculations.find((calculation) => calculation.name === name)
  const [label, setLabel] = useState(existing?.displayName ?? '')
  const [mode, setMode] = useState<Mode>(existing === undefined || isFormula(existing.sql) ? 'formula' : 'sql')
  const [formula, setFormula] = useState(existing !== undefined && isFormula(existing.sql) ? existing.sql : '')
  const [sql, setSql] = useState(existing !== undefined && !isFormula(existing.sql) ? existing.sql : '')
  const [type, setType] = useState<(typeof types)[number]>(existing?.type ?? 'number')
  const [format, setFormat] = useState<CustomFormat | undefined>(existing?.format)
  const fields = resultFieldsOf(
    columnsOf(state).filter((fieldId) => fieldId !== name),
    items,
  )
  const written = formula.trim() === '' || isFormula(formula) ? formula : `=${formula}`
  const check = mode === 'formula' && written.trim() !== '' ? checkFormula(written, fields) : null
  const gives = mode === 'sql' ? type : (check?.type ?? 'number')
  const text = mode === 'formula' ? written.trim() : sql.trim()
  const isRight = text !== '' && (check === null || check.problem === null)
  const isReady = label.trim() !== '' && isRight
  const calculation = (named: string): TableCalculation => ({
    name: named,
    displayName: label.trim() === '' ? named : label.trim(),
    sql: text,
    type: gives,
    ...(format === undefined || gives !== 'number' ? {} : { format }),
  })
  const save = (): void => {
    const taken = Object.keys(items).filter((id) => id !== name)
    const keeps = existing !== undefined && existing.displayName === label.trim()
    edit({ type: 'save-calculation', calculation: calculation(keeps ? existing.name : fieldNameOf(label, taken)), previousName: name })
    onClose()
  }
  const quick = (kind: QuickCalculation): void => {
    const metric = fields.find(({ fieldId }) => state.metricQuery.metrics.includes(fieldId))
    if (metric === undefined) return
    setMode('formula')
    setFormula(quickCalculations[kind].formula(formulaNameOf(metric, fields)))
    setFormat(quickCalculations[kind].format)
    if (label === '') setLabel(`${t(`calculation.quick.${kind}`)}: ${metric.label}`)
  }
  const columns = fields.map((field) => ({ label: field.label, detail: field.fieldId, text: formulaNameOf(field, fields) }))
  const functions = Object.entries(formulaFunctions).map(([called, { help }]) => ({ label: called, detail: help, text: `${called}(` }))
  const references = fields.map(({ fieldId, label: shown }) => {
    const item = items[fieldId]
    const reference = item !== undefined && 'table' in item && 'fieldType' in item ? `\${${item.table}.${item.name}}` : `\${${fieldId}}`
    return { label: shown, detail: fieldId, text: reference }
  })
  // A stray key or click does not throw away what was written.
  const isUntouched = text === (existing?.sql ?? '')
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnEscape={isUntouched}
      closeOnClickOutside={isUntouched}
      size="lg"
      title={t(existing === undefined ? 'calculation.new' : 'calculation.edit')}
    >
      <DialogForm
        submit={t(existing === undefined ? 'calculation.add' : 'dialog.save')}
        disabled={!isReady}
        onSubmit={save}
        aside={
          existing !== undefined && (
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
          )
        }
        onClose={onClose}
      >
        <TextInput label={t('calculation.name')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} required />
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
          <Group justify="space-between" mb={4}>
            <Text size="sm" fw={500}>
              {t(`calculation.${mode}`)}
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={t('calculation.mode')}
              value={mode}
              onChange={(value) => setMode(value)}
              data={[
                { value: 'formula', label: t('calculation.formula') },
                { value: 'sql', label: t('calculation.sql') },
              ]}
            />
          </Group>
          {mode === 'formula' ? (
            <Code
              key="formula"
              label={t('calculation.formula')}
              value={formula}
              onChange={setFormula}
              completions={[...columns, ...functions]}
              minHeight={60}
              placeholder={t('calculation.formulaPlaceholder')}
            />
          ) : (
            <Code
              key="sql"
              label={t('calculation.sql')}
              value={sql}
              onChange={setSql}
              completions={references}
              minHeight={110}
              placeholder={t('calculation.placeholder')}
            />
          )}
          {check !== null && check.problem !== null && <FormulaProblem text={written} problem={check.problem} />}
          <Text size="xs" c="dimmed" mt={4}>
            {fields.length === 0 ? t('calculation.noFields') : t(mode === 'formula' ? 'calculation.formulaHint' : 'calculation.hint')}
          </Text>
          {mode === 'formula' && <FormulaHelp />}
        </div>
        {isRight && fields.length > 0 && <CalculationPreview calculation={calculation(existing?.name ?? 'atrium_preview')} previousName={name} />}
        {mode === 'sql' && (
          <NativeSelect
            size="xs"
            label={t('calculation.type')}
            value={type}
            onChange={(event) => setType(event.currentTarget.value as (typeof types)[number])}
            data={types.map((value) => ({ value, label: t(`types.${value}`) }))}
          />
        )}
        {gives === 'number' && <FormatFields format={format} onChange={setFormat} />}
      </DialogForm>
    </Modal>
  )
}

/** What is wrong, under the place where it is. */
function FormulaProblem({ text, problem: { message, at } }: { text: string; problem: { message: string; at: number } }) {
  const word = /^(?:[\p{L}\p{N}_.]+|\S?)/u.exec(text.slice(at))?.[0] ?? ''
  return (
    <Text size="xs" mt={4} role="alert">
      <Text span size="xs" ff="monospace">
        {text.slice(Math.max(0, at - 24), at)}
        <mark>{word === '' ? '␣' : word}</mark>
        {text.slice(at + word.length, at + word.length + 12)}
      </Text>
      {' — '}
      <Text span size="xs" c="red">
        {message}
      </Text>
    </Text>
  )
}
