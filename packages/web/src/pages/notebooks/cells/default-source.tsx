import { defaultSourceOf, dependents, type DefaultSource, type InputDefinition, type InputType } from '@atrium/documents'
import { Input, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ColumnField } from '../forms/column-field.tsx'
import { ResultField } from '../forms/result-field.tsx'
import { useNames, useWritten } from '../notebook-context.ts'

type Kind = 'value' | 'attribute' | 'result'

type Props = { cellId: string; input: Exclude<InputDefinition, { type: 'run_button' | 'file' }>; onChange: (input: InputDefinition) => void }

/** Where the value that an input begins with comes from: its author, an attribute of whoever looks, or a result. */
export function DefaultSourceFields({ cellId, input, onChange }: Props) {
  const { t } = useTranslation()
  const results = useNames('table')
  const { graph } = useWritten()
  const source = defaultSourceOf(input)
  const kind: Kind = source === undefined ? 'value' : 'of' in source ? 'result' : 'attribute'
  const label = t('notebooks.defaultSource.label')
  /** What reads the input itself would wait for itself. */
  const firstOfOthers = (): string => {
    const readers = dependents(graph, [cellId])
    const isOfReader = (name: string): boolean => graph.definitions.get(name.toLowerCase())?.some((one) => readers.has(one.cellId)) === true
    return results.find((name) => !isOfReader(name)) ?? 'result_1'
  }
  const take = (defaultFrom: DefaultSource): void => onChange({ ...input, defaultFrom })
  const choose = (wanted: Kind): void => {
    if (wanted === 'attribute') take({ attribute: 'region' })
    else if (wanted === 'result') take({ of: firstOfOthers() })
    else {
      const { defaultFrom: _, ...written } = input
      onChange(written)
    }
  }
  return (
    <>
      <Input.Wrapper size="xs" label={label} labelElement="div">
        <div>
          <SegmentedControl<Kind>
            size="xs"
            aria-label={label}
            value={kind}
            onChange={choose}
            data={(['value', 'attribute', 'result'] as const).map((value) => ({ value, label: t(`notebooks.defaultSource.${value}`) }))}
          />
        </div>
      </Input.Wrapper>
      {source !== undefined && 'attribute' in source && (
        <TextInput
          key={source.attribute}
          size="xs"
          label={t('notebooks.defaultSource.attributeName')}
          description={t('notebooks.defaultSource.attributeHint')}
          defaultValue={source.attribute}
          maxLength={200}
          onBlur={({ currentTarget: { value } }) => value.trim() !== '' && value.trim() !== source.attribute && take({ attribute: value.trim() })}
        />
      )}
      {source !== undefined && 'of' in source && <ResultSource source={source} type={input.type} onChange={take} />}
    </>
  )
}

type FromResult = Extract<DefaultSource, { of: string }>

/** The result that has the value, and the column of it; of a range the column where it ends, too. */
function ResultSource({ source, type, onChange }: { source: FromResult; type: InputType; onChange: (source: FromResult) => void }) {
  const { t } = useTranslation()
  const set = (key: 'column' | 'endColumn', name: string): void => {
    const { [key]: _, ...rest } = source
    onChange(name === '' ? rest : { ...rest, [key]: name })
  }
  return (
    <>
      <ResultField
        label={t(type === 'multi_select' ? 'notebooks.defaultSource.allRows' : 'notebooks.defaultSource.firstRow')}
        value={source.of}
        onChange={(of) => onChange({ of })}
      />
      <ColumnField
        label={t('notebooks.defaultSource.column')}
        description={t('notebooks.firstColumn')}
        of={source.of}
        value={source.column ?? ''}
        onChange={(name) => set('column', name)}
      />
      {type === 'date_range' && (
        <ColumnField
          label={t('notebooks.defaultSource.endColumn')}
          description={t('notebooks.defaultSource.nextColumn')}
          of={source.of}
          value={source.endColumn ?? ''}
          onChange={(name) => set('endColumn', name)}
        />
      )}
    </>
  )
}
